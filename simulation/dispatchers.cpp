#include "simulation/dispatchers.hpp"

#include "simulation/hours.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace dageng::simulation {

using protocol::IncidentState;

namespace {

/// Of how many open incidents, the oldest, a dispatcher takes one at a time.
constexpr std::uint64_t looked_over = 60;

protocol::Words note(const char* text) {
    return protocol::Words{protocol::Sealed{{1}, std::string(words_mark) + text}};
}

} // namespace

void Dispatchers::begin() {
    for (std::size_t who = 0; who < crowd_.dispatchers().size(); ++who) {
        plan_turn(who);
    }
    plan_answer();
}

void Dispatchers::plan_answer() {
    schedule_.at(district_.now() + chance_.between(60'000, 300'000), [this] {
        answer();
        plan_answer();
    });
}

void Dispatchers::answer() {
    const auto& supervisor = *std::find_if(phones_.begin(), phones_.end(), [](const Phone& phone) {
        return phone.role == protocol::Role::supervisor;
    });
    const auto& calling = district_.state().desks.calling;
    if (!supervisor.connected || district_.down() || calling.empty()) {
        return;
    }
    const auto which = chance_.per_mille(800) ? *calling.begin() : protocol::IncidentId{1};
    network_.send(supervisor, protocol::AnswerEscalation{which});
}

void Dispatchers::plan_turn(std::size_t who) {
    schedule_.at(district_.now() + chance_.between(3'000, 18'000), [this, who] {
        turn(who);
        plan_turn(who);
    });
}

void Dispatchers::turn(std::size_t who) {
    Phone& phone = phones_[crowd_.dispatchers()[who]];
    const bool there = who < dispatchers_there[hour_of(district_.now())];
    if (!there) {
        return network_.leave(phone);
    }
    network_.connect_in(phone, 0);
    if (!phone.connected || district_.down()) {
        return;
    }
    if (chance_.per_mille(120)) {
        act_badly(phone);
    } else {
        act_well(phone);
    }
}

const engine::Incident* Dispatchers::some_open() {
    const auto& open = district_.ledger().open;
    if (open.empty()) {
        return nullptr;
    }
    const std::uint64_t which = chance_.below(std::min<std::uint64_t>(open.size(), looked_over));
    const auto chosen = std::next(open.begin(), static_cast<std::ptrdiff_t>(which));
    return &district_.state().incidents.at(*chosen);
}

void Dispatchers::act_well(const Phone& phone) {
    if (const engine::Incident* incident = some_open()) {
        look_after(phone, *incident);
    }
}

void Dispatchers::look_after(const Phone& phone, const engine::Incident& incident) {
    if (!incident.acknowledged_at) {
        network_.send(phone, protocol::AcknowledgeIncident{incident.id});
        return;
    }
    const bool left = !district_.state().desks.there.contains(incident.care.owner);
    if (left || chance_.per_mille(20)) {
        network_.send(phone, protocol::TakeOver{incident.id});
        return;
    }
    if (chance_.per_mille(10)) {
        const auto& all = crowd_.dispatchers();
        network_.send(phone, protocol::HandOver{phones_[all[chance_.below(all.size())]].person});
        return;
    }
    if (hands_.act(phone, incident) || hands_.speak(phone, incident, district_.state())) {
        return;
    }
    const std::int64_t age_ms = district_.now() - incident.opened_at;
    const bool idle = incident.state == IncidentState::triaged;
    if (incident.state == IncidentState::clearing || (idle && age_ms > 600'000) ||
        age_ms > 7'200'000) {
        return close(phone, incident.id);
    }
    if (incident.shortfall) {
        if (const auto person = somebody_for(incident)) {
            hands_.regret(
                phone, network_.send(phone, protocol::AssignResponder{incident.id, *person})
            );
            return;
        }
    }
    if (chance_.per_mille(50)) {
        network_.send(phone, protocol::AddNote{incident.id, note("a dispatcher looked at it")});
    }
}

void Dispatchers::close(const Phone& phone, protocol::IncidentId incident) {
    protocol::CloseIncident closing;
    closing.incident = incident;
    closing.disposition = {chance_.per_mille(900) ? "resolved" : "not-found"};
    closing.words = note("for the record");
    closing.outcome = {chance_.per_mille(500) ? "it is over" : ""};
    hands_.regret(phone, network_.send(phone, std::move(closing)));
}

std::optional<protocol::PersonId> Dispatchers::somebody_for(const engine::Incident& incident) {
    constexpr int tries = 20;
    for (int i = 0; i < tries; ++i) {
        const Phone& phone = phones_[chance_.below(phones_.size())];
        const engine::Person& person = *district_.state().person(phone.person);
        const bool free = person.on_duty && !person.current;
        if (free && incident.open()) {
            return phone.person;
        }
    }
    return std::nullopt;
}

protocol::AssignmentId Dispatchers::some_assignment() {
    const auto& all = district_.state().assignments;
    const std::uint64_t last = all.empty() ? 1 : all.rbegin()->first.value;
    // Mostly one of the last.
    return {last - chance_.below(std::min<std::uint64_t>(last, 40))};
}

void Dispatchers::act_badly(const Phone& phone) {
    const engine::Incident* incident = some_open();
    const auto which = incident != nullptr ? incident->id : protocol::IncidentId{1};
    const auto anybody = phones_[chance_.below(phones_.size())].person;
    const auto send = [&](protocol::Command command) { network_.send(phone, std::move(command)); };
    switch (chance_.below(6)) {
    case 0:
        return send(protocol::StandDownResponder{some_assignment()});
    case 1:
        return send(protocol::AssignResponder{which, anybody});
    case 2:
        return send(protocol::SetStatus{
            some_assignment(), static_cast<protocol::Progress>(chance_.below(4))
        });
    case 3:
        return close(phone, which);
    case 4:
        return send(protocol::AcknowledgeIncident{{which.value + 1}});
    default:
        return send(protocol::AcceptOffer{some_assignment()});
    }
}

} // namespace dageng::simulation
