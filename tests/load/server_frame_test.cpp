#include "load-tests/client/client_frames.hpp"
#include "load-tests/client/server_frame.hpp"
#include "load-tests/generate/tip_ledger.hpp"
#include "protocol/session_messages.hpp"

#include <boost/test/unit_test.hpp>

using namespace dageng::load;
using dageng::protocol::LatLon;

BOOST_AUTO_TEST_SUITE(server_frames)

BOOST_AUTO_TEST_CASE(a_position_is_written_as_the_protocol_says) {
    dageng::protocol::Position position;
    position.at = lat_lon(39.9219, 116.4436);
    position.accuracy_m.value = 10;
    position.made_at = {1'700'000'000'123};
    std::string frame;
    write_frame(frame, position, {}, position.made_at);
    BOOST_TEST(
        frame ==
        R"({"type":"position","data":{"at":{"lat":39.9219,"lon":116.4436},"accuracy_m":10,)"
        R"("made_at":"2023-11-14T22:13:20.123Z"}})"
    );
}

BOOST_AUTO_TEST_CASE(an_offer_is_read_with_its_number_and_place) {
    FrameParser parser;
    const auto frame = parser.parse(
        R"({"type":"offer","n":4711,"prev":4630,"data":{"assignment":9,"incident":8,)"
        R"("place":{"at":{"lat":39.1234567,"lon":116.7654321},"accuracy_m":20},"distance_m":321,)"
        R"("state":"offered"}})"
    );
    BOOST_TEST_REQUIRE(frame.has_value());
    BOOST_TEST(frame->type == "offer");
    BOOST_TEST(frame->n == 4711U);
    const auto offer = parser.assignment(frame->data);
    BOOST_TEST_REQUIRE(offer.has_value());
    BOOST_TEST(offer->assignment == 9U);
    BOOST_TEST(offer->incident == 8U);
    BOOST_TEST(offer->distance_m == 321);
    BOOST_TEST(offer->state == "offered");
    BOOST_TEST((offer->place == LatLon{391'234'567, 1'167'654'321}));
}

BOOST_AUTO_TEST_CASE(answers_errors_and_nonsense_are_told_apart) {
    FrameParser parser;
    const auto error =
        parser.parse(R"({"type":"error","id":"a-1","error":{"code":"busy","detail":"later"}})");
    BOOST_TEST_REQUIRE(error.has_value());
    BOOST_TEST(error->id == "a-1");
    BOOST_TEST(error->error_code == "busy");
    BOOST_TEST(error->error_detail == "later");
    BOOST_TEST(!parser.parse("[1,2]").has_value());
    BOOST_TEST(!parser.parse(R"({"n":1})").has_value());
    BOOST_TEST(!parser.parse("").has_value());
    BOOST_TEST(frame_type(R"({"type":"tile","x":1})") == "tile");
    BOOST_TEST(frame_type(R"({"id":"x","type":"ok"})").empty());
}

BOOST_AUTO_TEST_CASE(the_catalogue_is_found_among_the_items_of_a_snapshot) {
    FrameParser parser;
    const auto catalogue = parser.catalogue(
        R"({"type":"snapshot","items":[{"type":"duty-changed","data":{"on":false}},)"
        R"({"type":"catalogue","data":{"plans":[{"kind":"fire","icon":"fire","levels":[)"
        R"({"needs":[{"count":1,"categories":["officer"]},)"
        R"({"count":2,"categories":["community-volunteer"]}]}]},)"
        R"({"kind":"panic","icon":"panic","levels":[],"by_rule_only":true}],"dispositions":[{"disposition":"done"}]}}]})"
    );
    BOOST_TEST_REQUIRE(catalogue.has_value());
    BOOST_TEST_REQUIRE(catalogue->plans.size() == 1U);
    BOOST_TEST(catalogue->plans[0].kind == "fire");
    BOOST_TEST(catalogue->plans[0].wanted == 3);
    BOOST_TEST(catalogue->plans[0].eligible.size() == 2U);
    BOOST_TEST(catalogue->dispositions.at(0) == "done");
    BOOST_TEST(!parser.catalogue(R"({"type":"snapshot","items":[]})").has_value());
}

BOOST_AUTO_TEST_CASE(a_tip_is_timed_from_its_schedule_to_the_first_offer_only) {
    TipLedger ledger(1);
    const Moment due{};
    const LatLon place = lat_lon(39.9, 116.4);
    BOOST_TEST(ledger.is_free(place));
    const std::string id = ledger.begin(place, due, true);
    BOOST_TEST(!ledger.is_free(place));
    ledger.answered(id, true, due + std::chrono::milliseconds{3});
    ledger.answered(id, true, due + std::chrono::milliseconds{9});
    ledger.answered("somebody-else-1", true, due);
    ledger.offered(place, due + std::chrono::milliseconds{5});
    ledger.offered(place, due + std::chrono::milliseconds{7});
    ledger.offered(lat_lon(1, 1), due);
    BOOST_TEST(ledger.figures().to_ok.count() == 1U);
    BOOST_TEST(ledger.figures().to_ok.max() == 3'000'000);
    BOOST_TEST(ledger.figures().to_offer.count() == 1U);
    BOOST_TEST(ledger.figures().to_offer.max() == 5'000'000);
    ledger.begin(lat_lon(2, 2), due, true);
    ledger.begin(lat_lon(3, 3), due, false);
    BOOST_TEST(ledger.figures().counted == 2U);
    BOOST_TEST(ledger.figures().unanswered == 1U);
    BOOST_TEST(ledger.figures().without_offer() == 1U);
}

BOOST_AUTO_TEST_CASE(a_new_window_counts_no_tips_of_the_one_before) {
    TipLedger ledger(1);
    const Moment due{};
    const LatLon early = lat_lon(39.9, 116.4);
    const LatLon late = lat_lon(39.8, 116.4);
    const std::string early_id = ledger.begin(early, due, true);
    BOOST_TEST(ledger.take().counted == 1U);
    const std::string late_id = ledger.begin(late, due, true);
    ledger.answered(early_id, true, due);
    ledger.offered(early, due);
    BOOST_TEST(ledger.figures().unanswered == 1U);
    ledger.answered(late_id, false, due);
    ledger.offered(late, due);
    const TipFigures figures = ledger.take();
    BOOST_TEST(figures.counted == 1U);
    BOOST_TEST(figures.refused == 1U);
    BOOST_TEST(figures.unanswered == 0U);
    BOOST_TEST(figures.to_ok.count() == 0U);
    BOOST_TEST(figures.to_offer.count() == 1U);
    BOOST_TEST(figures.without_offer() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
