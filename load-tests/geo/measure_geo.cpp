/// Measures the index of moving points beside Boost.Geometry's rtree: moves and nearest-10 searches
/// a second, in interleaved runs in one process. Both get the same points, moves and questions, and
/// must give the same distances.
///
///     dageng-measure-geo [people] [runs]

#include "server/geo/grid.hpp"

#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace bg = boost::geometry;

using dageng::geo::BoxCm;
using dageng::geo::Grid;
using dageng::geo::PointCm;

constexpr std::int32_t half_side_cm = 1'500'000; // A district of 30 by 30 km.
constexpr BoxCm district{{-half_side_cm, -half_side_cm}, {half_side_cm, half_side_cm}};
constexpr std::size_t nearest_wanted = 10;
constexpr std::uint32_t radius_cm = 180'000;
constexpr std::size_t questions_a_run = 50'000;

class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::int32_t between(std::int32_t low, std::int32_t high) {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        const auto span = static_cast<std::uint64_t>(high - low) + 1;
        return low + static_cast<std::int32_t>((state_ >> 16) % span);
    }

  private:
    std::uint64_t state_;
};

PointCm anywhere(Random& random) {
    return {
        random.between(-half_side_cm, half_side_cm), random.between(-half_side_cm, half_side_cm)
    };
}

/// Every second person is in one of 60 crowds 600 m wide, when crowds are wanted.
std::vector<PointCm> people_at_start(std::size_t count, bool crowds, Random& random) {
    std::vector<PointCm> centres;
    for (int i = 0; i < 60; ++i) {
        centres.push_back(anywhere(random));
    }
    std::vector<PointCm> people;
    for (std::size_t i = 0; i < count; ++i) {
        PointCm at = anywhere(random);
        if (crowds && i % 2 == 0) {
            at = centres[i / 2 % centres.size()];
            at.x_cm += random.between(-30'000, 30'000);
            at.y_cm += random.between(-30'000, 30'000);
        }
        people.push_back(at);
    }
    return people;
}

/// Five seconds of walking or riding: up to 25 m.
PointCm moved(PointCm from, Random& random) {
    return {
        std::clamp(from.x_cm + random.between(-2'500, 2'500), -half_side_cm, half_side_cm),
        std::clamp(from.y_cm + random.between(-2'500, 2'500), -half_side_cm, half_side_cm)
    };
}

class OurIndex {
  public:
    explicit OurIndex(const std::vector<PointCm>& people) : grid_(district) {
        for (std::uint32_t slot = 0; slot < people.size(); ++slot) {
            grid_.place(slot, people[slot]);
        }
    }

    void move(std::uint32_t slot, PointCm to) { grid_.place(slot, to); }

    std::uint64_t sum_of_nearest(PointCm from) const {
        std::uint64_t sum = 0;
        for (const auto& near : grid_.nearest(from, radius_cm, nearest_wanted)) {
            sum += near.distance_cm;
        }
        return sum;
    }

  private:
    Grid grid_;
};

class RtreeIndex {
  public:
    explicit RtreeIndex(const std::vector<PointCm>& people) : at_(people) {
        for (std::uint32_t slot = 0; slot < people.size(); ++slot) {
            tree_.insert({point(people[slot]), slot});
        }
    }

    void move(std::uint32_t slot, PointCm to) {
        tree_.remove({point(at_[slot]), slot});
        at_[slot] = to;
        tree_.insert({point(to), slot});
    }

    std::uint64_t sum_of_nearest(PointCm from) const {
        std::uint64_t sum = 0;
        std::vector<Value> found;
        tree_.query(bg::index::nearest(point(from), nearest_wanted), std::back_inserter(found));
        for (const Value& value : found) {
            const std::uint32_t away = dageng::geo::distance_cm(from, at_[value.second]);
            sum += away <= radius_cm ? away : 0;
        }
        return sum;
    }

  private:
    using Point = bg::model::point<std::int64_t, 2, bg::cs::cartesian>;
    using Value = std::pair<Point, std::uint32_t>;

    static Point point(PointCm from) { return {from.x_cm, from.y_cm}; }

    std::vector<PointCm> at_;
    bg::index::rtree<Value, bg::index::quadratic<16>> tree_;
};

struct Rates {
    double moves = 0;
    double questions = 0;
    std::uint64_t sum = 0; ///< Of all distances found: the same for both.
};

template <class Index>
Rates measure(Index& index, const std::vector<PointCm>& to, const std::vector<PointCm>& asked) {
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    for (std::size_t i = 0; i < to.size(); ++i) {
        // People report in no order that memory knows of.
        const std::size_t slot = i * 48'271 % to.size();
        index.move(static_cast<std::uint32_t>(slot), to[slot]);
    }
    const auto between = Clock::now();
    Rates rates;
    for (const PointCm from : asked) {
        rates.sum += index.sum_of_nearest(from);
    }
    const auto end = Clock::now();
    const std::chrono::duration<double> moving = between - begin;
    const std::chrono::duration<double> asking = end - between;
    rates.moves = static_cast<double>(to.size()) / moving.count();
    rates.questions = static_cast<double>(asked.size()) / asking.count();
    return rates;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// The 95 % interval of the median, by 2,000 resamplings.
std::pair<double, double> interval(const std::vector<double>& values, Random& random) {
    std::vector<double> medians;
    for (int i = 0; i < 2'000; ++i) {
        std::vector<double> drawn;
        for (std::size_t k = 0; k < values.size(); ++k) {
            const auto last = static_cast<std::int32_t>(values.size()) - 1;
            drawn.push_back(values[static_cast<std::size_t>(random.between(0, last))]);
        }
        medians.push_back(median(std::move(drawn)));
    }
    std::sort(medians.begin(), medians.end());
    return {medians[50], medians[1'949]};
}

void report(
    const char* what,
    const std::vector<double>& ours,
    const std::vector<double>& theirs,
    Random& random
) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        ratios.push_back(ours[i] / theirs[i]);
    }
    const auto [low, high] = interval(ratios, random);
    std::printf(
        "  %-12s grid %9.0f/s   rtree %9.0f/s   ratio %.1f (95 %%: %.1f to %.1f)\n",
        what,
        median(ours),
        median(theirs),
        median(ratios),
        low,
        high
    );
}

/// False when the two indexes disagree.
bool compare(std::size_t count, int runs, bool crowds) {
    Random random{0x0DA6E46};
    std::vector<PointCm> people = people_at_start(count, crowds, random);
    OurIndex ours{people};
    RtreeIndex theirs{people};
    std::vector<double> our_moves, their_moves, our_questions, their_questions;
    for (int run = 0; run < runs; ++run) {
        for (PointCm& at : people) {
            at = moved(at, random);
        }
        std::vector<PointCm> asked;
        for (std::size_t i = 0; i < questions_a_run; ++i) {
            const auto last = static_cast<std::int32_t>(count) - 1;
            asked.push_back(moved(people[static_cast<std::size_t>(random.between(0, last))], random)
            );
        }
        const Rates a = measure(ours, people, asked);
        const Rates b = measure(theirs, people, asked);
        if (a.sum != b.sum) {
            std::printf("  the indexes disagree\n");
            return false;
        }
        our_moves.push_back(a.moves);
        their_moves.push_back(b.moves);
        our_questions.push_back(a.questions);
        their_questions.push_back(b.questions);
    }
    std::printf("%zu people, %s, %d runs:\n", count, crowds ? "half in crowds" : "spread", runs);
    report("moves", our_moves, their_moves, random);
    report("nearest 10", our_questions, their_questions, random);
    return true;
}

} // namespace

int main(int argc, char** argv) {
    const std::size_t count = argc > 1 ? std::stoul(argv[1]) : 100'000;
    const int runs = argc > 2 ? std::stoi(argv[2]) : 9;
    if (count == 0 || runs < 1) {
        std::printf("usage: dageng-measure-geo [people] [runs]\n");
        return EXIT_FAILURE;
    }
    const bool agree = compare(count, runs, false) && compare(count, runs, true);
    return agree ? EXIT_SUCCESS : EXIT_FAILURE;
}
