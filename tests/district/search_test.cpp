#include "server/district/sealing.hpp"
#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Searches: the leader puts them on record, the views look, and who asked is shown what was found.
using namespace dageng;
using namespace dageng::test;

namespace {

struct Desks : Rig {
    Desks() {
        account("reporter", Role::resident);
        account("desk", Role::dispatcher);
        account("other-desk", Role::dispatcher);
        account("map", Role::supervisor);
        desk = watching("desk");
        other_desk = watching("other-desk");
        map = watching("map");
        tip(connect("reporter"), "a grey coat");
    }

    bus::SessionId watching(const std::string& name) {
        const auto session = connect(name);
        protocol::WatchMap view;
        view.south_west = metres(-1'000, -1'000);
        view.north_east = metres(1'000, 1'000);
        view.metres_per_pixel = {5};
        send(bus::MapWatched{session, {"watch-map"}, view});
        durable();
        return session;
    }

    static protocol::SearchIncidents words(std::string text) {
        protocol::SearchIncidents query;
        query.words = protocol::SearchWords{protocol::Text<0, 100>{std::move(text)}};
        return query;
    }

    bus::SessionId desk = 0;
    bus::SessionId other_desk = 0;
    bus::SessionId map = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(search, Desks)

BOOST_AUTO_TEST_CASE(what_is_found_is_shown_to_who_looked_for_it_and_to_nobody_else) {
    const auto again = watching("desk");
    const Json answer = ask(desk, words("Grey COAT"), "search-command-1");
    BOOST_TEST(answer.at("search") == "search-command-1");
    show();
    for (const auto session : {desk, again}) {
        const auto found = gateway.moments(session, "incidents-found");
        BOOST_TEST_REQUIRE(found.size() == 1U);
        BOOST_TEST(found[0].at("search") == "search-command-1");
        BOOST_TEST(found[0].at("found").size() == 1U);
        BOOST_TEST(found[0].at("found").at(0).at("by") == "tips");
        BOOST_TEST(found[0].dump().find("coat") == std::string::npos);
    }
    BOOST_TEST(gateway.moments(other_desk, "incidents-found").empty());
    BOOST_TEST(gateway.moments(map, "incidents-found").empty());
}

BOOST_AUTO_TEST_CASE(a_search_that_is_sent_again_is_answered_again_and_stands_on_record_once) {
    ask(desk, words("grey"), "search-command-1");
    const std::string once = records();
    ask(desk, words("grey"), "search-command-1");
    BOOST_TEST(records() == once);
    show();
    BOOST_TEST(gateway.moments(desk, "incidents-found").size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_words_are_in_no_record_and_the_fingerprint_tells_whether_it_was_these) {
    ask(desk, words("Zhang  the reporter"));
    const std::string all = records();
    BOOST_TEST(all.find("incidents-searched") != std::string::npos);
    BOOST_TEST(all.find("hang") == std::string::npos);
    const auto hash = district::searched_fingerprint("the REPORTER zhang", vault);
    BOOST_TEST(all.find(hash) != std::string::npos);
    BOOST_TEST(
        all.find(district::searched_fingerprint("li the reporter", vault)) == std::string::npos
    );
    BOOST_TEST(district::searched_fingerprint(" ", vault).empty());
}

BOOST_AUTO_TEST_CASE(only_a_dispatcher_may_search) {
    BOOST_TEST(ask(map, words("coat")) == "not-allowed");
    BOOST_TEST(ask(connect("reporter"), words("coat")) == "not-allowed");
}

BOOST_AUTO_TEST_CASE(a_new_search_takes_the_place_of_one_that_is_not_through) {
    ask(desk, words("nothing like it"), "search-command-1");
    ask(desk, words("coat"), "search-command-2");
    show();
    const auto found = gateway.moments(desk, "incidents-found");
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found[0].at("search") == "search-command-2");
}

BOOST_AUTO_TEST_SUITE_END()
