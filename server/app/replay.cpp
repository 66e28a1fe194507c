#include "server/app/replay.hpp"

#include "protocol/names.hpp"
#include "protocol/time_text.hpp"
#include "server/app/journal_copy.hpp"
#include "server/district/front.hpp"
#include "server/district/incident_record.hpp"
#include "server/engine/engine.hpp"
#include "server/engine/rules.hpp"

#include <charconv>

namespace dageng::app {

using protocol::ErrorCode;
using protocol::Refusal;

namespace {

template <class Enum>
std::string name_of(Enum value) {
    return std::string(protocol::enum_name(value));
}

ResponderThen responder(const engine::State& state, const engine::Assignment& one) {
    const engine::Person& person = *state.person(one.person);
    return {
        one.id,
        one.person,
        person.role,
        engine::category_of(state, person),
        one.state,
        one.offered_at,
        one.answered_at,
        one.on_scene_at,
        one.ended_at
    };
}

IncidentThen incident_then(const engine::State& state, const engine::Incident& incident) {
    IncidentThen then;
    then.incident = incident.id;
    then.code = incident.code;
    then.kind = incident.kind;
    then.priority = incident.priority;
    then.state = incident.state;
    then.level = incident.level;
    then.at = incident.place.at;
    then.opened_at = incident.opened_at;
    then.changed_at = incident.changed_at;
    then.acknowledged_at = incident.acknowledged_at;
    then.exercise = incident.exercise;
    for (const auto id : incident.assignments) {
        then.responders.push_back(responder(state, state.assignments.at(id)));
    }
    return then;
}

DistrictThen describe(const engine::State& state) {
    DistrictThen then;
    then.n = state.last;
    then.at = state.now;
    then.accounts = state.people.size();
    const std::size_t categories = state.catalogue ? state.catalogue->categories.items.size() : 0;
    for (std::size_t i = 0; i < categories; ++i) {
        const auto& category = state.catalogue->categories.items[i].category;
        const auto count = [i](const auto& counts) { return i < counts.size() ? counts[i] : 0U; };
        then.duty.push_back({category, count(state.on_duty_of), count(state.engaged_of)});
    }
    for (const auto& incident : state.open) {
        then.open.push_back(incident_then(state, state.incidents.at(incident.id)));
    }
    then.ended = state.incidents.size() - state.open.size();
    then.digest.value = engine::digest(state);
    return then;
}

std::string line_of(const IncidentThen& incident) {
    std::string line = "incident " + std::to_string(incident.incident.value) + "  " +
                       incident.code.value + "  " + incident.kind.value + "  priority " +
                       std::to_string(incident.priority.value) + "  " + name_of(incident.state) +
                       " since " + protocol::time_text(incident.changed_at) + "  level " +
                       std::to_string(incident.level) + "  opened " +
                       protocol::time_text(incident.opened_at);
    line += incident.acknowledged_at
                ? "  acknowledged " + protocol::time_text(*incident.acknowledged_at)
                : "  not acknowledged";
    return line + (incident.exercise ? "  exercise\n" : "\n");
}

std::string line_of(const ResponderThen& one) {
    std::string line = "  assignment " + std::to_string(one.assignment.value) + "  account " +
                       std::to_string(one.person.value) + "  " + one.category.value + "  " +
                       name_of(one.state) + "  offered " + protocol::time_text(one.offered_at);
    if (one.answered_at) {
        line += "  answered " + protocol::time_text(*one.answered_at);
    }
    if (one.on_scene_at) {
        line += "  on scene " + protocol::time_text(*one.on_scene_at);
    }
    if (one.ended_at) {
        line += "  ended " + protocol::time_text(*one.ended_at);
    }
    return line + "\n";
}

} // namespace

protocol::Result<ReplayEnd> replay_end(const std::string& text) {
    if (text.empty()) {
        return ReplayEnd{};
    }
    protocol::Offset n = 0;
    const char* const end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, n);
        read.ec == std::errc{} && read.ptr == end && n > 0) {
        return ReplayEnd{std::nullopt, n};
    }
    std::string whole = text;
    if (whole.back() == 'Z' && whole.find('.') == std::string::npos) {
        whole.insert(whole.size() - 1, ".000");
    }
    const auto at = protocol::time_from_text(whole);
    if (!at) {
        return Refusal{
            ErrorCode::bad_field,
            "expected a moment such as 2025-11-24T10:08:40Z, or an event's number, not " + text,
            "--until"
        };
    }
    return ReplayEnd{*at, std::nullopt};
}

protocol::Result<DistrictThen>
district_then(const std::filesystem::path& folder, const ReplayEnd& end) {
    const JournalCopy copy{folder};
    engine::Engine engine = district::engine_at_front(copy.journal());
    std::optional<protocol::TimeMs> first_at;
    const auto front = copy.journal().front();
    if (front && ((end.at && *end.at < front->at) || (end.n && *end.n < front->last))) {
        return Refusal{
            ErrorCode::not_found, "the journal begins after " + protocol::time_text(front->at), {}
        };
    }
    copy.journal().read(1, [&](const journal::Record& record) {
        first_at = first_at.value_or(record.at);
        if ((end.at && record.at > *end.at) || (end.n && record.first > *end.n)) {
            return false;
        }
        engine.apply(district::decision_of(record), record.first, record.at);
        return true;
    });
    const engine::State& state = engine.state();
    if (end.n && state.last < *end.n) {
        return Refusal{
            ErrorCode::not_found, "the journal ends with event " + std::to_string(state.last), {}
        };
    }
    if (state.last == 0) {
        return Refusal{
            ErrorCode::not_found,
            first_at ? "the journal begins at " + protocol::time_text(*first_at)
                     : "the journal is empty",
            {}
        };
    }
    return describe(state);
}

std::string to_lines(const DistrictThen& district) {
    std::string lines = "after event " + std::to_string(district.n) + " of " +
                        protocol::time_text(district.at) + "\naccounts " +
                        std::to_string(district.accounts) + "\n";
    for (const DutyThen& duty : district.duty) {
        lines += "on duty  " + duty.category.value + "  " + std::to_string(duty.on_duty) +
                 ", of them engaged " + std::to_string(duty.engaged) + "\n";
    }
    lines += "incidents  open " + std::to_string(district.open.size()) + "  ended " +
             std::to_string(district.ended) + "\n";
    for (const IncidentThen& incident : district.open) {
        lines += line_of(incident);
        for (const ResponderThen& one : incident.responders) {
            lines += line_of(one);
        }
    }
    return lines + "digest " + district.digest.value + "\n";
}

} // namespace dageng::app
