#include "protocol/assert.hpp"
#include "server/app/settings.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dageng::app {
namespace {

constexpr std::int64_t longest_path = 1'000;

constexpr std::array<std::string_view, 2> yes_or_no{"yes", "no"};
constexpr std::array<std::string_view, 5> levels{"trace", "debug", "info", "warning", "error"};

using Texts = std::vector<std::string>;

const std::array<Setting, 22> table{
    Setting{
        .key = "server.listen",
        .option = "--listen",
        .sentence =
            "Address to listen on, IPv4 or IPv6. \"0.0.0.0\" for all of the machine's: only with a "
            "certificate, or behind a proxy that speaks TLS.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.server.listen; },
        .least = 2,
        .most = 45,
    },
    Setting{
        .key = "server.port",
        .option = "--port",
        .sentence = "Port to listen on; 0 takes a free one, which the log tells.",
        .unit = "",
        .target = +[](Settings& s) -> std::int64_t& { return s.server.port; },
        .least = 0,
        .most = 65'535,
    },
    Setting{
        .key = "server.certificate",
        .option = "--certificate",
        .sentence =
            "PEM file of the certificate and those that lead to its root, its own first: the port "
            "then speaks TLS 1.2 and 1.3, and nothing else. Taken anew within seconds when the "
            "file has changed. Empty: no TLS, for a proxy in front or one machine alone.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.server.certificate; },
        .least = 0,
        .most = longest_path,
    },
    Setting{
        .key = "server.certificate_key",
        .option = "--certificate-key",
        .sentence = "PEM file of the certificate's private key, without a pass phrase.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.server.certificate_key; },
        .least = 0,
        .most = longest_path,
    },
    Setting{
        .key = "server.io_threads",
        .option = "",
        .sentence =
            "Threads that hold the live connections. One carries tens of thousands; pages and "
            "uploads, the engine and the journal have threads of their own.",
        .unit = "threads",
        .target = +[](Settings& s) -> std::int64_t& { return s.server.io_threads; },
        .least = 1,
        .most = 64,
    },
    Setting{
        .key = "server.web",
        .option = "--web",
        .sentence = "Folder of the built pages.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.server.web; },
        .least = 1,
        .most = longest_path,
    },
    Setting{
        .key = "data.folder",
        .option = "--data",
        .sentence = "Folder of the journal, the vault, its master key and the photos; made when it "
                    "isn't there, for its owner only. One server at a time.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.data.folder; },
        .least = 1,
        .most = longest_path,
    },
    Setting{
        .key = "data.photo_reserve_mb",
        .option = "",
        .sentence = "Room on the disk of the data folder that photos leave: while less is free, "
                    "uploads are refused and phones send them again later, and no state is kept "
                    "for a faster start, so that tips, panics and closings can still be written.",
        .unit = "megabytes",
        .target = +[](Settings& s) -> std::int64_t& { return s.data.photo_reserve_mb; },
        .least = 0,
        .most = 10'000'000,
    },
    Setting{
        .key = "data.erasures",
        .option = "--erasures",
        .sentence = "File that lists who was erased, by numbers alone. Better on another disk, and "
                    "never in a back-up: a restore carries it out again. Empty: erasures.list in "
                    "the data folder.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.data.erasures; },
        .least = 0,
        .most = longest_path,
    },
    Setting{
        .key = "data.master_key_command",
        .option = "",
        .sentence = "Command whose output is the master key, 64 hex digits, which then lies in no "
                    "file here. Empty: it is in master.key in the data folder.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.data.master_key_command; },
        .least = 0,
        .most = longest_path,
    },
    Setting{
        .key = "data.backup_key_days",
        .option = "",
        .sentence = "How long keys of back-ups are kept: each back-up removes older ones beside "
                    "it, after which who was erased meanwhile is unknown there, too.",
        .unit = "days",
        .target = +[](Settings& s) -> std::int64_t& { return s.data.backup_key_days; },
        .least = 1,
        .most = 3'650,
    },
    Setting{
        .key = "accounts.residents_register",
        .option = "--residents-register",
        .sentence = "Whether residents may register on their phones by themselves; else each "
                    "account is made by somebody else and entered by a code.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.accounts.residents_register; },
        .least = 2,
        .most = 3,
        .choices = yes_or_no,
    },
    Setting{
        .key = "district.boundary",
        .option = "--boundary",
        .sentence = "GeoJSON file of the district's outline (Polygon or MultiPolygon, WGS-84). "
                    "Empty: the one that the journal knows.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.district.boundary; },
        .least = 0,
        .most = longest_path,
    },
    Setting{
        .key = "district.base_map",
        .option = "--base-map",
        .sentence = "GeoJSON files that the pages draw beneath everything, the lowest first; plain "
                    "or gzip. Roads, stations, streets.",
        .unit = "",
        .target = +[](Settings& s) -> Texts& { return s.district.base_map; },
        .least = 1,
        .most = longest_path,
    },
    Setting{
        .key = "district.catalogue",
        .option = "--catalogue",
        .sentence = "File of the kinds of incident with their response plans, the categories of "
                    "responder and the dispositions. Taken at each start, when it has changed.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.district.catalogue; },
        .least = 1,
        .most = longest_path,
    },
    Setting{
        .key = "district.roads",
        .option = "--roads",
        .sentence =
            "File of the roads, as `dageng roads build` makes it: times to a scene are then "
            "estimated along them. A copy is kept in the data folder. Empty: the ones that "
            "the journal knows; without any, by distance.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.district.roads; },
        .least = 0,
        .most = longest_path,
    },
    Setting{
        .key = "district.barriers",
        .option = "--barriers",
        .sentence =
            "GeoJSON file of what nobody goes straight through, such as rivers and railways: "
            "polygons, each with the property detour_m, how many metres longer the way round "
            "is. Empty: the ones that the journal knows; an empty collection: none.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.district.barriers; },
        .least = 0,
        .most = longest_path,
    },
    Setting{
        .key = "limits.connections",
        .option = "",
        .sentence = "Connections at once, of all kinds; one more is turned away. The system must "
                    "allow the process as many open files, and some hundred more.",
        .unit = "connections",
        .target = +[](Settings& s) -> std::int64_t& { return s.limits.connections; },
        .least = 10,
        .most = 1'000'000,
    },
    Setting{
        .key = "limits.strangers_of_address",
        .option = "",
        .sentence =
            "Connections from one address of which it isn't known whose they are: pages "
            "and photos, and phones that haven't signed in yet. One more is turned away. "
            "Who has signed in doesn't count, however many share an address. Behind a proxy all "
            "share its address: let this be as high as connections.",
        .unit = "connections",
        .target = +[](Settings& s) -> std::int64_t& { return s.limits.strangers_of_address; },
        .least = 10,
        .most = 1'000'000,
    },
    Setting{
        .key = "limits.commands_per_s",
        .option = "",
        .sentence =
            "Commands of one account in the long run; five seconds' worth may come at once. "
            "More is answered with too-many.",
        .unit = "commands per second",
        .target = +[](Settings& s) -> std::int64_t& { return s.limits.commands_per_s; },
        .least = 1,
        .most = 1'000,
    },
    Setting{
        .key = "limits.positions_per_s",
        .option = "",
        .sentence = "Positions of one account in the long run; more are dropped and counted.",
        .unit = "positions per second",
        .target = +[](Settings& s) -> std::int64_t& { return s.limits.positions_per_s; },
        .least = 1,
        .most = 100,
    },
    Setting{
        .key = "log.level",
        .option = "--log-level",
        .sentence = "The least that is logged: one JSON object a line, on standard error.",
        .unit = "",
        .target = +[](Settings& s) -> std::string& { return s.log.level; },
        .least = 1,
        .most = 10,
        .choices = levels,
    },
};

std::string range_text(std::int64_t least, std::int64_t most) {
    return std::to_string(least) + " to " + std::to_string(most);
}

bool fits(const Setting& setting, const std::string& text) {
    const auto size = static_cast<std::int64_t>(text.size());
    return size >= setting.least && size <= setting.most;
}

} // namespace

std::span<const Setting> settings_table() {
    return table;
}

std::string Setting::expected() const {
    if (!choices.empty()) {
        std::string text = "one of ";
        for (const std::string_view choice : choices) {
            text += choice == choices.front() ? "" : ", ";
            text += '"' + std::string{choice} + '"';
        }
        return text;
    }
    if (target.index() == 1) {
        return "a whole number from " + range_text(least, most);
    }
    const std::string text = "of " + range_text(least, most) + " bytes";
    return target.index() == 0
               ? "a text " + text
               : "a list of at most " + std::to_string(most_listed) + " texts, each " + text;
}

bool Setting::allows(const Value& value) const {
    if (value.index() != target.index()) {
        return false;
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return *number >= least && *number <= most;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return choices.empty() ? fits(*this, *text)
                               : std::find(choices.begin(), choices.end(), *text) != choices.end();
    }
    const Texts& texts = std::get<Texts>(value);
    return texts.size() <= most_listed &&
           std::all_of(texts.begin(), texts.end(), [this](const std::string& text) {
               return fits(*this, text);
           });
}

Setting::Value Setting::get(const Settings& settings) const {
    Settings copy = settings;
    return std::visit([&](auto* member) { return Value{member(copy)}; }, target);
}

void Setting::set(Settings& settings, Value value) const {
    DAGENG_ASSERT(allows(value));
    std::visit(
        [&](auto* member) {
            auto& to = member(settings);
            to = std::get<std::remove_reference_t<decltype(to)>>(std::move(value));
        },
        target
    );
}

} // namespace dageng::app
