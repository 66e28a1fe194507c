#include "server/app/catalogue_file.hpp"

#include "server/app/catalogue_checks.hpp"
#include "server/app/toml_reader.hpp"

namespace dageng::app {
namespace {

using protocol::Catalogue;
using protocol::CategoryInfo;
using protocol::Disposition;
using protocol::Plan;
using protocol::Result;
using protocol::Wave;

void read_category(TableReader& from, CategoryInfo& to) {
    from.read("category", to.category);
    from.read("name", to.name);
    from.read("shape", to.shape);
}

void read_wave(TableReader& from, Wave& to) {
    from.read("radius_m", to.radius_m);
    from.read("ask", to.ask);
    from.read("seconds", to.seconds);
}

void read_plan(TableReader& from, Plan& to) {
    from.read("kind", to.kind);
    from.read("name", to.name);
    from.read("icon", to.icon);
    from.read("priority", to.priority);
    from.read("eligible", to.eligible);
    from.read("wanted", to.wanted);
    from.each("waves", to.waves, read_wave);
    from.read("offer_s", to.offer_s);
    from.read("reach_s", to.reach_s);
    from.read("arrival_m", to.arrival_m);
    from.read("max_age_s", to.max_age_s);
    from.read("check_in_s", to.check_in_s);
    from.read("by_rule_only", to.by_rule_only);
    from.read("brief", to.brief);
    from.read("bring", to.bring);
    from.read("caution", to.caution);
}

void read_disposition(TableReader& from, Disposition& to) {
    from.read("disposition", to.disposition);
    from.read("name", to.name);
    from.read("outcome", to.outcome);
}

/// Where in the file the key of an item stands; the list or the file when it doesn't.
toml::source_region
place_of(const toml::table& file, const char* list, std::size_t index, const char* key) {
    const auto item = file[list][index];
    if (const toml::node* node = item[key].node()) {
        return node->source();
    }
    return item.node() != nullptr ? item.node()->source() : file.source();
}

} // namespace

Result<Catalogue> read_catalogue(const std::filesystem::path& file) {
    const Result<toml::table> parsed = parse_toml_file(file);
    if (!parsed) {
        return parsed.refusal();
    }
    Complaints complaints{file};
    Catalogue catalogue;
    TableReader reader{*parsed, {}, complaints};
    reader.read("district", catalogue.district);
    reader.read("code", catalogue.code);
    reader.read("utc_offset_min", catalogue.utc_offset_min);
    reader.read("place_age_s", catalogue.place_age_s);
    reader.read("duty_s", catalogue.duty_s);
    reader.read("check_in_warning_s", catalogue.check_in_warning_s);
    reader.each("category", catalogue.categories, read_category);
    reader.each("plan", catalogue.plans, read_plan);
    reader.each("disposition", catalogue.dispositions, read_disposition);
    reader.finish();
    if (!complaints.any()) {
        // What is missing or wrong by itself would be told a second time.
        check_catalogue(
            catalogue,
            [&](const char* list, std::size_t index, const char* key, const std::string& expected) {
                complaints.add(
                    place_of(*parsed, list, index, key),
                    std::string{list} + "[" + std::to_string(index) + "]." + key,
                    expected
                );
            }
        );
    }
    if (complaints.any()) {
        return complaints.refusal();
    }
    return catalogue;
}

} // namespace dageng::app
