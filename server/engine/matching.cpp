#include "server/engine/matching.hpp"

#include "server/engine/assignment_states.hpp"
#include "server/engine/eligibility.hpp"
#include "server/engine/local_day.hpp"
#include "server/engine/travel.hpp"

#include <algorithm>
#include <numeric>

namespace dageng::engine {

namespace {

/// Needs in the order in which they choose: those that fewer candidates fit first.
std::vector<std::uint32_t> by_rarity(const std::vector<Candidate>& candidates, std::size_t needs) {
    std::vector<std::uint32_t> fitting(needs, 0);
    for (const Candidate& candidate : candidates) {
        for (std::size_t need = 0; need < needs; ++need) {
            fitting[need] += candidate.needs >> need & 1;
        }
    }
    std::vector<std::uint32_t> order(needs);
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair{fitting[a], a} < std::pair{fitting[b], b};
    });
    return order;
}

/// The odds of a need by the offers for it that are open.
Odds odds_so_far(
    const State& state,
    const Incident& incident,
    std::uint32_t need,
    std::uint32_t missing,
    const std::vector<std::uint32_t>& likelihoods
) {
    Odds odds{missing};
    for (const AssignmentId id : incident.assignments) {
        const Assignment& assignment = state.assignments.at(id);
        if (assignment.need == need && is_open_offer(assignment.state)) {
            odds.ask(likelihoods.at(state.person(assignment.person)->category));
        }
    }
    return odds;
}

} // namespace

bool is_sure(
    const State& state, const Incident& incident, const std::vector<std::uint32_t>& likelihoods
) {
    const auto missing = missing_of(state, incident);
    for (std::uint32_t need = 0; need < missing.size(); ++need) {
        const Odds odds = odds_so_far(state, incident, need, missing[need], likelihoods);
        if (!odds.sure(incident.plan->confidence.value)) {
            return false;
        }
    }
    return true;
}

std::vector<Chosen> choose(
    const World& world,
    const Incident& incident,
    const std::vector<Candidate>& candidates,
    const std::vector<std::uint32_t>& likelihoods,
    std::uint32_t room
) {
    const State& state = world.state;
    const auto missing = missing_of(state, incident);
    std::vector<bool> taken(candidates.size());
    std::vector<Chosen> chosen;
    for (const std::uint32_t need : by_rarity(candidates, missing.size())) {
        Odds odds = odds_so_far(state, incident, need, missing[need], likelihoods);
        for (std::size_t i = 0; i < candidates.size() && chosen.size() < room; ++i) {
            if (odds.sure(incident.plan->confidence.value)) {
                break;
            }
            if (!taken[i] && (candidates[i].needs >> need & 1) != 0) {
                taken[i] = true;
                odds.ask(likelihoods.at(state.person(candidates[i].person)->category));
                chosen.push_back(
                    {candidates[i].person,
                     need,
                     eta_s(candidates[i]),
                     static_cast<std::uint32_t>(i) + 1}
                );
            }
        }
    }
    return chosen;
}

std::vector<std::uint32_t>
likelihoods_now(const State& state, const Incident& incident, TimeMs now) {
    const std::int64_t offset_min = state.catalogue->utc_offset_min.value;
    std::vector<std::uint32_t> likelihoods;
    for (std::size_t category = 0; category < state.catalogue->categories.items.size();
         ++category) {
        const std::size_t cell = category * 24 + local_hour(now, offset_min);
        likelihoods.push_back(
            likelihood(incident.plan->prior, state.experience[cell], local_day(now, offset_min))
        );
    }
    return likelihoods;
}

Funnel funnel(const State& state, const Incident& incident, Who who) {
    const auto fitting = needs_by_group(state, incident, open_needs(state, incident), who);
    Funnel counted;
    for (std::size_t i = 0; i < state.groups.size(); ++i) {
        const Group& group = state.groups[i];
        counted.on_duty += group.on_duty;
        if (fitting[i] != 0) {
            counted.eligible += group.on_duty;
            counted.free += group.on_duty - group.engaged;
        }
    }
    return counted;
}

std::vector<PersonId> to_keep_away(const World& world, const Incident& incident, TimeMs now) {
    const State& state = world.state;
    const auto all = needs_up_to(*incident.plan, every_level);
    const auto told_already = concerned(state, incident);
    const std::int64_t age_ms = state.catalogue->place_age_s.value * 1000;
    std::vector<std::pair<std::uint32_t, PersonId>> near;
    const auto keep_away_m = static_cast<std::uint32_t>(incident.plan->keep_away_m.value);
    auto around = people_around(world, incident.place.at, keep_away_m);
    around.rest([&](const geo::Grid::Item& item, std::uint64_t square) {
        const Person& person = state.people[item.slot];
        const bool volunteer = person.on_duty && person.role == protocol::Role::volunteer;
        const auto fit = [&](const auto* need) { return fits(state.groups[person.group], *need); };
        const bool told = std::binary_search(told_already.begin(), told_already.end(), person.id);
        if (volunteer && !told && world.places.fresh(person.id, now, age_ms) &&
            std::none_of(all.begin(), all.end(), fit)) {
            near.emplace_back(geo::whole_sqrt(square), person.id);
        }
    });
    std::sort(near.begin(), near.end());
    near.resize(std::min(near.size(), most_kept_away));
    std::vector<PersonId> people;
    for (const auto& [distance_cm, person] : near) {
        people.push_back(person);
    }
    return people;
}

} // namespace dageng::engine
