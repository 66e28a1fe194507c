#include "server/app/catalogue_file.hpp"
#include "tests/app/scratch_file.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using dageng::app::read_catalogue;
using dageng::app::tests::ScratchFile;
using dageng::protocol::Catalogue;

namespace {

/// A small catalogue without fault; line numbers in the tests below count from its first line.
const std::string good = R"(district = "朝阳区"
code = "CY"
utc_offset_min = 480
place_age_s = 120
duty_s = 14400

[[category]]
category = "patrol"
name = { zh = "巡防", en = "Patrol" }
shape = "shield"

[[plan]]
kind = "fire"
name = { zh = "着火", en = "Fire" }
icon = "fire"
priority = 2
eligible = ["patrol"]
wanted = 2
waves = [
    { radius_m = 500, ask = 5, seconds = 60 },
    { radius_m = 900, ask = 7, seconds = 60 },
]
offer_s = 60
reach_s = 3
arrival_m = 50
max_age_s = 1800
brief = { zh = "做", en = "Do" }
bring = { zh = "带", en = "Bring" }
caution = { zh = "不", en = "Don't" }

[[disposition]]
disposition = "resolved"
name = { zh = "已处置", en = "Dealt with" }
outcome = { zh = "好了", en = "Done" }
)";

std::string with(std::string from, const std::string& to, std::string text = good) {
    const auto at = text.find(from);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, from);
    return text.replace(at, from.size(), to);
}

void refused(const std::string& text, const std::string& expected) {
    const ScratchFile file{text};
    const auto catalogue = read_catalogue(file.path());
    BOOST_REQUIRE_MESSAGE(!catalogue, expected);
    std::string told = catalogue.refusal().detail;
    for (auto at = told.find(file.name()); at != std::string::npos; at = told.find(file.name())) {
        told.replace(at, file.name().size(), "<file>");
    }
    BOOST_TEST(told == "<file>:" + expected);
}

} // namespace

BOOST_AUTO_TEST_SUITE(catalogue_file)

BOOST_AUTO_TEST_CASE(a_catalogue_is_read_whole) {
    const ScratchFile file{good};
    const auto catalogue = read_catalogue(file.path());
    BOOST_REQUIRE(bool{catalogue});
    BOOST_TEST(catalogue->version == 0U);
    BOOST_TEST(catalogue->district.value == "朝阳区");
    BOOST_TEST(catalogue->code.value == "CY");
    BOOST_TEST(catalogue->utc_offset_min.value == 480);
    BOOST_TEST(catalogue->place_age_s.value == 120);
    BOOST_TEST(catalogue->duty_s.value == 14400);
    BOOST_REQUIRE(catalogue->plans.items.size() == 1U);
    const auto& plan = catalogue->plans.items.front();
    BOOST_TEST(plan.kind.value == "fire");
    BOOST_TEST(plan.priority.value == 2);
    BOOST_REQUIRE(plan.waves.items.size() == 2U);
    BOOST_TEST(plan.waves.items.back().radius_m.value == 900);
    BOOST_TEST(plan.caution.en.value == "Don't");
    BOOST_TEST(catalogue->categories.items.front().shape.value == "shield");
    BOOST_TEST(catalogue->dispositions.items.front().outcome.zh.value == "好了");
}

BOOST_AUTO_TEST_CASE(values_outside_their_limits_are_refused) {
    refused(
        with("priority = 2", "priority = 6"),
        "16:12: plan[0].priority: expected a whole number from 1 to 5, got 6"
    );
    refused(
        with("radius_m = 500", "radius_m = 5.5"),
        "20:18: plan[0].waves[0].radius_m: expected a whole number from 50 to 50000, got 5.5"
    );
    refused(
        with("kind = \"fire\"", "kind = \"Fire!\""),
        "13:8: plan[0].kind: expected a name of 1 to 40 of a-z, 0-9 and -, got \"Fire!\""
    );
    refused(
        with("code = \"CY\"", "code = \"CHAOYANG\""),
        "2:8: code: expected a text of 1 to 6 characters, got \"CHAOYANG\""
    );
    refused(
        with("en = \"Do\"", "en = \"tab\\there\""),
        R"(27:26: plan[0].brief.en: expected a text of 1 to 200 characters, got "tab\there")"
    );
}

BOOST_AUTO_TEST_CASE(text_is_counted_in_characters_not_bytes) {
    std::string long_enough;
    for (int i = 0; i < 200; ++i) {
        long_enough += "打";
    }
    const ScratchFile file{with("zh = \"做\"", "zh = \"" + long_enough + "\"")};
    BOOST_TEST(bool{read_catalogue(file.path())});
    const ScratchFile longer{with("zh = \"做\"", "zh = \"" + long_enough + "更\"")};
    BOOST_TEST(!read_catalogue(longer.path()));
}

BOOST_AUTO_TEST_CASE(what_is_missing_or_unknown_is_refused) {
    refused(with("icon = \"fire\"\n", ""), "12:1: plan[0].icon: expected this key");
    refused(
        with("shape =", "form ="),
        "7:1: category[0].shape: expected this key\n" +
            std::string{"<file>:10:1: category[0].form: unknown key; expected one of category, "
                        "name, shape"}
    );
}

BOOST_AUTO_TEST_CASE(both_languages_must_be_there) {
    refused(
        with("name = { zh = \"着火\", en = \"Fire\" }", "name = { zh = \"着火\" }"),
        "14:8: plan[0].name.en: expected this key"
    );
    refused(
        with("name = { zh = \"着火\", en = \"Fire\" }", "name = \"着火\""),
        R"(14:8: plan[0].name: expected both languages, as { zh = "…", en = "…" })"
    );
}

BOOST_AUTO_TEST_CASE(an_eligible_category_must_be_one_and_once) {
    refused(
        with("[\"patrol\"]", "[\"patrol\", \"patroll\"]"),
        "17:12: plan[0].eligible: expected a category of this file: patroll"
    );
    refused(
        with("[\"patrol\"]", "[\"patrol\", \"patrol\"]"),
        "17:12: plan[0].eligible: expected each category once: patrol"
    );
}

BOOST_AUTO_TEST_CASE(waves_must_grow_and_suffice) {
    refused(
        with("radius_m = 900", "radius_m = 500"),
        "19:9: plan[0].waves: expected each radius_m to be larger than the one before"
    );
    refused(
        with("ask = 7", "ask = 4"),
        "19:9: plan[0].waves: expected no ask to be smaller than the one before"
    );
    refused(
        with("wanted = 2", "wanted = 8"),
        "19:9: plan[0].waves: expected the last ask to be at least what is wanted"
    );
}

BOOST_AUTO_TEST_CASE(who_is_wanted_must_be_asked_and_the_reverse) {
    const auto begin = good.find("waves = [");
    const auto end = good.find("offer_s");
    std::string without = good;
    without.replace(begin, end - begin, "waves = []\n");
    refused(without, "19:9: plan[0].waves: expected at least one, since people are wanted");
    refused(
        with("wanted = 2", "wanted = 0"),
        "19:9: plan[0].waves: expected none, since nobody is wanted"
    );
    refused(
        with("[\"patrol\"]", "[]"),
        "17:12: plan[0].eligible: expected at least one category, since people are wanted"
    );
    const ScratchFile nobody{with("wanted = 2", "wanted = 0", with("[\"patrol\"]", "[]", without))};
    BOOST_TEST(bool{read_catalogue(nobody.path())});
}

BOOST_AUTO_TEST_CASE(a_phone_must_be_reached_before_the_offer_ends) {
    refused(
        with("reach_s = 3", "reach_s = 60"), "24:11: plan[0].reach_s: expected less than offer_s"
    );
}

BOOST_AUTO_TEST_CASE(names_must_differ) {
    const std::string plan =
        good.substr(good.find("[[plan]]"), good.find("[[disposition]]") - good.find("[[plan]]"));
    refused(
        with("[[disposition]]", plan + "[[disposition]]"),
        "32:8: plan[1].kind: expected a name of its own: fire"
    );
    refused(
        good + good.substr(good.find("[[disposition]]")),
        "36:15: disposition[1].disposition: expected a name of its own: resolved"
    );
}

BOOST_AUTO_TEST_CASE(a_shape_must_be_one_that_the_maps_draw) {
    refused(
        with("\"shield\"", "\"blob\""),
        "10:9: category[0].shape: expected one of circle, shield, square, house, triangle, "
        "hexagon, "
        "star"
    );
}

BOOST_AUTO_TEST_CASE(something_of_each_must_be_there) {
    const auto begin = good.find("[[disposition]]");
    refused(
        "disposition = []\n" + good.substr(0, begin),
        "1:1: disposition[0].disposition: expected at least one"
    );
}

BOOST_AUTO_TEST_CASE(a_category_may_say_how_its_people_get_about) {
    const ScratchFile plain{good};
    BOOST_TEST(!read_catalogue(plain.path())->categories.items[0].mode.has_value());
    const ScratchFile by_bicycle{
        with("shape = \"shield\"", "shape = \"shield\"\nmode = \"bicycle\"")
    };
    const auto catalogue = read_catalogue(by_bicycle.path());
    BOOST_REQUIRE(static_cast<bool>(catalogue));
    BOOST_TEST((catalogue->categories.items[0].mode == dageng::protocol::TravelMode::bicycle));
    refused(
        with("shape = \"shield\"", "shape = \"shield\"\nmode = \"horse\""),
        "11:8: category[0].mode: expected one of foot, bicycle, car, got \"horse\""
    );
}

BOOST_AUTO_TEST_SUITE_END()
