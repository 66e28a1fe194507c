#include "server/engine/audience.hpp"

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
};

std::vector<PersonId> reporters_of(const State& state, IncidentId incident) {
    std::vector<PersonId> reporters;
    for (const TipId id : state.incidents.at(incident).tips) {
        const Tip& tip = state.tips.at(id);
        const bool known =
            std::find(reporters.begin(), reporters.end(), tip.reporter) != reporters.end();
        if (tip.reporter && !tip.withdrawn_at && !known) {
            reporters.push_back(tip.reporter);
        }
    }
    return reporters;
}

Circle circle(const State&, const CatalogueTaken&) {
    return {};
}
Circle circle(const State&, const BoundaryTaken&) {
    return {};
}
Circle circle(const State&, const PersonRegistered&) {
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
Circle circle(const State&, const PhotoBegun&) {
    return {};
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
Circle circle(const State&, const IncidentAcknowledged&) {
    return {true, true, {}, {}};
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
Circle circle(const State&, const TrackKept&) {
    return {};
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
    if (circle.responder == person.id) {
        return View::responder;
    }
    if (std::find(circle.reporters.begin(), circle.reporters.end(), person.id) !=
        circle.reporters.end()) {
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
    std::vector<PersonId> people;
    if (around.consoles || around.maps) {
        people = state.watchers;
    }
    if (around.responder) {
        people.push_back(around.responder);
    }
    people.insert(people.end(), around.reporters.begin(), around.reporters.end());
    std::vector<Hearer> hearers;
    for (const PersonId id : people) {
        const auto view = view_in(around, *state.person(id));
        const bool known = std::any_of(hearers.begin(), hearers.end(), [id](const Hearer& one) {
            return one.person == id;
        });
        if (view && !known) {
            hearers.push_back({id, *view});
        }
    }
    return hearers;
}

std::optional<View> view_of(const State& state, const Event& event, PersonId person) {
    return view_in(circle_of(state, event), *state.person(person));
}

} // namespace dageng::engine
