#include "server/engine/audience.hpp"

#include "server/engine/assignment_states.hpp"
#include "server/engine/commander_making.hpp"
#include "server/engine/silent_events.hpp"
#include "server/engine/talk_making.hpp"

#include <boost/container/flat_set.hpp>

#include <algorithm>
#include <type_traits>

namespace dageng::engine {

namespace {

using protocol::Role;

/// What an event's kind says of its audience.
struct Circle {
    bool consoles = false;
    bool maps = false;
    PersonId responder;
    std::vector<PersonId> reporters;
    std::vector<PersonId> responders = {}; ///< Where several are concerned.
};

std::vector<PersonId> reporters_among(const State& state, const std::vector<TipId>& tips) {
    std::vector<PersonId> reporters;
    for (const TipId id : tips) {
        const Tip& tip = state.tips.at(id);
        const bool known =
            std::find(reporters.begin(), reporters.end(), tip.reporter) != reporters.end();
        if (tip.reporter && !tip.withdrawn_at && !known) {
            reporters.push_back(tip.reporter);
        }
    }
    return reporters;
}

std::vector<PersonId> reporters_of(const State& state, IncidentId incident) {
    return reporters_among(state, state.incidents.at(incident).tips);
}

template <Silent E>
Circle circle(const State&, const E&) {
    return {};
}
Circle circle(const State&, const DutyBegan& event) {
    return {true, false, event.person, {}};
}
Circle circle(const State&, const DutyEnded& event) {
    return {true, false, event.person, {}};
}
Circle circle(const State&, const TipReceived&) {
    return {true, false, {}, {}};
}
Circle circle(const State&, const TipExtended&) {
    return {true, false, {}, {}};
}
Circle circle(const State& state, const TipWithdrawn& event) {
    return {true, false, {}, {state.tips.at(event.tip).reporter}};
}
Circle circle(const State& state, const PhotoStored& event) {
    // A photo may be there before the tip that names it: consoles know of it then.
    return {true, false, {}, {state.photos.at(event.photo).owner}};
}
Circle circle(const State&, const IncidentOpened&) {
    return {true, true, {}, {}};
}
Circle circle(const State& state, const IncidentMoved& event) {
    const bool told = event.state == protocol::IncidentState::responding;
    return {true, true, {}, told ? reporters_of(state, event.incident) : std::vector<PersonId>{}};
}
/// Those who were called about an incident, and its reporters, who were told that nobody had it.
Circle call_ended(const State& state, IncidentId incident) {
    const auto& called = state.incidents.at(incident).care.called;
    return {false, false, {}, reporters_of(state, incident), called};
}
Circle circle(const State& state, const IncidentAcknowledged& event) {
    Circle around = event.ends_call ? call_ended(state, event.incident) : Circle{};
    around.consoles = true;
    around.maps = true;
    return around;
}
Circle circle(const State&, const WaveOpened&) {
    return {true, false, {}, {}};
}
Circle circle(const State&, const ShortfallRaised&) {
    return {true, false, {}, {}};
}
Circle circle(const State&, const NoteAdded&) {
    return {true, false, {}, {}};
}
Circle circle(const State& state, const IncidentClosed& event) {
    return {true, true, {}, reporters_of(state, event.incident)};
}
Circle circle(const State&, const OfferMade& event) {
    return {true, false, event.person, {}};
}
Circle circle(const State&, const AssignmentChanged& event) {
    return {true, false, event.person, {}};
}

Circle circle(const State&, const AlarmRaised&) {
    return {true, false, {}, {}};
}
Circle circle(const State&, const KeepAwayGiven& event) {
    return {false, false, {}, {}, event.people.items};
}

Circle circle(const State&, const UnitsNotified& event) {
    return {true, false, {}, {}, event.people.items};
}

/// Those who are asked or going.
std::vector<PersonId> responders_of(const State& state, IncidentId incident) {
    std::vector<PersonId> people;
    for (const AssignmentId id : state.incidents.at(incident).assignments) {
        const Assignment& one = state.assignments.at(id);
        if (is_answerable(one.state) || is_running(one.state)) {
            people.push_back(one.person);
        }
    }
    return people;
}

Circle circle(const State& state, const TipAttached& event) {
    return {true, false, {}, reporters_among(state, {event.tip})};
}
Circle circle(const State&, const DuplicateProposed&) {
    return {true, false, {}, {}};
}
Circle circle(const State&, const DuplicateDismissed&) {
    return {true, false, {}, {}};
}
Circle circle(const State& state, const IncidentMerged& event) {
    return {true, true, {}, reporters_among(state, event.tips)};
}
Circle circle(const State& state, const TipSplit& event) {
    return {true, false, {}, reporters_among(state, {event.tip})};
}
Circle circle(const State&, const AssignmentMoved& event) {
    return {true, false, event.person, {}};
}
Circle circle(const State& state, const IncidentReclassified& event) {
    return {true, true, {}, {}, responders_of(state, event.incident)};
}
Circle circle(const State& state, const IncidentReferred& event) {
    return {true, true, {}, reporters_of(state, event.incident)};
}
Circle circle(const State& state, const IncidentReopened& event) {
    return {true, true, {}, reporters_of(state, event.incident)};
}

Circle circle(const State&, const IncidentHeld&) {
    return {true, false, {}, {}};
}
Circle circle(const State&, const IncidentReleased&) {
    return {true, false, {}, {}};
}
Circle circle(const State&, const AlarmLowered&) {
    return {true, false, {}, {}};
}
Circle circle(const State&, const CommandUndone&) {
    return {true, false, {}, {}};
}
Circle circle(const State& state, const SceneMoved& event) {
    return {true, true, {}, {}, responders_of(state, event.incident)};
}
Circle circle(const State&, const MoreWanted&) {
    return {true, false, {}, {}};
}

Circle circle(const State& state, const MessageSent& event) {
    // Who isn't on it any more, or has taken the tip back, may not see it when it is sent again.
    return {
        true,
        false,
        {},
        reporters_hearing(state, event.tips),
        responders_hearing(state, event.assignments)
    };
}

/// Of those who were shown what is released, who may still see it.
std::vector<PersonId>
still_shown(const State& state, IncidentId incident, const std::vector<PersonId>& people) {
    std::vector<PersonId> some;
    for (const PersonId person : people) {
        if (state.talk.of(incident) != nullptr && is_volunteer_at(state, incident, person)) {
            some.push_back(person);
        }
    }
    return some;
}

Circle circle(const State& state, const DetailsReleased& event) {
    return {true, false, {}, {}, still_shown(state, event.incident, event.people)};
}
Circle circle(const State& state, const DetailsShown& event) {
    return {false, false, {}, {}, still_shown(state, event.incident, {event.person})};
}
Circle circle(const State&, const DetailsWithdrawn& event) {
    return {true, false, {}, {}, event.people};
}

Circle circle(const State&, const BroadcastMade&) {
    return {true, false, {}, {}};
}
/// Some of a broadcast's people. Who missed it until it was retracted doesn't hear it any more.
std::vector<PersonId>
told_of(const Broadcast& broadcast, bool retraction, std::size_t from, std::size_t to) {
    if (!retraction && broadcast.retracted) {
        return {};
    }
    const auto begin = broadcast.people.begin();
    return {begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(to)};
}
Circle circle(const State& state, const BroadcastSent& event) {
    const Broadcast& one = *state.broadcasts.of(event.broadcast);
    return {true, false, {}, {}, told_of(one, false, 0, one.step_end(0))};
}
Circle circle(const State& state, const BroadcastSpread& event) {
    const Broadcast& one = *state.broadcasts.of(event.broadcast);
    return {false, false, {}, {}, told_of(one, event.retraction, event.first, event.end)};
}
Circle circle(const State&, const BroadcastEnded&) {
    return {true, false, {}, {}};
}
Circle circle(const State& state, const BroadcastRetracted& event) {
    const Broadcast& one = *state.broadcasts.of(event.broadcast);
    return {true, false, {}, {}, told_of(one, true, 0, one.step_end(0))};
}

Circle circle(const State& state, const CommanderSet& event) {
    return {true, false, {}, {}, people_at(state, event.incident)};
}
Circle circle(const State&, const CommanderTold& event) {
    return {false, false, event.person, {}};
}
Circle circle(const State&, const GroupSet& event) {
    return {true, false, event.person, {}};
}

Circle circle(const State&, const DeskOpened&) {
    return {true, false, {}, {}};
}
Circle circle(const State&, const DeskClosed&) {
    return {true, false, {}, {}};
}
Circle circle(const State& state, const IncidentTaken& event) {
    Circle around = event.ends_call ? call_ended(state, event.incident) : Circle{};
    around.consoles = true;
    return around;
}
Circle circle(const State&, const ServiceLimitReached&) {
    return {true, false, {}, {}};
}
Circle circle(const State& state, const Escalated& event) {
    Circle around{true, false, {}, {}, event.people.items};
    if (event.step == 1) {
        around.reporters = reporters_of(state, event.incident);
    }
    return around;
}
Circle circle(const State& state, const EscalationEnded& event) {
    return call_ended(state, event.incident);
}

Circle circle(const State& state, const ReporterRevealed& event) {
    const PersonId reporter = state.tips.at(event.tip).reporter;
    return {true, false, {}, reporter ? std::vector{reporter} : std::vector<PersonId>{}};
}

Circle circle(const State&, const CheckInBegun& event) {
    return {true, false, event.person, {}};
}
Circle circle(const State&, const CheckedIn& event) {
    return {true, false, event.person, {}};
}
Circle circle(const State&, const CheckInWarned& event) {
    return {true, false, event.person, {}};
}
Circle circle(const State&, const DistressRaised& event) {
    return {true, false, event.person, {}};
}
Circle circle(const State&, const DistressRepeated& event) {
    return {true, false, event.person, {}};
}
Circle circle(const State&, const DuressMarked& event) {
    return {true, false, event.person, {}};
}

/// Of a panic that is over on its phone nothing more is told there.
PersonId told_of_panic(const State& state, IncidentId incident) {
    const Distress& distress = *state.safety.of(incident);
    const bool told = distress.kind == protocol::DistressKind::panic && !distress.shown_over;
    return told ? distress.person : PersonId{};
}
Circle circle(const State& state, const DistressAcknowledged& event) {
    return {false, false, told_of_panic(state, event.incident), {}};
}
Circle circle(const State& state, const DistressCleared& event) {
    return {true, false, told_of_panic(state, event.incident), {}};
}
Circle circle(const State&, const SafeWordSet& event) {
    return {false, false, event.person, {}};
}

std::optional<View> view_in(const Circle& circle, const Person& person) {
    if (person.role == Role::dispatcher && circle.consoles) {
        return View::console;
    }
    if (person.role == Role::supervisor && circle.maps) {
        return View::map;
    }
    const auto among = [&](const std::vector<PersonId>& people) {
        return std::find(people.begin(), people.end(), person.id) != people.end();
    };
    if (circle.responder == person.id || among(circle.responders)) {
        return View::responder;
    }
    if (among(circle.reporters)) {
        return View::reporter;
    }
    return std::nullopt;
}

Circle circle_of(const State& state, const Event& event) {
    return std::visit([&](const auto& fact) { return circle(state, fact); }, event);
}

} // namespace

std::vector<Hearer> audience(const State& state, const Event& event) {
    const Circle around = circle_of(state, event);
    std::vector<Hearer> hearers;
    // Flat: it is a handful, or thousands in order of their numbers.
    boost::container::flat_set<PersonId> known;
    const auto add = [&](PersonId id, std::optional<View> view) {
        if (view && known.insert(id).second) {
            hearers.push_back({id, *view});
        }
    };
    if (around.consoles || around.maps) {
        for (const PersonId id : state.watchers) {
            add(id, view_in(around, *state.person(id)));
        }
    }
    // Whoever is named among several is a responder of it, whatever else they are.
    const auto named = [&](PersonId id, View view) {
        const Person& person = *state.person(id);
        add(id, protocol::watching_as(person.role) ? view_in(around, person) : std::optional{view});
    };
    if (around.responder) {
        named(around.responder, View::responder);
    }
    for (const PersonId id : around.responders) {
        named(id, View::responder);
    }
    for (const PersonId id : around.reporters) {
        named(id, View::reporter);
    }
    return hearers;
}

bool has_own_text(const Event& event, View view) {
    const bool own_task = std::holds_alternative<IncidentReclassified>(event) ||
                          std::holds_alternative<SceneMoved>(event) ||
                          std::holds_alternative<MessageSent>(event);
    return view == View::reporter || (view == View::responder && own_task) ||
           std::holds_alternative<ReporterRevealed>(event);
}

std::optional<View> view_of(const State& state, const Event& event, PersonId person) {
    return view_in(circle_of(state, event), *state.person(person));
}

} // namespace dageng::engine
