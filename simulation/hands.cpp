#include "simulation/hands.hpp"

#include <utility>

namespace dageng::simulation {

namespace {

protocol::Words why(const char* text) {
    return protocol::Words{protocol::Sealed{{1}, std::string(words_mark) + text}};
}

} // namespace

bool Hands::act(const Phone& phone, const engine::Incident& incident) {
    const std::uint64_t which = chance_.below(1000);
    if (which < 20) {
        const std::int64_t minutes = chance_.per_mille(800) ? chance_.between(1, 5) : 30;
        regret(
            phone,
            network_.send(
                phone, protocol::HoldIncident{incident.id, {minutes}, why("let us look first")}
            )
        );
        return true;
    }
    if (incident.by_hand.hold && which < 150) {
        regret(phone, network_.send(phone, protocol::ReleaseIncident{incident.id}));
        return true;
    }
    if (which < 35) {
        network_.send(
            phone,
            protocol::MoveScene{
                incident.id,
                near(incident.place),
                protocol::PlaceWords{
                    protocol::Sealed{{1}, std::string(words_mark) + "the other gate"}
                }
            }
        );
        return true;
    }
    if (which < 50) {
        network_.send(phone, protocol::AskMore{incident.id, {0}, {chance_.between(1, 3)}});
        return true;
    }
    if (which < 65) {
        regret(phone, network_.send(phone, protocol::RaiseAlarm{incident.id, {2}}));
        return true;
    }
    return false;
}

bool Hands::speak(
    const Phone& phone, const engine::Incident& incident, const engine::State& state
) {
    const std::uint64_t which = chance_.below(1000);
    if (which < 30) {
        protocol::SendMessage message;
        message.incident = incident.id;
        message.to =
            chance_.per_mille(500) ? protocol::TalkTo::responders : protocol::TalkTo::reporters;
        message.words = protocol::Saying{protocol::Sealed{{1}, "what the desk says"}};
        network_.send(phone, std::move(message));
        return true;
    }
    if (which < 50 && !incident.tips.empty()) {
        network_.send(phone, protocol::ReleaseDetails{incident.id, {{incident.tips.front()}}, {}});
        return true;
    }
    if (which < 60) {
        network_.send(phone, protocol::WithdrawDetails{incident.id});
        return true;
    }
    if (which < 80) {
        return broadcast(phone, incident, state.broadcasts.all.size());
    }
    return which < 130 && command(phone, incident, state);
}

bool Hands::command(
    const Phone& phone, const engine::Incident& incident, const engine::State& state
) {
    if (incident.assignments.empty()) {
        return false;
    }
    const protocol::AssignmentId last = incident.assignments.back();
    const protocol::AssignmentId id = chance_.per_mille(500) ? last : incident.assignments.front();
    if (chance_.per_mille(600)) {
        network_.send(phone, protocol::SetCommander{incident.id, state.assignments.at(id).person});
    } else {
        network_.send(phone, protocol::SetGroup{incident.id, id, protocol::SceneGroup::search});
    }
    return true;
}

bool Hands::broadcast(const Phone& phone, const engine::Incident& incident, std::uint64_t last) {
    const protocol::BroadcastWords words{protocol::Sealed{{1}, "what everybody is told"}};
    const std::uint64_t which = chance_.below(3);
    if (which == 0 && last > 0) {
        network_.send(phone, protocol::ApproveBroadcast{last});
        return true;
    }
    if (which == 1 && last > 0) {
        network_.send(phone, protocol::RetractBroadcast{last, words});
        return true;
    }
    protocol::SendBroadcast command;
    command.area.centre = incident.place.at;
    command.area.radius_m = {2'000};
    command.words = words;
    command.identifies_person = chance_.per_mille(500);
    network_.send(phone, std::move(command));
    return true;
}

void Hands::regret(const Phone& phone, const protocol::ClientId& command) {
    if (chance_.per_mille(250)) {
        network_.send(phone, protocol::UndoCommand{command});
    }
}

protocol::Place Hands::near(const protocol::Place& place) {
    // A few hundred metres off; at the edge that may lie outside.
    const auto step = [this] {
        return static_cast<std::int32_t>(chance_.between(-40'000, 40'000));
    };
    protocol::Place moved = place;
    moved.at.lat_e7 += step();
    moved.at.lon_e7 += step();
    moved.accuracy_m = {20};
    return moved;
}

} // namespace dageng::simulation
