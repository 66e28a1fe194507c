#include "server/engine/decision_text.hpp"

#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "server/engine/assignment_v1.hpp"
#include "server/engine/catalogue_v1.hpp"

#include <boost/mp11/algorithm.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <variant>

namespace dageng::engine {

namespace {

using protocol::ErrorCode;

/// The first line of a record. `answer` is text, since what it repeats must be the same to the
/// byte.
struct Head {
    std::uint64_t by = 0;
    protocol::Text<0, 64> id;
    protocol::Text<0, 64> fingerprint;
    protocol::Text<0, 4000> answer;
};
BOOST_DESCRIBE_STRUCT(Head, (), (by, id, fingerprint, answer))

/// Bytes that they seldom go beyond.
constexpr std::size_t usual_head = 256;
constexpr std::size_t usual_event = 512;

constexpr protocol::WriteOptions journal_writing{protocol::JsonMode::journal, nullptr};
constexpr protocol::ReadOptions journal_reading{protocol::JsonMode::journal, {}};

std::string_view next_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return line;
}

protocol::Refusal bad_line(std::size_t line, std::string_view why) {
    return {
        ErrorCode::bad_json,
        "line " + std::to_string(line) + " of a decision: " + std::string(why),
        {}
    };
}

/// An event as it was written, raised step by step to its kind's present version.
template <class E>
protocol::Result<E> read_event(unsigned version, std::string_view json) {
    if (version == E::version) {
        return protocol::read_json<E>(json, journal_reading);
    }
    if constexpr (requires { typename E::Before; }) {
        auto before = read_event<typename E::Before>(version, json);
        if (!before) {
            return before.refusal();
        }
        return raise(std::move(*before));
    } else {
        return protocol::Refusal{
            ErrorCode::unknown_type, "unknown version " + std::to_string(version), {}
        };
    }
}

/// Puts an event behind others; or why it can't be read.
using Take = std::optional<protocol::Refusal> (*)(
    unsigned version, std::string_view json, std::vector<Event>& events
);

template <class E>
std::optional<protocol::Refusal>
take_event(unsigned version, std::string_view json, std::vector<Event>& events) {
    auto event = read_event<E>(version, json);
    if (!event) {
        return event.refusal();
    }
    events.emplace_back(std::move(*event));
    return std::nullopt;
}

/// By kind.
const std::unordered_map<std::string_view, Take>& takes() {
    static const auto all = [] {
        std::unordered_map<std::string_view, Take> made;
        using Kinds = boost::mp11::mp_transform<boost::mp11::mp_identity, EventKinds>;
        boost::mp11::mp_for_each<Kinds>([&](auto identity) {
            using E = typename decltype(identity)::type;
            made.emplace(E::wire, take_event<E>);
        });
        return made;
    }();
    return all;
}

std::optional<protocol::Refusal> take_line(std::string_view line, std::vector<Event>& events) {
    const std::size_t kind_end = line.find(' ');
    const std::size_t version_end =
        line.find(' ', kind_end == std::string_view::npos ? kind_end : kind_end + 1);
    if (version_end == std::string_view::npos) {
        return protocol::Refusal{ErrorCode::bad_json, "no kind and version", {}};
    }
    const std::string_view kind = line.substr(0, kind_end);
    unsigned version = 0;
    const char* const version_at = line.data() + version_end;
    if (std::from_chars(line.data() + kind_end + 1, version_at, version).ptr != version_at) {
        return protocol::Refusal{ErrorCode::bad_json, "the version is no number", {}};
    }
    const auto take = takes().find(kind);
    if (take == takes().end()) {
        return protocol::Refusal{
            ErrorCode::unknown_type, "no event is called " + std::string(kind), {}
        };
    }
    return take->second(version, line.substr(version_end + 1), events);
}

} // namespace

std::string answer_text(const Answer& answer, const protocol::Opener& opener) {
    return std::visit(
        [&](const auto& one) -> std::string {
            if constexpr (std::is_same_v<std::decay_t<decltype(one)>, std::monostate>) {
                return "{}";
            } else {
                return protocol::to_json(one, {protocol::JsonMode::wire, &opener});
            }
        },
        answer
    );
}

std::string to_text(const DecisionRecord& decision) {
    std::string text;
    text.reserve(usual_head + decision.events.size() * usual_event);
    const Head head{
        decision.by.value, {decision.id.value}, {decision.fingerprint}, {decision.answer}
    };
    protocol::write_json(text, head, journal_writing);
    for (const Event& event : decision.events) {
        std::visit(
            [&](const auto& fact) {
                text += '\n';
                text += fact.wire;
                text += ' ';
                text += std::to_string(fact.version);
                text += ' ';
                protocol::write_json(text, fact, journal_writing);
            },
            event
        );
    }
    return text;
}

protocol::Result<DecisionRecord> decision_from_text(std::string_view text) {
    std::string_view rest = text;
    const auto head = protocol::read_json<Head>(next_line(rest), journal_reading);
    if (!head) {
        return bad_line(1, head.refusal().detail);
    }
    DecisionRecord decision;
    decision.by = {head->by};
    decision.id = {head->id.value};
    decision.fingerprint = head->fingerprint.value;
    decision.answer = head->answer.value;
    decision.events.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
    for (std::size_t line = 2; !rest.empty(); ++line) {
        if (const auto refusal = take_line(next_line(rest), decision.events)) {
            return bad_line(line, refusal->field + " " + refusal->detail);
        }
    }
    return decision;
}

} // namespace dageng::engine
