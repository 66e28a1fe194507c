#include "server/engine/incident_making.hpp"
#include "server/engine/safety_making.hpp"
#include "server/engine/safety_time.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::DistressEnd;
using protocol::DistressKind;
using protocol::ErrorCode;

namespace {

/// How long a panic may be taken back, and how soon pressing again is news.
constexpr std::int64_t withdraw_ms = 10'000;

/// When a command was made, as far as it may be believed.
TimeMs moment_of(const Request& request) {
    return request.made_at ? std::min(*request.made_at, request.now) : request.now;
}

std::optional<protocol::Place> last_place(const World& world, PersonId person) {
    const auto heard = world.places.of(person);
    if (!heard) {
        return std::nullopt;
    }
    using Metres = decltype(protocol::Place::accuracy_m);
    const auto error = std::clamp<std::int64_t>(heard->accuracy_m, Metres::min, Metres::max);
    return protocol::Place{heard->at, {error}};
}

/// Where an incident is shown that nobody can be sent to: the district's middle, as far off as can
/// be said.
protocol::Place anywhere(const State& state) {
    const auto at = state.boundary ? state.boundary->centroid() : protocol::LatLon{};
    return {at, {decltype(protocol::Place::accuracy_m)::max}};
}

protocol::PanicAnswer answer_of(const Distress& panic) {
    return {panic.incident, panic.withdraw_until};
}

Decision open_panic(
    const World& world,
    const Request& request,
    const std::optional<protocol::Place>& place,
    bool silent
) {
    const State& state = world.state;
    IncidentOpened opened = new_incident(
        state,
        request.now,
        {std::string(panic_kind)},
        place.value_or(anywhere(state)),
        next_key(state)
    );
    opened.dispatcher_only = !place;
    DistressRaised raised;
    raised.incident = opened.incident;
    raised.kind = DistressKind::panic;
    raised.person = request.by;
    raised.place = place;
    raised.silent = silent;
    raised.made_at = moment_of(request);
    raised.client_id = request.id;
    raised.withdraw_until = request.now + withdraw_ms;
    const protocol::PanicAnswer answer{opened.incident, *raised.withdraw_until};
    return {{std::move(opened), std::move(raised)}, answer};
}

} // namespace

const protocol::Personal<protocol::Text<2, 60>>* safe_word_in(const protocol::Command& command) {
    if (const auto* end = std::get_if<protocol::EndPanic>(&command)) {
        return &end->word;
    }
    const auto* set = std::get_if<protocol::SetSafeWord>(&command);
    return set == nullptr ? nullptr : &set->word;
}

Decided decide(const World& world, const Request& request, const protocol::RaisePanic& command) {
    const auto place = command.place ? command.place : last_place(world, request.by);
    const Distress* open = world.state.safety.panic_of(request.by);
    if (open == nullptr) {
        return open_panic(world, request, place, command.silent);
    }
    const TimeMs last = open->again_at.value_or(open->raised_at);
    if (!open->shown_over && request.now - last < withdraw_ms) {
        return Decision{{}, answer_of(*open)};
    }
    return Decision{{DistressRepeated{open->incident, request.by, place}}, answer_of(*open)};
}

Decided decide(const World& world, const Request& request, const protocol::WithdrawPanic&) {
    const Distress* open = world.state.safety.panic_of(request.by);
    if (open == nullptr || open->shown_over) {
        return refuse(ErrorCode::wrong_state, "no panic of yours is open");
    }
    if (open->duress || moment_of(request) > open->withdraw_until) {
        return refuse(ErrorCode::too_late, "the time to take it back is over");
    }
    return Decision{end_distress(world.state, *open, DistressEnd::withdrawn), answer_of(*open)};
}

Decided decide(const World& world, const Request& request, const protocol::EndPanic&) {
    const Safety& safety = world.state.safety;
    const Distress* open = safety.panic_of(request.by);
    if (open == nullptr) {
        return refuse(ErrorCode::wrong_state, "no panic of yours is open");
    }
    const auto word = safety.words.find(request.by);
    if (word == safety.words.end()) {
        return refuse(ErrorCode::wrong_state, "no safe word is set; a dispatcher ends it");
    }
    if (open->shown_over) {
        return Decision{{}, answer_of(*open)};
    }
    // After one wrong word none ends it: whoever holds the phone may have learnt the right one.
    if (open->duress || word->second.fingerprint != request.secret) {
        return Decision{{DuressMarked{open->incident, request.by}}, answer_of(*open)};
    }
    return Decision{end_distress(world.state, *open, DistressEnd::safe_word), answer_of(*open)};
}

Decided decide(const World& world, const Request& request, const protocol::SetSafeWord&) {
    const Distress* open = world.state.safety.panic_of(request.by);
    // Under duress the word is of no use any more, and a refusal would show that the panic goes on.
    if (open != nullptr && !open->duress) {
        return refuse(ErrorCode::wrong_state, "not while a panic of yours is open");
    }
    return Decision{{SafeWordSet{request.by, {request.secret}}}, {}};
}

Decided decide(const World& world, const Request& request, const protocol::CheckIn& command) {
    const State& state = world.state;
    const auto found = state.assignments.find(command.assignment);
    if (found == state.assignments.end() || found->second.person != request.by) {
        return refuse(ErrorCode::not_found, "no such assignment of yours", "data.assignment");
    }
    const auto clock = state.safety.clocks.find(command.assignment);
    if (clock == state.safety.clocks.end()) {
        return refuse(ErrorCode::wrong_state, "no check-in is asked of you there");
    }
    const Incident& incident = state.incidents.at(found->second.incident);
    auto times = check_in_times(state, incident, moment_of(request));
    if (times.due_at <= request.now) {
        return refuse(ErrorCode::too_late, "made so long ago that it would be over again");
    }
    // One that was under way for long must not shorten what a later one set.
    if (times.due_at < clock->second.due_at) {
        times = {clock->second.warn_at, clock->second.due_at};
    }
    Decision decision;
    decision.events.emplace_back(
        CheckedIn{command.assignment, incident.id, request.by, times.warn_at, times.due_at}
    );
    for (Event& event : heard_from_scene(state, found->second)) {
        decision.events.push_back(std::move(event));
    }
    decision.answer = protocol::CheckInAnswer{command.assignment, times.due_at};
    return decision;
}

std::vector<Event>
miss_check_in(const World& world, const CheckInClock& clock, protocol::Cause cause, TimeMs now) {
    const State& state = world.state;
    const auto place = last_place(world, clock.person);
    IncidentOpened opened = new_incident(
        state,
        now,
        {std::string(missed_check_in_kind)},
        place.value_or(state.incidents.at(clock.incident).place),
        next_key(state)
    );
    DistressRaised raised;
    raised.incident = opened.incident;
    raised.kind = DistressKind::missed_check_in;
    raised.person = clock.person;
    raised.place = opened.place;
    raised.made_at = clock.due_at;
    raised.cause = cause;
    raised.about = clock.incident;
    raised.assignment = clock.assignment;
    return {std::move(opened), std::move(raised)};
}

std::vector<Event> end_distress(const State& state, const Distress& distress, DistressEnd end) {
    auto events = stand_down_all(state, state.incidents.at(distress.incident), distress.person);
    events.emplace_back(DistressCleared{distress.incident, distress.person, distress.person, end});
    events.emplace_back(
        IncidentClosed{distress.incident, {std::string(safe_disposition)}, distress.person, {}, {}}
    );
    return events;
}

std::vector<Event> clear_by_dispatcher(const State& state, IncidentId incident, PersonId by) {
    const Distress* distress = state.safety.of(incident);
    if (distress == nullptr || !distress->open()) {
        return {};
    }
    return {DistressCleared{incident, distress->person, by, DistressEnd::dispatcher}};
}

std::vector<Event> acknowledge_distress(const State& state, IncidentId incident) {
    const Distress* distress = state.safety.of(incident);
    if (distress == nullptr || !distress->open()) {
        return {};
    }
    return {DistressAcknowledged{incident, distress->person}};
}

std::vector<Event> heard_from_scene(const State& state, const Assignment& assignment) {
    const auto clock = state.safety.clocks.find(assignment.id);
    if (clock == state.safety.clocks.end() || !clock->second.distress) {
        return {};
    }
    const Distress& distress = state.safety.distress.at(clock->second.distress);
    return distress.open() ? end_distress(state, distress, DistressEnd::checked_in)
                           : std::vector<Event>{};
}

} // namespace dageng::engine
