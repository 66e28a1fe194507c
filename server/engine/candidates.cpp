#include "server/engine/candidates.hpp"

#include "server/engine/eligibility.hpp"
#include "server/engine/travel.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dageng::engine {

namespace {

using protocol::TravelMode;

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
    Order(IncidentId incident, std::uint32_t step_ms) : incident_(incident), step_ms_(step_ms) {}

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

  private:
    IncidentId incident_;
    std::uint32_t step_ms_;
};

/// The `wanted` soonest of those who fit the same needs, and all who are within one step of
/// `step_ms` with the last of them. Whoever can't be in an earlier step, however they went, is
/// never estimated.
class Soonest {
  public:
    Soonest(NeedSet needs, std::size_t wanted, std::uint32_t step_ms)
        : needs_(needs), wanted_(wanted), step_ms_(step_ms) {
        waiting_.reserve(usual_looks);
        estimated_.reserve(usual_estimates);
        times_.reserve(std::min(wanted, usual_estimates));
    }

    NeedSet needs() const { return needs_; }

    /// Whether somebody could still be among them who needs this time at least.
    bool wants(std::uint32_t least_ms) const {
        return times_.size() < wanted_ ||
               (wanted_ > 0 && least_ms / step_ms_ <= times_.front() / step_ms_);
    }

    /// Somebody who could be among them. The item outlives it.
    void add(const geo::Grid::Item& item, std::uint32_t distance_cm, std::uint32_t least_ms) {
        waiting_.push_back({least_ms, distance_cm, &item});
        std::push_heap(waiting_.begin(), waiting_.end(), later);
    }

    /// Estimates those who could be among them and need less than `below_ms` at least.
    void estimate(const Eligibility& eligibility, TravelTimes& times, std::uint32_t below_ms) {
        while (!waiting_.empty() && waiting_.front().least_ms < below_ms &&
               wants(waiting_.front().least_ms)) {
            std::pop_heap(waiting_.begin(), waiting_.end(), later);
            const geo::Grid::Item& item = *waiting_.back().item;
            Candidate& one = estimated_.emplace_back();
            one.person = person_of(item);
            one.distance_cm = waiting_.back().distance_cm;
            one.alerts = eligibility.alerts(item);
            one.needs = needs_;
            one.mode = eligibility.mode(item);
            waiting_.pop_back();
            const auto estimate = times.estimate(one);
            one.eta_ms = estimate.ms;
            one.by_road = estimate.by_road;
            times_.push_back(one.eta_ms);
            std::push_heap(times_.begin(), times_.end());
            if (times_.size() > wanted_) {
                std::pop_heap(times_.begin(), times_.end());
                times_.pop_back();
            }
        }
    }

    const std::vector<Candidate>& estimated() const { return estimated_; }

    /// Squared distance from which nobody who goes about like this is wanted any more, so far as
    /// is known.
    std::uint64_t& too_far(TravelMode mode) { return too_far_[static_cast<std::size_t>(mode)]; }

  private:
    /// Seldom more are looked at closely, or estimated.
    static constexpr std::size_t usual_looks = 1024;
    static constexpr std::size_t usual_estimates = 128;

    struct Waiting {
        std::uint32_t least_ms;
        std::uint32_t distance_cm;
        const geo::Grid::Item* item;
    };

    static bool later(const Waiting& a, const Waiting& b) { return a.least_ms > b.least_ms; }

    NeedSet needs_;
    std::size_t wanted_;
    std::uint32_t step_ms_;
    std::vector<Waiting> waiting_;     ///< A heap, the soonest on top.
    std::vector<std::uint32_t> times_; ///< Of the `wanted_` soonest estimated, the latest on top.
    std::vector<Candidate> estimated_;
    std::array<std::uint64_t, 3> too_far_{UINT64_MAX, UINT64_MAX, UINT64_MAX};
};

/// Where so few are, going on ring by ring saves no estimates worth its steps.
constexpr int most_rings = 8;

/// One look around a scene.
class Look {
  public:
    Look(
        const World& world,
        const Incident& incident,
        Reach reach,
        TimeMs now,
        std::size_t ranked,
        std::uint32_t step_ms
    )
        : eligibility_(world, incident, reach.who, now), times_(world, incident.place.at),
          ranked_(ranked), step_ms_(step_ms),
          rings_(people_around(world, incident.place.at, reach.radius_m)) {}

    Found find() && {
        const auto look_at = [&](const geo::Grid::Item& item, std::uint64_t square) {
            if (eligibility_.look_at(item)) {
                ++in_reach_;
                consider(item, square);
            }
        };
        // Who walks comes from near by; so the nearest first, until others than they could matter
        // only by being faster.
        for (int ring = 0; ring < most_rings && rings_.more() &&
                           wants(TravelTimes::least_ms(rings_.least_cm(), TravelMode::foot));
             ++ring) {
            rings_.next(look_at);
            estimate(TravelTimes::least_ms(rings_.least_cm(), TravelMode::foot));
        }
        rings_.rest(look_at);
        estimate(UINT32_MAX);
        return found();
    }

  private:
    void consider(const geo::Grid::Item& item, std::uint64_t square) {
        const TravelMode mode = eligibility_.mode(item);
        Soonest& soonest = of(eligibility_.needs(item));
        std::uint64_t& too_far = soonest.too_far(mode);
        if (square >= too_far) {
            return;
        }
        const std::uint32_t distance_cm = geo::whole_sqrt(square);
        const std::uint32_t least_ms = TravelTimes::least_ms(distance_cm, mode);
        if (!soonest.wants(least_ms)) {
            too_far = square;
            return;
        }
        soonest.add(item, distance_cm, least_ms);
    }

    Soonest& of(NeedSet needs) {
        for (Soonest& one : soonest_) {
            if (one.needs() == needs) {
                return one;
            }
        }
        return soonest_.emplace_back(needs, ranked_, step_ms_);
    }

    bool wants(std::uint32_t least_ms) const {
        return soonest_.empty() ||
               std::any_of(soonest_.begin(), soonest_.end(), [&](const Soonest& one) {
                   return one.wants(least_ms);
               });
    }

    void estimate(std::uint32_t below_ms) {
        for (Soonest& one : soonest_) {
            one.estimate(eligibility_, times_, below_ms);
        }
    }

    Found found() const {
        Found found;
        for (const Soonest& one : soonest_) {
            const auto& some = one.estimated();
            found.candidates.insert(found.candidates.end(), some.begin(), some.end());
        }
        found.in_reach = in_reach_;
        found.left_out = eligibility_.left_out();
        found.not_asked = eligibility_.counts();
        return found;
    }

    Eligibility eligibility_;
    TravelTimes times_;
    std::size_t ranked_;
    std::uint32_t step_ms_;
    geo::Rings rings_;
    std::vector<Soonest> soonest_; ///< For each set of needs that somebody fits.
    std::uint32_t in_reach_ = 0;
};

} // namespace

std::uint32_t equal_step_ms(const protocol::Catalogue& catalogue) {
    return TravelTimes::usual_ms(
        static_cast<std::uint32_t>(catalogue.near_equal_m.value) * 100, TravelMode::foot
    );
}

std::uint64_t tie_of(IncidentId incident, PersonId person) {
    return spread(spread(incident.value) ^ person.value);
}

geo::Rings people_around(const World& world, protocol::LatLon place, std::uint32_t radius_m) {
    return {world.places.grid(), world.places.plane().to_plane(place), radius_m * 100};
}

Found find_candidates(
    const World& world, const Incident& incident, Reach reach, TimeMs now, std::size_t ranked
) {
    const std::uint32_t step_ms = equal_step_ms(*world.state.catalogue);
    Found found = Look{world, incident, reach, now, ranked, step_ms}.find();
    std::sort(found.candidates.begin(), found.candidates.end(), Order{incident.id, step_ms});
    return found;
}

protocol::LeftOut left_out(const World& world, const Incident& incident, Reach reach, TimeMs now) {
    Eligibility eligibility{world, incident, reach.who, now};
    people_around(world, incident.place.at, reach.radius_m)
        .rest([&](const geo::Grid::Item& item, std::uint64_t) { eligibility.look_at(item); });
    return eligibility.left_out();
}

} // namespace dageng::engine
