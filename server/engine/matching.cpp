#include "server/engine/matching.hpp"

#include "server/engine/assignment_states.hpp"
#include "server/engine/local_day.hpp"
#include "server/engine/planted.hpp"
#include "server/engine/travel.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace dageng::engine {

namespace {

/// Seldom more are found.
constexpr std::size_t usual_candidates = 4096;

/// SplitMix64's finisher (Steele, Lea, Flood 2014): spreads neighbouring numbers over all 64 bits.
constexpr std::uint64_t spread(std::uint64_t value) {
    value += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

/// The order in which candidates are asked.
class Order {
  public:
    Order(const Incident& incident, const protocol::Catalogue& catalogue)
        : incident_(incident.id), step_ms_(equal_step_ms(catalogue)) {}

    bool operator()(const Candidate& a, const Candidate& b) const {
        const std::uint32_t step_a = a.eta_ms / step_ms_;
        const std::uint32_t step_b = b.eta_ms / step_ms_;
        if (step_a != step_b) {
            return step_a < step_b;
        }
        if (a.alerts != b.alerts) {
            return a.alerts < b.alerts;
        }
        return tie_of(incident_, a.person) < tie_of(incident_, b.person);
    }

    std::uint32_t step_ms() const { return step_ms_; }

  private:
    IncidentId incident_;
    std::uint32_t step_ms_;
};

/// Who may be asked of those within the radius, and why the others may not.
class Eligibility {
  public:
    Eligibility(const World& world, const Incident& incident, Who who, TimeMs now)
        : world_(world), now_(now), age_ms_(catalogue().place_age_s.value * 1000),
          day_(local_day(now, catalogue().utc_offset_min.value)),
          urgent_(incident.priority.value == 1),
          fitting_(needs_by_group(world.state, incident, open_needs(world.state, incident), who)),
          concerned_(concerned(world.state, incident)) {
        for (const AssignmentId id : incident.assignments) {
            const Assignment& one = world.state.assignments.at(id);
            asked_.emplace_back(one.person, one.state == protocol::AssignmentState::declined);
        }
        std::sort(asked_.begin(), asked_.end());
        for (const Group& group : world.state.groups) {
            usual_mode_.push_back(usual_mode(world.state, group));
            counts_.outside_radius += group.on_duty;
        }
    }

    /// Adds somebody who is there to the candidates, or counts why not.
    void look_at(const geo::Grid::Item& item, std::uint32_t distance_cm, Found& found) {
        --counts_.outside_radius;
        const PersonId id{std::uint64_t{item.slot} + 1};
        const std::uint32_t group = note::group(item.note);
        const NeedSet needs = fitting_[group];
        if (needs == 0) {
            ++counts_.not_fitting;
            return;
        }
        if (std::uint32_t* const why = reason(id, item.note)) {
            ++*why;
            return;
        }
        if (!fresh(id, item.note) && !planted(Bug::stale_place_counts)) {
            ++found.left_out.place_too_old;
            return;
        }
        std::uint32_t alerts = note::alerts(item.note, day_);
        if (alerts == note::most_alerts) {
            alerts = world_.state.person(id)->alerts;
        }
        if (!urgent_ && note::responded(item.note) && rests(*world_.state.person(id))) {
            ++found.left_out.resting;
            return;
        }
        if (!urgent_ && alerts >= catalogue().alerts_a_day.value) {
            ++found.left_out.budget_spent;
            return;
        }
        const auto mode = note::mode(item.note).value_or(usual_mode_[group]);
        found.candidates.push_back({id, distance_cm, alerts, needs, 0, false, mode});
    }

    protocol::NotAsked counts(const protocol::LeftOut& left_out) const {
        protocol::NotAsked all = counts_;
        all.place_too_old = left_out.place_too_old;
        all.resting = planted(Bug::left_out_uncounted) ? 0 : left_out.resting;
        all.budget_spent = left_out.budget_spent;
        return all;
    }

  private:
    const protocol::Catalogue& catalogue() const { return *world_.state.catalogue; }

    std::uint32_t* reason(PersonId person, geo::Grid::Note note) {
        const auto asked = std::lower_bound(asked_.begin(), asked_.end(), std::pair{person, false});
        if (asked != asked_.end() && asked->first == person) {
            return asked->second ? &counts_.declined : &counts_.asked_before;
        }
        if (note::engaged(note) && !planted(Bug::busy_is_asked)) {
            return &counts_.engaged;
        }
        return concerned_.contains(person) ? &counts_.not_fitting : nullptr;
    }

    bool fresh(PersonId person, geo::Grid::Note note) const {
        if (now_ - note::heard_at(note) <= age_ms_) {
            return true;
        }
        // Heard up to a second later than the note can say.
        return now_ - note::heard_at(note) < age_ms_ + 1000 &&
               world_.places.fresh(person, now_, age_ms_);
    }

    bool rests(const Person& person) const {
        const std::int64_t rest_ms = catalogue().rest_s.value * 1000;
        return person.response_ended && now_ - *person.response_ended < rest_ms;
    }

    const World& world_;
    TimeMs now_;
    std::int64_t age_ms_;
    std::uint32_t day_;
    bool urgent_;
    std::vector<NeedSet> fitting_;                 ///< By group.
    std::vector<protocol::TravelMode> usual_mode_; ///< By group.
    std::set<PersonId> concerned_;
    std::vector<std::pair<PersonId, bool>> asked_; ///< Sorted; and whether they declined.
    protocol::NotAsked counts_;
};

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

std::uint32_t equal_step_ms(const protocol::Catalogue& catalogue) {
    return TravelTimes::usual_ms(
        static_cast<std::uint32_t>(catalogue.near_equal_m.value) * 100, protocol::TravelMode::foot
    );
}

std::uint64_t tie_of(IncidentId incident, PersonId person) {
    return spread(spread(incident.value) ^ person.value);
}

Found find_unranked(const World& world, const Incident& incident, Reach reach, TimeMs now) {
    Eligibility eligibility{world, incident, reach.who, now};
    Found found;
    found.candidates.reserve(usual_candidates);
    world.places.grid().for_each_within(
        world.places.plane().to_plane(incident.place.at),
        reach.radius_m * 100,
        [&](const geo::Grid::Item& item, std::uint32_t distance_cm) {
            eligibility.look_at(item, distance_cm, found);
        }
    );
    found.not_asked = eligibility.counts(found.left_out);
    return found;
}

Found find_candidates(
    const World& world, const Incident& incident, Reach reach, TimeMs now, std::size_t ranked
) {
    Found found = find_unranked(world, incident, reach, now);
    auto& candidates = found.candidates;
    const Order order{incident, *world.state.catalogue};
    const std::size_t timed =
        estimate_times(world, incident.place.at, candidates, ranked, order.step_ms());
    // Who fits another need may be chosen from behind.
    const bool alike = std::all_of(candidates.begin(), candidates.end(), [&](const Candidate& one) {
        return one.needs == candidates.front().needs;
    });
    const auto end_of = [&](std::size_t count) {
        return candidates.begin() + static_cast<std::ptrdiff_t>(count);
    };
    if (alike) {
        std::partial_sort(
            candidates.begin(), end_of(std::min(ranked, timed)), end_of(timed), order
        );
    } else {
        std::sort(candidates.begin(), candidates.end(), order);
    }
    return found;
}

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

std::set<PersonId> concerned(const State& state, const Incident& incident) {
    std::set<PersonId> people;
    for (const TipId id : incident.tips) {
        if (!planted(Bug::reporter_is_asked)) {
            people.insert(state.tips.at(id).reporter);
        }
    }
    if (const Distress* distress = state.safety.of(incident.id)) {
        people.insert(distress->person);
    }
    return people;
}

std::vector<PersonId> to_keep_away(const World& world, const Incident& incident, TimeMs now) {
    const State& state = world.state;
    const auto all = needs_up_to(*incident.plan, every_level);
    const auto told_already = concerned(state, incident);
    const std::int64_t age_ms = state.catalogue->place_age_s.value * 1000;
    std::vector<std::pair<std::uint32_t, PersonId>> near;
    world.places.grid().for_each_within(
        world.places.plane().to_plane(incident.place.at),
        static_cast<std::uint32_t>(incident.plan->keep_away_m.value) * 100,
        [&](const geo::Grid::Item& item, std::uint32_t distance_cm) {
            const Person& person = state.people[item.slot];
            const bool volunteer = person.on_duty && person.role == protocol::Role::volunteer;
            const auto fit = [&](const auto* need) {
                return fits(state.groups[person.group], *need);
            };
            if (volunteer && world.places.fresh(person.id, now, age_ms) &&
                !told_already.contains(person.id) && std::none_of(all.begin(), all.end(), fit)) {
                near.emplace_back(distance_cm, person.id);
            }
        }
    );
    std::sort(near.begin(), near.end());
    near.resize(std::min(near.size(), most_kept_away));
    std::vector<PersonId> people;
    for (const auto& [distance_cm, person] : near) {
        people.push_back(person);
    }
    return people;
}

} // namespace dageng::engine
