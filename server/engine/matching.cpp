#include "server/engine/matching.hpp"

#include <algorithm>
#include <set>

namespace dageng::engine {

namespace {

/// SplitMix64's finisher (Steele, Lea, Flood 2014): spreads neighbouring numbers over all 64 bits.
constexpr std::uint64_t spread(std::uint64_t value) {
    value += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

std::vector<bool> eligible_categories(const State& state, const protocol::Plan& plan) {
    std::vector<bool> eligible;
    for (const auto& info : state.catalogue->categories.items) {
        const auto& asked = plan.eligible.items;
        eligible.push_back(std::find(asked.begin(), asked.end(), info.category) != asked.end());
    }
    return eligible;
}

/// Those who are not asked whatever their place: asked before, a reporter, or the one in distress.
std::set<PersonId> left_out(const State& state, const Incident& incident) {
    std::set<PersonId> people;
    for (const AssignmentId id : incident.assignments) {
        people.insert(state.assignments.at(id).person);
    }
    for (const TipId id : incident.tips) {
        people.insert(state.tips.at(id).reporter);
    }
    if (const Distress* distress = state.safety.of(incident.id)) {
        people.insert(distress->person);
    }
    return people;
}

} // namespace

std::vector<Candidate>
candidates(const World& world, const Incident& incident, std::uint32_t radius_m, TimeMs now) {
    const State& state = world.state;
    const auto eligible = eligible_categories(state, *incident.plan);
    const auto excluded = left_out(state, incident);
    const std::int64_t age_ms = state.catalogue->place_age_s.value * 1000;
    const geo::PointCm scene = world.places.plane().to_plane(incident.place.at);
    std::vector<Candidate> found;
    world.places.grid()
        .for_each_within(scene, radius_m * 100, [&](std::uint32_t slot, std::uint32_t distance_cm) {
            const Person& person = state.people[slot];
            if (person.on_duty && !person.current && eligible[person.category] &&
                !excluded.contains(person.id) && world.places.fresh(person.id, now, age_ms)) {
                found.push_back({person.id, distance_cm});
            }
        });
    const std::uint64_t salt = spread(incident.id.value);
    std::sort(found.begin(), found.end(), [salt](const Candidate& a, const Candidate& b) {
        if (a.distance_cm != b.distance_cm) {
            return a.distance_cm < b.distance_cm;
        }
        return spread(salt ^ a.person.value) < spread(salt ^ b.person.value);
    });
    return found;
}

Funnel funnel(const State& state, const Incident& incident) {
    const auto eligible = eligible_categories(state, *incident.plan);
    Funnel counted;
    for (std::size_t category = 0; category < eligible.size(); ++category) {
        counted.on_duty += state.on_duty_of[category];
        if (eligible[category]) {
            counted.eligible += state.on_duty_of[category];
            counted.free += state.on_duty_of[category] - state.engaged_of[category];
        }
    }
    return counted;
}

} // namespace dageng::engine
