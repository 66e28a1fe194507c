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
rest_s = 1800
alerts_a_day = 8
near_equal_m = 50

[[category]]
category = "patrol"
name = { zh = "巡防", en = "Patrol" }
shape = "shield"

[[training]]
training = "first-aid"
name = { zh = "急救", en = "First aid" }

[[unit]]
unit = "north"
name = { zh = "北街", en = "North" }

[[plan]]
kind = "fire"
name = { zh = "着火", en = "Fire" }
icon = "fire"
priority = 2
offer_s = 60
reach_s = 3
arrival_m = 50
max_age_s = 1800
keep_away_m = 300
prior = { accepting = 3, asked = 10 }
confidence = 900
officers = { radius_m = 3000, ask = 3, seconds = 60 }
brief = { zh = "做", en = "Do" }
bring = { zh = "带", en = "Bring" }
caution = { zh = "不", en = "Don't" }

[[plan.level]]
needs = [{ count = 2, categories = ["patrol"] }]
waves = [
    { radius_m = 500, ask = 5, seconds = 60 },
    { radius_m = 900, ask = 7, seconds = 60 },
]

[[plan.level]]
needs = [{ count = 1, categories = ["patrol"], trainings = ["first-aid"], units = ["north"] }]
waves = [{ radius_m = 1500, ask = 9, seconds = 60 }]

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
    BOOST_REQUIRE(plan.levels.items.size() == 2U);
    const auto& first = plan.levels.items[0];
    BOOST_TEST(first.needs.items.at(0).count.value == 2);
    BOOST_REQUIRE(first.waves.items.size() == 2U);
    BOOST_TEST(first.waves.items.back().radius_m.value == 900);
    const auto& second = plan.levels.items[1].needs.items.at(0);
    BOOST_TEST(second.trainings.items.at(0).value == "first-aid");
    BOOST_TEST(second.units.items.at(0).value == "north");
    BOOST_TEST(plan.officers->radius_m.value == 3000);
    BOOST_TEST(plan.keep_away_m.value == 300);
    BOOST_TEST(plan.prior.accepting.value == 3);
    BOOST_TEST(plan.confidence.value == 900);
    BOOST_TEST(catalogue->rest_s.value == 1800);
    BOOST_TEST(catalogue->alerts_a_day.value == 8);
    BOOST_TEST(plan.caution.en.value == "Don't");
    BOOST_TEST(catalogue->categories.items.front().shape.value == "shield");
    BOOST_TEST(catalogue->dispositions.items.front().outcome.zh.value == "好了");
}

BOOST_AUTO_TEST_CASE(a_level_may_tell_units_that_the_file_has) {
    const std::string waves = "waves = [\n    { radius_m = 500";
    const ScratchFile file{with(waves, "notify = [\"north\"]\n" + waves)};
    const auto catalogue = read_catalogue(file.path());
    BOOST_REQUIRE(bool{catalogue});
    const auto& levels = catalogue->plans.items.front().levels.items;
    BOOST_TEST(levels[0].notify.value().items.at(0).value == "north");
    BOOST_TEST(!levels[1].notify.has_value());
    refused(
        with(waves, "notify = [\"south\"]\n" + waves),
        "42:10: plan[0].level[0].notify: expected a unit of this file: south"
    );
}

BOOST_AUTO_TEST_CASE(limits_and_escalation_are_read_and_name_what_the_file_has) {
    const std::string limits = "\n[[limits]]\npriority = 1\nacknowledge_s = 30\narrive_s = 300\n";
    const std::string step = "[escalation]\nagain_s = 300\n[[escalation.step]]\nafter_s = 5\n"
                             "name = { zh = \"值班\", en = \"On call\" }\n";
    const ScratchFile file{good + limits + step + "units = [\"north\"]\n"};
    const auto catalogue = read_catalogue(file.path());
    BOOST_REQUIRE(bool{catalogue});
    const auto& one = catalogue->limits.value().items.at(0);
    BOOST_TEST(one.acknowledge_s.value().value == 30);
    BOOST_TEST(!one.accept_s.has_value());
    const auto& first = catalogue->escalation.value().steps.items.at(0);
    BOOST_TEST(first.after_s.value == 5);
    BOOST_TEST(first.units.items.at(0).value == "north");
    BOOST_TEST(!first.supervisors);
    const auto faulty = [](const std::string& text) {
        const ScratchFile wrong{text};
        const auto read = read_catalogue(wrong.path());
        return read ? std::string{} : read.refusal().detail;
    };
    const auto holds = [](const std::string& text, std::string_view piece) {
        return text.find(piece) != std::string::npos;
    };
    BOOST_TEST(holds(faulty(good + limits + limits), "expected each priority once"));
    BOOST_TEST(holds(faulty(good + step), "expected units or supervisors, since nobody is called"));
    BOOST_TEST(
        holds(faulty(good + step + "units = [\"south\"]\n"), "expected a unit of this file: south")
    );
}

BOOST_AUTO_TEST_CASE(check_ins_may_be_left_out_and_leave_time_for_their_warning) {
    const std::string asking = "max_age_s = 1800\ncheck_in_s = 1200\nby_rule_only = true";
    const ScratchFile file{with("max_age_s = 1800", asking)};
    const auto catalogue = read_catalogue(file.path());
    BOOST_REQUIRE(bool{catalogue});
    BOOST_TEST(catalogue->plans.items.front().check_in_s.value().value == 1200);
    BOOST_TEST(catalogue->plans.items.front().by_rule_only);
    const ScratchFile without{good};
    BOOST_TEST(!read_catalogue(without.path())->plans.items.front().check_in_s.has_value());
    refused(
        with("max_age_s = 1800", "max_age_s = 1800\nby_rule_only = 1"),
        "32:16: plan[0].by_rule_only: expected true or false, found 1"
    );
}

BOOST_AUTO_TEST_CASE(values_outside_their_limits_are_refused) {
    refused(
        with("priority = 2", "priority = 6"),
        "27:12: plan[0].priority: expected a whole number from 1 to 5, got 6"
    );
    refused(
        with("radius_m = 500", "radius_m = 5.5"),
        "43:18: plan[0].level[0].waves[0].radius_m: expected a whole number from 50 to 50000, got "
        "5.5"
    );
    refused(
        with("kind = \"fire\"", "kind = \"Fire!\""),
        "24:8: plan[0].kind: expected a name of 1 to 40 of a-z, 0-9 and -, got \"Fire!\""
    );
    refused(
        with("code = \"CY\"", "code = \"CHAOYANG\""),
        "2:8: code: expected a text of 1 to 6 characters, got \"CHAOYANG\""
    );
    refused(
        with("en = \"Do\"", "en = \"tab\\there\""),
        R"(36:26: plan[0].brief.en: expected a text of 1 to 200 characters, got "tab\there")"
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
    refused(with("icon = \"fire\"\n", ""), "23:1: plan[0].icon: expected this key");
    refused(
        with("shape =", "form ="),
        "10:1: category[0].shape: expected this key\n" +
            std::string{"<file>:13:1: category[0].form: unknown key; expected one of category, "
                        "name, shape, mode"}
    );
}

BOOST_AUTO_TEST_CASE(both_languages_must_be_there) {
    refused(
        with("name = { zh = \"着火\", en = \"Fire\" }", "name = { zh = \"着火\" }"),
        "25:8: plan[0].name.en: expected this key"
    );
    refused(
        with("name = { zh = \"着火\", en = \"Fire\" }", "name = \"着火\""),
        R"(25:8: plan[0].name: expected both languages, as { zh = "…", en = "…" })"
    );
}

BOOST_AUTO_TEST_CASE(a_need_must_name_what_the_file_knows_and_once) {
    refused(
        with("[\"patrol\"] }]", "[\"patrol\", \"patroll\"] }]"),
        "41:36: plan[0].level[0].needs[0].categories: expected a category of this file: patroll"
    );
    refused(
        with("[\"patrol\"] }]", "[\"patrol\", \"patrol\"] }]"),
        "41:36: plan[0].level[0].needs[0].categories: expected each category once: patrol"
    );
    refused(
        with("trainings = [\"first-aid\"]", "trainings = [\"diving\"]"),
        "48:60: plan[0].level[1].needs[0].trainings: expected a training of this file: diving"
    );
    refused(
        with("units = [\"north\"]", "units = [\"south\"]"),
        "48:83: plan[0].level[1].needs[0].units: expected a unit of this file: south"
    );
}

BOOST_AUTO_TEST_CASE(a_need_that_nobody_can_meet_is_refused) {
    refused(
        with("[\"patrol\"] }]", "[] }]"),
        "41:36: plan[0].level[0].needs[0].categories: expected at least one category, since nobody "
        "could meet this need"
    );
}

BOOST_AUTO_TEST_CASE(a_wave_must_reach_somebody_new_from_level_to_level_too) {
    refused(
        with("radius_m = 900", "radius_m = 500"),
        "44:5: plan[0].level[0].waves[1]: expected a larger radius_m than the wave before has"
    );
    refused(
        with("radius_m = 1500", "radius_m = 900"),
        "49:10: plan[0].level[1].waves[0]: expected a larger radius_m than the wave before has"
    );
    refused(
        with("ask = 9", "ask = 6"),
        "49:10: plan[0].level[1].waves[0]: expected no smaller ask than the wave before has"
    );
}

BOOST_AUTO_TEST_CASE(the_last_wave_of_a_level_must_ask_as_many_as_it_wants) {
    refused(
        with("count = 1,", "count = 8,"),
        "47:1: plan[0].level[1]: expected the last ask to be at least what is wanted, 10"
    );
}

BOOST_AUTO_TEST_CASE(officers_are_asked_from_as_far_as_the_last_wave) {
    refused(
        with("radius_m = 3000", "radius_m = 1000"),
        "35:12: plan[0].officers: expected a radius_m no smaller than the last wave has"
    );
}

BOOST_AUTO_TEST_CASE(who_is_wanted_must_be_asked_and_the_reverse) {
    const auto begin = good.find("waves = [\n");
    const auto end = good.find("[[plan.level]]", begin);
    std::string without = good;
    without.erase(begin, end - begin);
    refused(without, "40:1: plan[0].level[0]: expected at least one wave, since people are wanted");
    const auto levels = good.find("[[plan.level]]");
    const std::string none = good.substr(0, levels) + good.substr(good.find("[[disposition]]"));
    refused(
        none,
        "32:15: plan[0].keep_away_m: expected 0, since nobody is sent\n"
        "<file>:35:12: plan[0].officers: expected none, since nobody is wanted"
    );
    const ScratchFile nobody{with(
        "officers = { radius_m = 3000, ask = 3, seconds = 60 }\n",
        "",
        with("keep_away_m = 300", "keep_away_m = 0", none)
    )};
    BOOST_TEST(bool{read_catalogue(nobody.path())});
}

BOOST_AUTO_TEST_CASE(a_prior_holds_no_more_accepting_than_asked) {
    refused(
        with("accepting = 3", "accepting = 11"),
        "33:9: plan[0].prior: expected no more accepting than asked"
    );
}

BOOST_AUTO_TEST_CASE(a_phone_must_be_reached_before_the_offer_ends) {
    refused(
        with("reach_s = 3", "reach_s = 60"), "29:11: plan[0].reach_s: expected less than offer_s"
    );
}

BOOST_AUTO_TEST_CASE(names_must_differ) {
    const std::string plan =
        good.substr(good.find("[[plan]]"), good.find("[[disposition]]") - good.find("[[plan]]"));
    refused(
        with("[[disposition]]", plan + "[[disposition]]"),
        "52:8: plan[1].kind: expected a name of its own: fire"
    );
    refused(
        good + good.substr(good.find("[[disposition]]")),
        "56:15: disposition[1].disposition: expected a name of its own: resolved"
    );
}

BOOST_AUTO_TEST_CASE(a_shape_must_be_one_that_the_maps_draw) {
    refused(
        with("\"shield\"", "\"blob\""),
        "13:9: category[0].shape: expected one of circle, shield, square, house, triangle, "
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
        "14:8: category[0].mode: expected one of foot, bicycle, car, got \"horse\""
    );
}

BOOST_AUTO_TEST_SUITE_END()
