#include "simulation/invariants/invariant.hpp"

#include <algorithm>

// What dispatchers do by hand: a hold has an end and asks nobody, nobody undoes what another did,
// or too late, and what is said goes to those whom it may reach.
namespace dageng::simulation {

namespace {

using engine::Incident;
using engine::State;

constexpr std::int64_t longest_hold_ms = 3'600'000;
constexpr std::int64_t longest_urgent_hold_ms = 600'000;
constexpr std::int64_t undone_within_ms = 10'000;

void asks_nobody(std::string_view name, const Step& step, Verdict& verdict) {
    const State& state = step.engine.state();
    for (const engine::Event& event : step.record.events) {
        const auto* offer = std::get_if<engine::OfferMade>(&event);
        if (offer != nullptr && offer->wave > 0) {
            const bool held = state.incidents.at(offer->incident).by_hand.hold.has_value();
            verdict.check(name, !held, "a held incident asks somebody", offer->incident.value);
        }
        const auto* wave = std::get_if<engine::WaveOpened>(&event);
        if (wave != nullptr) {
            const bool held = state.incidents.at(wave->incident).by_hand.hold.has_value();
            verdict.check(name, !held, "a held incident's search widens", wave->incident.value);
        }
    }
}

void hold_ends(
    std::string_view name, const Rest& rest, const Incident& incident, Verdict& verdict
) {
    const auto& hold = incident.by_hand.hold;
    if (!hold || !incident.open()) {
        return;
    }
    const bool urgent = incident.priority.value == 1;
    const std::int64_t longest = urgent ? longest_urgent_hold_ms : longest_hold_ms;
    const bool stands = hold->until > rest.now && hold->until - rest.now <= longest;
    verdict.check(name, stands, "a hold without an end to come", incident.id.value);
}

void undone_by_whom(std::string_view name, const Step& step, Verdict& verdict) {
    const State& state = step.engine.state();
    for (const engine::Event& event : step.record.events) {
        const auto* undone = std::get_if<engine::CommandUndone>(&event);
        if (undone == nullptr) {
            continue;
        }
        const auto known = state.remembered.find({undone->by, undone->command});
        const bool own =
            known && step.record.by == undone->by && step.now - known->at <= undone_within_ms;
        verdict.check(name, own, "undone by another, or too late", undone->incident.value);
    }
}

/// Who may hear what a reporter said: the desk, who reported it, and a volunteer where it was
/// released (server/engine/talk_rules.cpp).
void is_released(std::string_view name, const Step& step, Verdict& verdict) {
    const State& state = step.engine.state();
    for (const Notice& notice : step.notices) {
        if (notice.type != protocol::DetailsShown::wire) {
            continue;
        }
        const engine::Person& person = *state.person(notice.to);
        const auto current = state.assignments.find(person.current);
        const bool there = current != state.assignments.end() &&
                           state.talk.released.contains(current->second.incident);
        verdict.check(name, there, "shown what isn't released there", notice.to.value);
    }
}

void approved_by_another(std::string_view name, const Step& step, Verdict& verdict) {
    const State& state = step.engine.state();
    for (const engine::Event& event : step.record.events) {
        const auto* sent = std::get_if<engine::BroadcastSent>(&event);
        const engine::Broadcast* known =
            sent == nullptr ? nullptr : state.broadcasts.of(sent->broadcast);
        if (known != nullptr) {
            const bool another =
                !known->made.identifies_person ||
                (sent->approved_by && sent->approved_by != known->made.by &&
                 sent->approved_by == step.record.by && step.now < *known->made.approve_by);
            verdict.check(name, another, "sent without another's approval", sent->broadcast);
        }
    }
}

void retracted_to_all(std::string_view name, const Step& step, Verdict& verdict) {
    const State& state = step.engine.state();
    for (const engine::Event& event : step.record.events) {
        if (const auto* retracted = std::get_if<engine::BroadcastRetracted>(&event)) {
            const engine::Broadcast* known = state.broadcasts.of(retracted->broadcast);
            const bool all = known != nullptr && known->people == retracted->people;
            verdict.check(name, all, "not all who were told are told", retracted->broadcast);
        }
    }
}

/// Whoever commands at an open incident is an officer who is going there or there.
void is_there(std::string_view name, const Rest& rest, const Incident& incident, Verdict& verdict) {
    const engine::Commander* commander = rest.state().scenes.of(incident.id);
    if (commander == nullptr || !commander->person || !incident.open()) {
        return;
    }
    const engine::Person& person = *rest.state().person(commander->person);
    const auto current = rest.state().assignments.find(person.current);
    const bool there = current != rest.state().assignments.end() &&
                       current->second.incident == incident.id &&
                       person.role == protocol::Role::officer;
    verdict.check(name, there, "somebody commands who isn't there", commander->person.value);
}

} // namespace

std::span<const Invariant> hands_invariants() {
    static constexpr Invariant list[] = {
        {.name = "held-asks-nobody", .before = asks_nobody},
        {.name = "hold-ends", .incident = hold_ends},
        {.name = "undone-by-its-own", .before = undone_by_whom},
        {.name = "shown-where-released", .after = is_released},
        {.name = "broadcast-approved", .before = approved_by_another},
        {.name = "commander-there", .incident = is_there},
        {.name = "retracted-to-all", .before = retracted_to_all},
    };
    return list;
}

} // namespace dageng::simulation
