/// Measures what one decision about whom to ask costs with many people on duty, all of them
/// eligible and free: finding the candidates, estimating their times by distance or along roads,
/// ordering them. People and scenes are near junctions of the roads drawn by chance; two thirds go
/// on foot, a quarter by bicycle, the others by car.
///
///     dageng-measure-travel ROADS [people] [decisions]
///
/// ROADS is a file that `dageng roads build` made.

#include "server/engine/matching.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
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

void add_people(
    engine::State& state,
    engine::Places& places,
    std::uint64_t count,
    const geo::RoadGraph& roads,
    Random& random
) {
    for (std::uint64_t id = 1; id <= count; ++id) {
        const std::int64_t which = random.below(12);
        engine::Person person;
        person.id = {id};
        person.role = protocol::Role::volunteer;
        person.category = 0;
        person.on_duty = true;
        person.mode = which < 8    ? protocol::TravelMode::foot
                      : which < 11 ? protocol::TravelMode::bicycle
                                   : protocol::TravelMode::car;
        places.put(person, {near_a_junction(roads, random), 10, now});
        state.people.push_back(std::move(person));
    }
}

/// Of this thread: others of the machine don't count.
double core_us() {
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) * 1e6 + static_cast<double>(spent.tv_nsec) / 1e3;
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
    const engine::Reach reach{search.radius_m, engine::Who::fitting};
    const double begin = core_us();
    const auto found = engine::find_candidates(world, incident, reach, now, search.ask).candidates;
    cost.us.push_back(core_us() - begin);
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
    Random random;
    engine::State state;
    state.catalogue = std::make_shared<const protocol::Catalogue>(catalogue());
    state.groups.emplace_back().category = {"volunteer"};
    engine::Places places{roads->plane().origin()};
    add_people(state, places, count, *roads, random);

    const engine::World by_roads{state, places, roads.get()};
    const engine::World by_distance{state, places};
    std::printf(
        "%llu people on duty, %zu junctions, %d decisions each; microseconds of one core\n",
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
            incident.plan = {state.catalogue, &state.catalogue->plans.items.front()};
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
