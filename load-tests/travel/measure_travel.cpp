/// Measures what one decision about whom to ask costs with many people on duty, all of them
/// eligible and free: finding the candidates, estimating their times by distance or along roads,
/// ordering them. People and scenes are near junctions of the roads drawn by chance; two thirds go
/// on foot, a quarter by bicycle, the others by car. Times in microseconds of one core.
///
///     dageng-measure-travel ROADS [people] [decisions]
///
/// ROADS is a file that `dageng roads build` made.

#include "server/engine/engine.hpp"
#include "server/engine/matching.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace dageng;

constexpr protocol::TimeMs now{1'795'600'000'000};
constexpr std::int32_t near_e7 = 15'000; // About 150 m.

struct Search {
    std::uint32_t radius_m;
    std::size_t ask;
};
/// The waves of the shipped plans, and the farthest search for officers.
constexpr Search searches[]{
    {500, 7}, {500, 21}, {1'000, 24}, {1'800, 30}, {5'000, 7}, {20'000, 12}
};

class Random {
  public:
    std::int64_t below(std::int64_t limit) {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return static_cast<std::int64_t>((state_ >> 16) % static_cast<std::uint64_t>(limit));
    }

  private:
    std::uint64_t state_ = 0x0DA6E46;
};

std::shared_ptr<const geo::RoadGraph> read_roads(const char* name) {
    std::ifstream file(name, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    auto graph = geo::RoadGraph::from_bytes(std::move(bytes).str());
    if (!graph) {
        std::printf("%s: %s\n", name, graph.refusal().detail.c_str());
        std::exit(EXIT_FAILURE);
    }
    return std::make_shared<const geo::RoadGraph>(std::move(*graph));
}

protocol::LatLon near_a_junction(const geo::RoadGraph& roads, Random& random) {
    const auto count = static_cast<std::int64_t>(roads.nodes().size());
    protocol::LatLon place = roads.nodes()[static_cast<std::size_t>(random.below(count))];
    place.lat_e7 += static_cast<std::int32_t>(random.below(2 * near_e7)) - near_e7;
    place.lon_e7 += static_cast<std::int32_t>(random.below(2 * near_e7)) - near_e7;
    return place;
}

void apply(engine::Engine& district, std::vector<engine::Event> events) {
    const auto first = district.state().last + 1;
    district.apply({{}, {}, {}, {}, std::move(events)}, first, now);
}

protocol::Catalogue catalogue() {
    protocol::Catalogue made;
    made.version = 1;
    made.district = {"Measured"};
    made.code = {"ME"};
    made.place_age_s = {120};
    protocol::CategoryInfo category;
    category.category = {"volunteer"};
    made.categories.items.push_back(category);
    protocol::Plan plan;
    plan.kind = {"elder-missing"};
    protocol::Need need;
    need.count = {7};
    need.categories.items.push_back({"volunteer"});
    protocol::AlarmLevel level;
    level.needs.items.push_back(need);
    plan.levels.items.push_back(level);
    made.plans.items.push_back(plan);
    return made;
}

void people(engine::Engine& district, std::uint64_t count, Random& random) {
    const auto& roads = *district.world().roads;
    for (std::uint64_t id = 1; id <= count; ++id) {
        const std::int64_t which = random.below(12);
        const auto mode = which < 8    ? protocol::TravelMode::foot
                          : which < 11 ? protocol::TravelMode::bicycle
                                       : protocol::TravelMode::car;
        apply(
            district,
            {engine::PersonRegistered{
                 {id}, protocol::Role::volunteer, protocol::Slug{"volunteer"}, {id + 1}, {}
             },
             engine::DutyBegan{{id}, {"a-device"}, now, now + 3'600'000, mode}}
        );
        district.keep_place({id}, {near_a_junction(roads, random), 10, now});
    }
}

struct Cost {
    std::vector<double> us;
    std::size_t candidates = 0;

    double at(double share) {
        std::sort(us.begin(), us.end());
        return us[static_cast<std::size_t>(share * static_cast<double>(us.size() - 1))];
    }
};

void decide(
    const engine::World& world, const engine::Incident& incident, const Search& search, Cost& cost
) {
    const auto begin = std::chrono::steady_clock::now();
    const auto found = engine::find_candidates(
                           world, incident, {search.radius_m, engine::Who::fitting}, now, search.ask
    )
                           .candidates;
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    cost.us.push_back(took.count());
    cost.candidates += found.size();
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::printf("usage: dageng-measure-travel ROADS [people] [decisions]\n");
        return EXIT_FAILURE;
    }
    const std::uint64_t count = argc > 2 ? std::stoull(argv[2]) : 135'000;
    const int decisions = argc > 3 ? std::stoi(argv[3]) : 500;
    const auto roads = read_roads(argv[1]);
    engine::Engine district;
    Random random;
    apply(district, {engine::CatalogueTaken{catalogue()}});
    apply(district, district.take_roads(*roads));
    district.use_roads(roads);
    people(district, count, random);

    const engine::World by_roads = district.world();
    const engine::World by_distance{by_roads.state, by_roads.places};
    std::printf(
        "%llu people on duty, %zu junctions, %d decisions each; microseconds\n",
        static_cast<unsigned long long>(count),
        roads->nodes().size(),
        decisions
    );
    for (const Search& search : searches) {
        Cost costs[2];
        for (int i = 0; i < decisions; ++i) {
            engine::Incident incident;
            incident.id = {static_cast<std::uint64_t>(i) + 1};
            incident.place.at = near_a_junction(*roads, random);
            incident.plan = engine::plan_for(district.state().catalogue, {"elder-missing"});
            decide(by_distance, incident, search, costs[0]);
            decide(by_roads, incident, search, costs[1]);
        }
        std::printf(
            "radius %5u m, ask %2zu, %6zu candidates:",
            search.radius_m,
            search.ask,
            costs[0].candidates / static_cast<std::size_t>(decisions)
        );
        const char* names[]{"by distance", "by roads"};
        for (int i = 0; i < 2; ++i) {
            std::printf(
                "  %s median %.0f p99 %.0f max %.0f",
                names[i],
                costs[i].at(0.5),
                costs[i].at(0.99),
                costs[i].at(1)
            );
        }
        std::printf("\n");
    }
    return EXIT_SUCCESS;
}
