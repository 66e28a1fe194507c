#include "simulation/invariants/invariant.hpp"

#include <algorithm>

// What dispatchers do by hand: a hold has an end and asks nobody, and nobody undoes what another
// did, or too late.
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
        const bool own = known != state.remembered.end() && step.record.by == undone->by &&
                         step.now - known->second.at <= undone_within_ms;
        verdict.check(name, own, "undone by another, or too late", undone->incident.value);
    }
}

} // namespace

std::span<const Invariant> hands_invariants() {
    static constexpr Invariant list[] = {
        {.name = "held-asks-nobody", .before = asks_nobody},
        {.name = "hold-ends", .incident = hold_ends},
        {.name = "undone-by-its-own", .before = undone_by_whom},
    };
    return list;
}

} // namespace dageng::simulation
