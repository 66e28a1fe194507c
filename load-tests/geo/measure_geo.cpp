/// Measures the index of moving points beside those that others would take: moves and nearest-10
/// searches a second, in interleaved runs. All get the same points, moves and questions, and must
/// find the same distances. `--help` lists the options.

#include "load-tests/geo/peers.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

namespace {

using namespace dageng;
using geo::PointCm;
using load::half_side_cm;
using load::Move;
using load::Peer;

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

struct Options {
    std::vector<std::size_t> people{10'000, 135'000, 1'000'000};
    std::vector<std::string> peers{"rtree", "s2", "redis"};
    int runs = 7;
    std::size_t questions = 20'000;
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

/// Of each run.
struct Rates {
    std::vector<double> moves;
    std::vector<double> questions;
};

std::uint64_t measure(
    Peer& peer, const std::vector<Move>& moves, const std::vector<PointCm>& asked, Rates& rates
) {
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    peer.move(moves);
    const auto between = Clock::now();
    const std::uint64_t sum = peer.ask(asked);
    const std::chrono::duration<double> moving = between - begin;
    const std::chrono::duration<double> asking = Clock::now() - between;
    rates.moves.push_back(static_cast<double>(moves.size()) / moving.count());
    rates.questions.push_back(static_cast<double>(asked.size()) / asking.count());
    return sum;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// The median of the ratios of runs that were side by side.
double ratio(const std::vector<double>& ours, const std::vector<double>& theirs) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        ratios.push_back(ours[i] / theirs[i]);
    }
    return median(ratios);
}

std::vector<std::unique_ptr<Peer>>
make_peers(const Options& options, const std::vector<PointCm>& people) {
    std::vector<std::unique_ptr<Peer>> peers;
    peers.push_back(load::make_grid(people));
    for (const std::string& name : options.peers) {
        if (name == "rtree") {
            peers.push_back(load::make_rtree(people));
        }
#ifdef DAGENG_PEERS
        if (name == "s2") {
            peers.push_back(load::make_s2(people));
        }
        if (name == "redis") {
            peers.push_back(load::make_redis(people));
        }
#endif
    }
    return peers;
}

/// Peers on a sphere, or that round what they keep, find distances that differ by little.
void must_agree(std::uint64_t ours, std::uint64_t theirs, const std::string& name) {
    const double apart = std::abs(static_cast<double>(ours) - static_cast<double>(theirs));
    if (apart > static_cast<double>(ours) / 100) {
        throw std::runtime_error(name + " found other people");
    }
}

void compare(const Options& options, std::size_t count, bool crowds) {
    Random random{0x0DA6E46};
    std::vector<PointCm> people = people_at_start(count, crowds, random);
    const auto peers = make_peers(options, people);
    std::vector<Rates> rates(peers.size());
    for (int run = 0; run < options.runs; ++run) {
        std::vector<Move> moves;
        for (std::size_t i = 0; i < count; ++i) {
            // People report in no order that memory knows of.
            const std::size_t slot = i * 48'271 % count;
            people[slot] = moved(people[slot], random);
            moves.push_back({static_cast<std::uint32_t>(slot), people[slot]});
        }
        std::vector<PointCm> asked;
        for (std::size_t i = 0; i < options.questions; ++i) {
            const auto last = static_cast<std::int32_t>(count) - 1;
            const auto who = static_cast<std::size_t>(random.between(0, last));
            asked.push_back(moved(people[who], random));
        }
        const std::uint64_t sum = measure(*peers[0], moves, asked, rates[0]);
        for (std::size_t i = 1; i < peers.size(); ++i) {
            must_agree(sum, measure(*peers[i], moves, asked, rates[i]), peers[i]->name());
        }
    }
    for (std::size_t i = 0; i < peers.size(); ++i) {
        fmt::print(
            "| {:>9} | {:<6} | {:<5} | {:>12.0f} | {:>6.1f} | {:>12.0f} | {:>6.1f} |\n",
            count,
            crowds ? "crowds" : "spread",
            peers[i]->name(),
            median(rates[i].moves),
            ratio(rates[0].moves, rates[i].moves),
            median(rates[i].questions),
            ratio(rates[0].questions, rates[i].questions)
        );
    }
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"Measures the index of moving points beside others."};
    app.add_option("--people", options.people, "Sizes, one after the other")->delimiter(',');
    app.add_option("--peers", options.peers, "Of rtree, s2, redis")->delimiter(',');
    app.add_option("--runs", options.runs, "Of each; the median counts")->check(CLI::Range(1, 99));
    app.add_option("--questions", options.questions, "In each run")->check(CLI::PositiveNumber);
    CLI11_PARSE(app, argc, argv);
#ifndef DAGENG_PEERS
    fmt::print("Built without Redis and S2: install tools/packages-peers and configure again.\n");
#endif
    fmt::print(
        "Medians of {} interleaved runs; \"×\": how many times as many the grid does.\n\n"
        "|    people | where  | index |      moves/s |      × | nearest 10/s |      × |\n"
        "| --------- | ------ | ----- | ------------ | ------ | ------------ | ------ |\n",
        options.runs
    );
    try {
        for (const std::size_t count : options.people) {
            compare(options, std::max<std::size_t>(count, 1), false);
            compare(options, std::max<std::size_t>(count, 1), true);
        }
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
