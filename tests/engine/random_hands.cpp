#include "tests/engine/random_town.hpp"

namespace dageng::test {

void RandomTown::hands() {
    const PersonId dispatcher = one_of(dispatchers);
    std::vector<IncidentId> open{some_incident()};
    for (const auto& [id, one] : town.state().incidents) {
        if (one.open()) {
            open.push_back(id);
        }
    }
    const IncidentId incident = one_of(open);
    const std::string id = "hand-" + std::to_string(chance_());
    switch (below(7)) {
    case 0:
        town.say(
            dispatcher,
            HoldIncident{incident, {1 + static_cast<int>(below(12))}, sealed<Words>("wait")},
            id
        );
        break;
    case 1:
        town.say(dispatcher, ReleaseIncident{incident}, id);
        break;
    case 2:
        town.say(
            dispatcher,
            MoveScene{incident, {somewhere(), {10}}, sealed<PlaceWords>("the other gate")},
            id
        );
        break;
    case 3:
        town.say(dispatcher, AskMore{incident, {static_cast<int>(below(2))}, {2}}, id);
        break;
    case 4:
        town.say(dispatcher, RaiseAlarm{incident, {2}}, id);
        break;
    case 5:
        town.say(
            dispatcher,
            CloseIncident{incident, {"resolved"}, sealed<Words>("too early"), {"all is well"}},
            id
        );
        break;
    default:
        town.say(dispatcher, AssignResponder{incident, one_of(helpers)}, id);
    }
    if (below(4) == 0) {
        town.pass(static_cast<std::int64_t>(below(12'000)));
    }
    if (below(3) > 0) {
        town.say(below(10) == 0 ? one_of(dispatchers) : dispatcher, UndoCommand{{id}});
    }
}

void RandomTown::desk() {
    const PersonId dispatcher = one_of(dispatchers);
    const PersonId called = below(2) == 0 ? supervisor : one_of(helpers);
    switch (below(6)) {
    case 0:
    case 1:
        if (auto events = town.engine.session_began(dispatcher); !events.empty()) {
            town.commit({{}, {}, {}, {}, std::move(events)});
            town.follow();
        }
        break;
    case 2:
        town.engine.session_ended(dispatcher, town.now);
        town.pass(10'000);
        break;
    case 3:
        town.say(dispatcher, TakeOver{some_incident()});
        break;
    case 4:
        town.say(dispatcher, HandOver{one_of(dispatchers)});
        break;
    default:
        town.say(called, AnswerEscalation{some_incident()});
    }
}

} // namespace dageng::test
