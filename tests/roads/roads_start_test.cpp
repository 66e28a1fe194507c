#include "server/app/backup.hpp"
#include "server/app/foundation.hpp"
#include "server/app/roads_copy.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <string>

// Roads and barriers from the settings to the running district, through starts and back-ups.
using namespace dageng;
namespace fs = std::filesystem;

namespace {

geo::RoadGraph graph_of(std::uint32_t length_cm) {
    auto graph = geo::RoadGraph::make(
        {{399'200'000, 1'164'400'000}, {399'210'000, 1'164'400'000}},
        {{0, 1, length_cm, geo::RoadClass::residential, false}}
    );
    BOOST_REQUIRE(static_cast<bool>(graph));
    return *graph;
}

const std::string river = R"({"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"detour_m":900},"geometry":{"type":"Polygon",
"coordinates":[[[116.4,39.9],[116.5,39.9],[116.5,39.91],[116.4,39.9]]]}}]})";
const std::string nothing = R"({"type":"FeatureCollection","features":[]})";

struct Scene {
    fs::path write(const std::string& name, const std::string& bytes) const {
        std::ofstream{scratch / name, std::ios::binary} << bytes;
        return scratch / name;
    }
    app::Settings settings(const std::string& folder = "data") const {
        app::Settings wanted;
        wanted.data.folder = (scratch / folder).string();
        return wanted;
    }
    /// What the running district estimates by: the roads' hash, and how many barriers.
    struct InUse {
        std::string named;
        std::string loaded;
        std::size_t barriers = 0;
        protocol::Offset last = 0;
    };
    static InUse start(const app::Settings& wanted) {
        app::Foundation foundation{wanted};
        foundation.start(wanted);
        InUse in_use;
        foundation.district
            .run([&](district::Leader& leader, district::Clocks) {
                const auto& engine = leader.engine();
                in_use.named = engine.state().roads;
                const auto* roads = engine.world().roads;
                in_use.loaded = roads == nullptr ? "" : roads->hash();
                in_use.barriers = engine.state().barriers.size();
                in_use.last = engine.state().last;
            })
            .get();
        return in_use;
    }
    static std::string fault(const app::Settings& wanted) {
        try {
            start(wanted);
        } catch (const app::StartError& error) {
            return error.what();
        }
        return "nothing";
    }
    fs::path copy_of(const geo::RoadGraph& graph, const std::string& folder = "data") const {
        return scratch / folder / "roads" / (graph.hash() + ".roads");
    }

    TemporaryFolder scratch;
};

bool holds(const std::string& text, const std::string& piece) {
    return text.find(piece) != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(roads_start)

BOOST_AUTO_TEST_CASE(without_roads_a_district_starts_as_before) {
    const Scene scene;
    const auto in_use = Scene::start(scene.settings());
    BOOST_TEST(in_use.named.empty());
    BOOST_TEST(in_use.loaded.empty());
    BOOST_TEST(in_use.barriers == 0U);
    BOOST_TEST(!fs::exists(scene.scratch / "data" / "roads"));
}

BOOST_AUTO_TEST_CASE(roads_that_were_taken_are_in_use_at_each_start_without_their_file) {
    const Scene scene;
    const auto graph = graph_of(20'000);
    auto with = scene.settings();
    with.district.roads = scene.write("town.roads", graph.to_bytes()).string();
    const auto first = Scene::start(with);
    BOOST_TEST(first.loaded == graph.hash());
    BOOST_TEST(Scene::start(with).last == first.last); // Taken once.
    fs::remove(with.district.roads);
    const auto later = Scene::start(scene.settings());
    BOOST_TEST(later.named == graph.hash());
    BOOST_TEST(later.loaded == graph.hash());
    BOOST_TEST(later.last == first.last);

    const auto other = graph_of(30'000);
    with.district.roads = scene.write("other.roads", other.to_bytes()).string();
    BOOST_TEST(Scene::start(with).loaded == other.hash());
    BOOST_TEST(Scene::start(scene.settings()).loaded == other.hash());
}

BOOST_AUTO_TEST_CASE(a_missing_or_wrong_copy_stops_the_start_and_the_file_mends_it) {
    const Scene scene;
    const auto graph = graph_of(20'000);
    auto with = scene.settings();
    with.district.roads = scene.write("town.roads", graph.to_bytes()).string();
    Scene::start(with);
    const fs::path copy = scene.copy_of(graph);
    BOOST_REQUIRE(fs::exists(copy));

    fs::remove(copy);
    BOOST_TEST(
        holds(Scene::fault(scene.settings()), "roads of which there is no copy: " + copy.string())
    );
    std::ofstream{copy, std::ios::binary} << graph_of(30'000).to_bytes();
    BOOST_TEST(holds(Scene::fault(scene.settings()), "holds other roads than its name says"));
    std::ofstream{copy, std::ios::binary} << graph.to_bytes().substr(0, 70);
    BOOST_TEST(
        holds(Scene::fault(scene.settings()), copy.string() + ": the file of roads has 70 bytes")
    );
    BOOST_TEST(Scene::start(with).loaded == graph.hash());
    BOOST_TEST(Scene::start(scene.settings()).loaded == graph.hash());
}

BOOST_AUTO_TEST_CASE(a_file_of_roads_or_barriers_that_is_none_stops_the_start) {
    const Scene scene;
    auto with = scene.settings();
    with.district.roads = scene.write("bad.roads", "nonsense").string();
    BOOST_TEST(Scene::fault(with) == with.district.roads + ": this is no file of roads");
    with.district.roads = (scene.scratch / "none.roads").string();
    BOOST_TEST(holds(Scene::fault(with), "none.roads can't be read"));
    with.district.roads.clear();
    with.district.barriers = scene.write("bad.json", "{}").string();
    BOOST_TEST(holds(Scene::fault(with), "bad.json: features: expected a FeatureCollection"));
}

BOOST_AUTO_TEST_CASE(barriers_stay_until_others_or_none_are_taken) {
    const Scene scene;
    auto with = scene.settings();
    with.district.barriers = scene.write("river.json", river).string();
    BOOST_TEST(Scene::start(with).barriers == 1U);
    BOOST_TEST(Scene::start(scene.settings()).barriers == 1U);
    with.district.barriers = scene.write("nothing.json", nothing).string();
    BOOST_TEST(Scene::start(with).barriers == 0U);
    BOOST_TEST(Scene::start(scene.settings()).barriers == 0U);
}

BOOST_AUTO_TEST_CASE(a_back_up_carries_the_copy_of_the_roads) {
    const Scene scene;
    const auto graph = graph_of(20'000);
    auto with = scene.settings();
    with.district.roads = scene.write("town.roads", graph.to_bytes()).string();
    Scene::start(with);
    app::make_backup({scene.scratch / "data", scene.scratch / "backup"});
    fs::remove_all(scene.scratch / "data");
    app::restore_backup({scene.scratch / "backup", scene.scratch / "again"});
    BOOST_TEST(app::read_text(scene.copy_of(graph, "again")) == graph.to_bytes());
    BOOST_TEST(Scene::start(scene.settings("again")).loaded == graph.hash());
}

BOOST_AUTO_TEST_SUITE_END()
