#include "protocol/json_write.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

// Server/engine/notify.cpp: a plan tells units, for their knowledge.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

Catalogue with_posts() {
    Catalogue catalogue = small_catalogue();
    for (const char* unit : {"north-post", "south-post"}) {
        catalogue.units.items.push_back({{unit}, {{unit}, {unit}}});
    }
    auto& levels = catalogue.plans.items[0].levels.items;
    levels[0].notify = List<Slug, 16>{{{"north-post"}}};
    levels[1].notify = List<Slug, 16>{{{"south-post"}}};
    return catalogue;
}

struct Posts {
    Posts() {
        dispatcher = town.person(Role::dispatcher);
        north = on_duty("north-post");
        south = on_duty("south-post");
        off = town.person(member("north-post"));
    }

    static engine::NewPerson member(const char* unit) {
        return {Role::officer, Slug{"officer"}, {}, {}, Slug{unit}};
    }
    PersonId on_duty(const char* unit) { return town.on_duty(metres(4000), member(unit)); }

    std::vector<std::string> told(PersonId person) const {
        std::vector<std::string> said;
        for (const auto& notice : town.told_to(person)) {
            if (notice.type == "unit-notice" || notice.type == "units-notified") {
                said.push_back(notice.data);
            }
        }
        return said;
    }
    bool in_snapshot(PersonId person) const {
        const auto items = engine::snapshot(town.state(), person, opener());
        return std::any_of(items.begin(), items.end(), [](const std::string& item) {
            return item.starts_with("{\"type\":\"unit-notice\"") ||
                   item.starts_with("{\"type\":\"units-notified\"");
        });
    }

    Town town{with_posts()};
    PersonId dispatcher;
    PersonId north;
    PersonId south;
    PersonId off;
};

} // namespace

BOOST_AUTO_TEST_SUITE(notify)

BOOST_AUTO_TEST_CASE(people_on_duty_of_a_levels_units_are_told_kind_and_place_once) {
    Posts posts;
    posts.town.tip(posts.town.person(Role::resident));
    const UnitNotice said{{1}, {"elder-missing"}, Place{centre, {10}}, posts.town.now, {}};
    BOOST_TEST(posts.told(posts.north) == std::vector{to_json(said)});
    BOOST_TEST(posts.told(posts.off).empty());
    BOOST_TEST(posts.told(posts.south).empty());
    posts.town.pass(600'000);
    BOOST_TEST(posts.told(posts.north).size() == 1U);
}

BOOST_AUTO_TEST_CASE(consoles_hear_which_units_and_how_many_of_them_were_on_duty) {
    Posts posts;
    posts.town.tip(posts.town.person(Role::resident));
    const UnitsNotified said{{1}, 1, {{{"north-post"}}}, 1, posts.town.now};
    BOOST_TEST(posts.told(posts.dispatcher) == std::vector{to_json(said)});
    BOOST_TEST(posts.in_snapshot(posts.dispatcher));
    BOOST_TEST(posts.in_snapshot(posts.north));
    BOOST_TEST(!posts.in_snapshot(posts.south));
}

BOOST_AUTO_TEST_CASE(a_raised_alarm_tells_the_higher_levels_units_too) {
    Posts posts;
    posts.town.tip(posts.town.person(Role::resident));
    posts.town.say(posts.dispatcher, RaiseAlarm{{1}, {2}});
    BOOST_TEST(posts.told(posts.north).size() == 1U);
    BOOST_TEST(posts.told(posts.south).size() == 1U);
    BOOST_TEST(engine::digest(posts.town.folded().state()) == posts.town.digest());
}

BOOST_AUTO_TEST_CASE(a_scene_that_moved_is_told_where_it_is_now) {
    Posts posts;
    posts.town.tip(posts.town.person(Role::resident));
    posts.town.say(posts.dispatcher, MoveScene{{1}, Place{metres(900), {20}}, {}});
    BOOST_REQUIRE(posts.told(posts.north).size() == 2U);
    const UnitNotice said{{1}, {"elder-missing"}, Place{metres(900), {20}}, posts.town.now, {}};
    BOOST_TEST(posts.told(posts.north)[1] == to_json(said));
}

BOOST_AUTO_TEST_CASE(a_unit_without_anybody_on_duty_is_told_to_consoles_as_nobody) {
    Posts posts;
    posts.town.say(posts.north, EndDuty{});
    posts.town.tip(posts.town.person(Role::resident));
    const UnitsNotified said{{1}, 1, {{{"north-post"}}}, 0, posts.town.now};
    BOOST_TEST(posts.told(posts.dispatcher) == std::vector{to_json(said)});
}

BOOST_AUTO_TEST_CASE(a_reporter_is_not_told_of_their_own_tip_as_one_of_a_unit) {
    Posts posts;
    posts.town.tip(posts.north);
    BOOST_TEST(posts.told(posts.north).empty());
}

BOOST_AUTO_TEST_CASE(what_is_over_is_in_no_snapshot_of_the_units) {
    Posts posts;
    const auto reporter = posts.town.person(Role::resident);
    posts.town.tip(reporter);
    posts.town.say(posts.dispatcher, CloseIncident{{1}, {"resolved"}, {}, {}});
    BOOST_TEST(!posts.in_snapshot(posts.north));
}

BOOST_AUTO_TEST_SUITE_END()
