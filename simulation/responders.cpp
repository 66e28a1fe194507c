#include "simulation/responders.hpp"

#include "server/engine/assignment_states.hpp"

namespace dageng::simulation {

using protocol::AssignmentId;
using protocol::AssignmentState;
using protocol::Progress;

void Responders::hear(Phone& phone, const Notice& notice) {
    if (notice.view != engine::View::responder) {
        return;
    }
    if (const auto* offer = std::get_if<engine::OfferMade>(notice.event.get())) {
        asked(phone, *offer, notice.stamp.n);
    } else if (const auto* change = std::get_if<engine::AssignmentChanged>(notice.event.get())) {
        changed(phone, *change);
    } else if (std::holds_alternative<engine::DutyBegan>(*notice.event)) {
        crowd_.set_duty(phone, true);
    } else if (std::holds_alternative<engine::DutyEnded>(*notice.event)) {
        crowd_.set_duty(phone, false);
    }
}

void Responders::catch_up(Phone& phone) {
    const engine::State& state = district_.state();
    const engine::Person& person = *state.person(phone.person);
    crowd_.set_duty(phone, person.on_duty);
    phone.going = {};
    const auto current = state.assignments.find(person.current);
    if (current == state.assignments.end()) {
        return;
    }
    if (engine::is_running(current->second.state)) {
        go(phone, current->first, current->second.incident);
    } else {
        answer_in(phone, current->first, chance_.between(1'000, 30'000));
    }
}

void Responders::asked(Phone& phone, const engine::OfferMade& offer, protocol::Offset n) {
    const std::uint64_t luck = chance_.below(1000);
    if (luck < 20) {
        return; // The phone lies in a drawer.
    }
    const std::int64_t look_ms =
        luck < 100 ? chance_.between(3'000, 20'000) : chance_.between(150, 2'500);
    const std::size_t index = phone.person.value - 1;
    schedule_.at(district_.now() + look_ms, [this, index, n] {
        const Phone& same = phones_[index];
        if (same.connected && !district_.down()) {
            district_.seen(same.person, n);
        }
    });
    answer_in(phone, offer.assignment, look_ms + chance_.between(1'000, 45'000));
}

void Responders::answer_in(const Phone& phone, AssignmentId offer, std::int64_t ms) {
    const std::uint64_t mood = chance_.below(1000);
    const std::size_t index = phone.person.value - 1;
    if (mood >= 600) {
        return; // Silence.
    }
    schedule_.at(district_.now() + ms, [this, index, mood, offer] {
        const Phone& same = phones_[index];
        if (mood < 320) {
            network_.send(same, protocol::AcceptOffer{offer});
        } else {
            network_.send(same, protocol::DeclineOffer{offer});
        }
    });
}

void Responders::changed(Phone& phone, const engine::AssignmentChanged& change) {
    if (change.state == AssignmentState::en_route) {
        go(phone, change.assignment, change.incident);
    } else if (change.state == AssignmentState::on_scene) {
        const Progress end = chance_.per_mille(80) ? Progress::failed : Progress::cleared;
        say_in(phone, change.assignment, end, chance_.between(180'000, 1'500'000));
    } else if (phone.going == change.assignment && !engine::is_running(change.state)) {
        phone.going = {};
    }
}

void Responders::go(Phone& phone, AssignmentId assignment, protocol::IncidentId incident) {
    phone.going = assignment;
    crowd_.head_for(phone, district_.state().incidents.at(incident).place.at);
    const std::uint64_t luck = chance_.below(1000);
    if (luck < 70) {
        say_in(phone, assignment, Progress::failed, chance_.between(20'000, 900'000));
    } else if (luck < 200) {
        say_in(phone, assignment, Progress::on_scene, chance_.between(120'000, 900'000));
    }
}

void Responders::say_in(
    const Phone& phone, AssignmentId assignment, Progress progress, std::int64_t ms
) {
    const std::size_t index = phone.person.value - 1;
    schedule_.at(district_.now() + ms, [this, index, assignment, progress] {
        network_.send(phones_[index], protocol::SetStatus{assignment, progress});
    });
}

} // namespace dageng::simulation
