#include "server/app/foundation.hpp"
#include "server/app/road_tables.hpp"
#include "server/geo/road_search.hpp"
#include "server/http/gzip.hpp"
#include "tests/load/data_file.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <string>

// Server/app/road_tables.cpp: a road graph from two tables.
using namespace dageng;
using app::roads_from_tables;

namespace {

const std::string nodes = "node,osm_id,lon,lat\n"
                          "7,1,116.4400,39.9200\n"
                          "8,2,116.4410,39.9200\n"
                          "9,3,116.4420,39.9200\n"
                          "20,4,116.5000,39.9200\n"
                          "21,5,116.5010,39.9200\n";
const std::string edges = "from,to,class,name,oneway,length_m\r\n"
                          "7,8,residential,\"East, \"\"Old\"\" Street\",1,90.5\r\n"
                          "8,9,footway,,0,85.4\r\n"
                          "9,9,footway,,0,10\r\n"
                          "20,21,primary,,0,90\r\n";

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, from);
    return text.replace(at, from.size(), to);
}

std::string fault(const std::string& some_nodes, const std::string& some_edges) {
    const auto tables = roads_from_tables(some_nodes, some_edges);
    return tables ? "nothing" : tables.refusal().detail;
}

} // namespace

BOOST_AUTO_TEST_SUITE(road_tables)

BOOST_AUTO_TEST_CASE(the_largest_part_is_kept_and_numbered_anew) {
    const auto tables = roads_from_tables(nodes, edges);
    BOOST_REQUIRE(static_cast<bool>(tables));
    BOOST_TEST(tables->nodes_left_out == 2U);
    BOOST_TEST(tables->edges_left_out == 2U);
    const auto& graph = tables->graph;
    BOOST_TEST((graph.nodes()[2] == protocol::LatLon{399'200'000, 1'164'420'000}));
    BOOST_REQUIRE_EQUAL(graph.roads().size(), 2U);
    BOOST_TEST((graph.roads()[0] == geo::Road{0, 1, 9'050, geo::RoadClass::residential, true}));
    BOOST_TEST((graph.roads()[1].kind == geo::RoadClass::footway));
    BOOST_TEST(!graph.roads()[1].oneway);
}

BOOST_AUTO_TEST_CASE(a_fault_is_told_with_table_and_line) {
    BOOST_TEST(
        fault(with(nodes, "lon", "long"), edges) == "nodes, line 1: expected the column lon"
    );
    BOOST_TEST(
        fault(nodes, with(edges, "oneway", "way")) == "edges, line 1: expected the column oneway"
    );
    BOOST_TEST(
        fault(with(nodes, "116.4410", "east"), edges) ==
        "nodes, line 3: expected a number, a latitude and a longitude"
    );
    BOOST_TEST(
        fault(with(nodes, "39.92", "99.92"), edges) ==
        "nodes, line 2: expected a number, a latitude and a longitude"
    );
    BOOST_TEST(
        fault(with(nodes, "8,2", "7,2"), edges) ==
        "nodes, line 3: expected a node that isn't there yet"
    );
    BOOST_TEST(
        fault(nodes, with(edges, "8,9", "8,99")) ==
        "edges, line 3: expected two nodes of the other table"
    );
    BOOST_TEST(
        fault(nodes, with(edges, "footway", "runway")) ==
        "edges, line 3: expected a class of road, not runway"
    );
    BOOST_TEST(
        fault(nodes, with(edges, "85.4", "-1")) == "edges, line 3: expected a length in metres"
    );
    BOOST_TEST(
        fault(nodes, with(edges, "85.4", "nan")) == "edges, line 3: expected a length in metres"
    );
    BOOST_TEST(fault("", "") == "nodes, line 1: expected the column node");
    BOOST_TEST(
        fault("node,lat,lon\n", edges.substr(0, edges.find("7,8"))) ==
        "expected 1 to 4,194,304 nodes"
    );
}

BOOST_AUTO_TEST_CASE(the_command_reads_plain_and_packed_tables_and_writes_the_same_file) {
    const TemporaryFolder folder;
    const auto write = [&](const std::string& name, const std::string& text) {
        std::ofstream{folder / name, std::ios::binary} << text;
        return folder / name;
    };
    const auto plain = folder / "plain.roads";
    const auto packed = folder / "packed.roads";
    BOOST_TEST(app::build_roads(write("n.csv", nodes), write("e.csv", edges), plain) == 0);
    BOOST_TEST(
        app::build_roads(
            write("n.csv.gz", http::gzip(nodes)), write("e.csv.gz", http::gzip(edges)), packed
        ) == 0
    );
    BOOST_TEST(app::read_text(plain) == app::read_text(packed));
    BOOST_TEST(static_cast<bool>(geo::RoadGraph::from_bytes(app::read_text(plain))));
    BOOST_TEST(app::build_roads(folder / "n.csv", write("bad.csv", "x\n"), plain) == 1);
    BOOST_TEST(app::build_roads(folder / "n.csv", folder / "e.csv", folder / "no" / "where") == 1);
    BOOST_CHECK_THROW(
        app::build_roads(folder / "none.csv", folder / "e.csv", plain), app::StartError
    );
    const auto cut = write("cut.csv.gz", http::gzip(nodes).substr(0, 40));
    BOOST_CHECK_THROW(app::build_roads(cut, folder / "e.csv", plain), app::StartError);
}

BOOST_AUTO_TEST_CASE(real_roads_join_real_places) {
    const std::string node_file = load_tests::data_file("road_nodes.csv.gz");
    const std::string edge_file = load_tests::data_file("road_edges.csv.gz");
    if (node_file.empty() || edge_file.empty()) {
        return;
    }
    const TemporaryFolder folder;
    const auto file = folder / "real.roads";
    BOOST_REQUIRE_EQUAL(app::build_roads(node_file, edge_file, file), 0);
    const auto graph = geo::RoadGraph::from_bytes(app::read_text(file));
    BOOST_REQUIRE(static_cast<bool>(graph));
    BOOST_TEST(graph->nodes().size() > 10'000U);
    // From one side of the district's middle to the other, on foot: a way there is, no shorter than
    // the straight line and not three times as long.
    const protocol::LatLon here{399'219'000, 1'164'436'000};
    const protocol::LatLon there{399'330'000, 1'164'560'000};
    const auto from = graph->nearest(here, protocol::TravelMode::foot);
    const auto to = graph->nearest(there, protocol::TravelMode::foot);
    BOOST_REQUIRE((from && to));
    geo::RoadSearch search{*graph, *to, protocol::TravelMode::foot};
    const auto way = search.way_cm(*from);
    BOOST_REQUIRE(way.has_value());
    const auto straight = geo::distance_cm(from->at, to->at);
    BOOST_TEST(*way >= straight);
    BOOST_TEST(*way < 3 * straight);
}

BOOST_AUTO_TEST_SUITE_END()
