#include "server/engine/asking.hpp"

#include "server/engine/choice.hpp"
#include "server/engine/planted.hpp"

#include <utility>

namespace dageng::engine {

namespace {

using Likelihoods = std::vector<std::uint32_t>; ///< Per mille, by category.

/// Offers to those chosen of whom was found, and the explanation. Whether there are any.
bool offer_to(
    const World& world,
    const Incident& incident,
    const Found& found,
    const Likelihoods& likelihoods,
    std::uint32_t places,
    TimeMs now,
    std::vector<Event>& events
) {
    const auto wave = static_cast<std::uint32_t>(incident.waves.size());
    const auto chosen = choose(world, incident, found.candidates, likelihoods, places);
    events.reserve(events.size() + chosen.size() + 1);
    std::uint64_t ahead = 0;
    for (const Chosen& one : chosen) {
        OfferMade offer = make_offer(world, incident, {one.person, one.need, wave}, now);
        offer.assignment.value += ahead++;
        offer.eta_s = one.eta_s;
        events.emplace_back(std::move(offer));
    }
    if (!planted(Bug::choice_unexplained)) {
        events.emplace_back(explain_choice(world, incident, found, chosen, likelihoods, now));
    }
    return !chosen.empty();
}

} // namespace

std::vector<Event> ask_more(const World& world, const Incident& incident, TimeMs now) {
    const PlannedWave open = open_wave_of(incident);
    const std::uint32_t places = room(world.state, incident, open);
    if (places == 0) {
        return {};
    }
    const auto likelihoods = likelihoods_used(world.state, incident, now);
    if (is_sure(world.state, incident, likelihoods)) {
        return {};
    }
    const Found found = find_candidates(world, incident, open.reach(), now, places + next_kept);
    std::vector<Event> events;
    offer_to(world, incident, found, likelihoods, places, now, events);
    return events;
}

std::vector<Event>
open_and_ask(const World& world, const Incident& incident, const PlannedWave& planned, TimeMs now) {
    Incident opened = incident;
    opened.waves.emplace_back();
    const std::uint32_t places = room(world.state, opened, planned);
    const Found found = find_candidates(world, incident, planned.reach(), now, places + next_kept);
    WaveOpened wave = open_wave(world, incident, planned, found, now);
    opened.waves.back() = as_kept(wave, now);
    std::vector<Event> events;
    events.emplace_back(std::move(wave));
    const auto likelihoods = likelihoods_used(world.state, opened, now);
    if (places == 0 || is_sure(world.state, opened, likelihoods)) {
        return events;
    }
    if (!offer_to(world, opened, found, likelihoods, places, now, events)) {
        events.resize(1); // The wave alone says that it reached nobody.
    }
    return events;
}

bool asks_somebody(const std::vector<Event>& choice) {
    return !choice.empty() && std::holds_alternative<OfferMade>(choice.front());
}

} // namespace dageng::engine
