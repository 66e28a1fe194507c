#include "demo/people/track_replay.hpp"
#include "demo/replay/call_kinds.hpp"
#include "demo/replay/calls.hpp"
#include "demo/replay/placing.hpp"
#include "demo/replay/text_table.hpp"
#include "demo/replay/tracks.hpp"
#include "tests/load/data_file.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

using namespace dageng::demo;
using dageng::load::Random;
using dageng::load_tests::data_file;

namespace {

const GeoBox district_box{39.80, 116.34, 40.11, 116.64};

} // namespace

BOOST_AUTO_TEST_SUITE(replay)

BOOST_AUTO_TEST_CASE(moments_are_read_with_fraction_and_offset) {
    BOOST_TEST(moment_ms("2009-10-17T18:37:26Z").value() == 1'255'804'646'000);
    BOOST_TEST(moment_ms("2009-10-17T18:37:26.250Z").value() == 1'255'804'646'250);
    BOOST_TEST(moment_ms("2009-10-18T02:37:26+08:00").value() == 1'255'804'646'000);
    BOOST_TEST(moment_ms("2009-10-17T15:07:26-0330").value() == 1'255'804'646'000);
    for (const char* wrong :
         {"", "2009-13-01T00:00:00Z", "2009-10-17", "yesterday", "2009-10-17T18:37:26+xx:00"}) {
        BOOST_TEST(!moment_ms(wrong).has_value());
    }
}

BOOST_AUTO_TEST_CASE(tables_are_read_by_their_header_with_quotes) {
    TextTable table("b,a,c\r\n1,\"x,\"\"y\",3\r\nshort\n4,z,6", {"a", "b"});
    BOOST_TEST(table.next().value()[0] == "x,\"y");
    BOOST_TEST(table.next().value()[1] == "4");
    BOOST_TEST(!table.next().has_value());
    BOOST_TEST(table.short_rows() == 1U);
    BOOST_CHECK_THROW(TextTable("a,b\n", {"a", "z"}), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(csv_tracks_are_cut_by_their_ids_and_bad_rows_dropped) {
    const auto tracks = tracks_from_csv("track_id,time_unix,lat,lon\n"
                                        "a,100,39.9,116.4\na,90,39.9,116.4\na,x,39.9,116.4\n"
                                        "a,105.5,39.91,116.41\nlonely,1,39.9,116.4\n"
                                        "b,200,39.9,116.4\nb,201,95,116.4\nb,210,39.9,116.4\n");
    BOOST_TEST_REQUIRE(tracks.size() == 2U);
    BOOST_TEST(tracks[0].name == "a");
    BOOST_TEST(tracks[0].fixes.size() == 2U);
    BOOST_TEST(tracks[0].duration_ms() == 5500);
    BOOST_TEST(tracks[1].fixes.size() == 2U);
}

BOOST_AUTO_TEST_CASE(gpx_segments_are_tracks_of_points_with_times) {
    const auto tracks = tracks_from_gpx(R"(<?xml version="1.0"?><gpx><trk><name>walk</name>
      <trkseg><trkpt lat="48.1" lon="11.5"><ele>500</ele><time>2020-01-01T10:00:00Z</time></trkpt>
      <trkpt lon='11.51' lat='48.11'>
        <time>2020-01-01T10:00:05.5Z</time></trkpt>
      <trkpt lat="48.12" lon="11.52"/>
      <trkpt lat="48.12" lon="11.52"><time>2020-01-01T10:00:01Z</time></trkpt></trkseg>
      <trkseg><trkpt lat="48.2" lon="11.6"><time>2020-01-01T11:00:00Z</time></trkpt>
      <trkpt lat="48.2" lon="11.7"><time>2020-01-01T11:00:10Z</time></trkpt></trkseg></trk></gpx>)"
    );
    BOOST_TEST_REQUIRE(tracks.size() == 2U);
    BOOST_TEST(tracks[0].fixes.size() == 2U);
    BOOST_TEST(tracks[0].fixes[1].at.lon == 11.51);
    BOOST_TEST(tracks[0].duration_ms() == 5500);
    BOOST_TEST(tracks[1].fixes[1].at.lon == 11.7);
    BOOST_TEST(tracks_from_gpx("<gpx><trkpt lat=\"1\" lon=\"2\"").empty());
    BOOST_TEST(tracks_from_gpx("<gpx></gpx>").empty());
}

BOOST_AUTO_TEST_CASE(a_box_is_mapped_affinely_and_what_is_outside_is_dropped) {
    const BoxMap map({37.705, -122.515, 37.812, -122.365}, district_box);
    const auto corner = map.apply({37.705, -122.365});
    BOOST_TEST_REQUIRE(corner.has_value());
    BOOST_TEST(corner->lat == 39.80, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(corner->lon == 116.64, boost::test_tools::tolerance(1e-9));
    const auto middle = map.apply({(37.705 + 37.812) / 2, -122.44});
    BOOST_TEST(middle->lat == 39.955, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(middle->lon == 116.49, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(!map.apply({37.7, -122.44}).has_value());
}

BOOST_AUTO_TEST_CASE(a_track_inside_stays_and_one_elsewhere_keeps_its_distances) {
    const Outline outline = Outline::from_box(district_box);
    Random random(5);
    const Track inside{"in", {{0, {39.9, 116.4}}, {10'000, {39.91, 116.42}}}};
    const TrackShift none = fit_track(inside, outline, random);
    BOOST_TEST(!none.moves());
    BOOST_TEST(none.outside == 0U);
    const Track elsewhere{"out", {{0, {60.0, 10.0}}, {10'000, {60.01, 10.02}}}};
    const TrackShift shift = fit_track(elsewhere, outline, random);
    BOOST_TEST(shift.moves());
    BOOST_TEST(shift.outside == 0U);
    const GeoPoint from = shift.apply(elsewhere.fixes[0].at);
    const GeoPoint to = shift.apply(elsewhere.fixes[1].at);
    BOOST_TEST(outline.contains(from));
    BOOST_TEST(
        dageng::load::distance_m(from, to) ==
            dageng::load::distance_m({60.0, 10.0}, {60.01, 10.02}),
        boost::test_tools::tolerance(0.002)
    );
}

BOOST_AUTO_TEST_CASE(a_replay_gives_recorded_points_only_and_leaves_out_what_lies_outside) {
    const Outline outline = Outline::from_box(district_box);
    const Track track{
        "t", {{1000, {39.9, 116.4}}, {3000, {39.9, 116.0}}, {153'000, {39.91, 116.4}}}
    };
    const GeoPoint anchor = track.box().centre();
    TrackReplay replay(track, {anchor, anchor, 1}, outline);
    const auto first = replay.next();
    const auto second = replay.next();
    BOOST_TEST_REQUIRE((first.has_value() && second.has_value()));
    BOOST_TEST(first->at_s == 0);
    BOOST_TEST(second->at_s == 152);
    BOOST_TEST(second->place.lat == 39.91);
    BOOST_TEST(!replay.next().has_value());
}

BOOST_AUTO_TEST_CASE(foreign_types_find_the_nearest_kind_or_other) {
    const dageng::load::CatalogueNews catalogue{
        {{"fire-smoke", "fire", 3, {}}, {"injury", "medical", 2, {}}, {"else", "other", 1, {}}}, {}
    };
    BOOST_TEST(kind_of_call("Structure Fire", catalogue) == "fire-smoke");
    BOOST_TEST(kind_of_call("Medical Incident", catalogue) == "injury");
    BOOST_TEST(kind_of_call("robbery", catalogue) == "else");
    BOOST_TEST(kind_of_call("never heard of", catalogue) == "else");
    BOOST_TEST(kind_of_call("Structure Fire", {}).empty());
}

BOOST_AUTO_TEST_CASE(the_real_tracks_are_read_whole) {
    const std::string path = data_file("tracks.csv.gz");
    if (path.empty()) {
        return;
    }
    const auto tracks = tracks_from_file(path);
    BOOST_TEST(tracks.size() == 933U);
    std::size_t fixes = 0;
    for (const Track& track : tracks) {
        fixes += track.fixes.size();
    }
    BOOST_TEST(fixes == 324'780U);
}

BOOST_AUTO_TEST_CASE(the_real_tracks_fit_the_real_district) {
    const std::string outline_path = data_file("chaoyang_district.geojson");
    const std::string path = data_file("tracks.csv.gz");
    if (path.empty() || outline_path.empty()) {
        return;
    }
    const Outline outline = Outline::from_file(outline_path);
    const auto tracks = tracks_from_file(path);
    Random random(1);
    std::size_t outside = 0;
    std::size_t fixes = 0;
    for (std::size_t i = 0; i < tracks.size(); i += 20) {
        outside += fit_track(tracks[i], outline, random).outside;
        fixes += tracks[i].fixes.size();
    }
    BOOST_TEST(outside * 50 < fixes);
}

BOOST_AUTO_TEST_CASE(the_real_calls_fall_into_the_district_as_their_description_says) {
    const std::string outline_path = data_file("chaoyang_district.geojson");
    const std::string path = data_file("incidents_sf.csv.gz");
    if (path.empty() || outline_path.empty()) {
        return;
    }
    const auto calls = calls_from_file(path);
    BOOST_TEST(calls.size() == 3560U);
    const GeoBox box = box_of_calls(calls);
    BOOST_TEST(box.west == -122.515);
    const Outline outline = Outline::from_file(outline_path);
    const GeoBox target = target_box(outline);
    BOOST_TEST(target.west == 116.34, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(target.north == 40.11, boost::test_tools::tolerance(1e-9));
    const auto moved = move_calls(calls, box, outline);
    const double share = static_cast<double>(moved.size()) / static_cast<double>(calls.size());
    BOOST_TEST(share == 0.77, boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_CASE(who_goes_a_track_there_and_back_is_at_the_last_fix_before) {
    Track track;
    for (const int i : {0, 1, 2}) {
        track.fixes.push_back({1'000'000 + i * 5'000, {39.9 + i, 116.4}});
    }
    const auto at = [&](std::int64_t gone_ms) { return there_and_back(track, gone_ms).lat; };
    BOOST_TEST(at(0) == 39.9);
    BOOST_TEST(at(4'999) == 39.9);
    BOOST_TEST(at(5'000) == 40.9);
    BOOST_TEST(at(10'000) == 41.9);
    BOOST_TEST(at(10'001) == 40.9);
    BOOST_TEST(at(15'000) == 40.9);
    BOOST_TEST(at(15'001) == 39.9);
    BOOST_TEST(at(20'000) == 39.9);
    BOOST_TEST(at(25'000) == 40.9);
}

BOOST_AUTO_TEST_SUITE_END()
