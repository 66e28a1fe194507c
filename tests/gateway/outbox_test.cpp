#include "server/gateway/outbox.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>

namespace {

using namespace dageng;
using gateway::Frame;
using gateway::Outbox;

using bus::shared;

} // namespace

BOOST_AUTO_TEST_SUITE(outbox)

BOOST_AUTO_TEST_CASE(what_waits_is_counted_in_frames_and_bytes) {
    Outbox box;
    box.push({"head", shared("rest!")});
    box.push({{}, shared("xyz")});
    BOOST_TEST(box.frames() == 2U);
    BOOST_TEST(box.bytes() == 12U);
    BOOST_TEST(box.pop()->head == "head");
    BOOST_TEST(box.frames() == 1U);
    BOOST_TEST(box.bytes() == 3U);
    BOOST_TEST(*box.pop()->rest == "xyz");
    BOOST_TEST(box.bytes() == 0U);
    BOOST_TEST(!box.pop());
}

BOOST_AUTO_TEST_CASE(a_slot_holds_its_newest_frame_in_its_first_place) {
    Outbox box;
    BOOST_TEST(!box.push_moment(1, shared("a"), 10));
    BOOST_TEST(!box.push_moment(2, shared("b"), 10));
    BOOST_TEST(box.push_moment(1, shared("c"), 10));
    BOOST_TEST(*box.pop()->rest == "c");
    BOOST_TEST(*box.pop()->rest == "b");
    BOOST_TEST(!box.pop());
}

BOOST_AUTO_TEST_CASE(dropped_moments_do_not_come) {
    Outbox box;
    box.push_moment(1, shared("a"), 10);
    box.drop_moments();
    BOOST_TEST(!box.pop());
}

BOOST_AUTO_TEST_SUITE_END()
