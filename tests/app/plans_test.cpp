#include "server/app/catalogue_file.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

using dageng::app::read_catalogue;
using dageng::protocol::Bilingual;
using dageng::protocol::Catalogue;
using dageng::protocol::Plan;

/// The district's own file, as it is given out.
namespace {

const Catalogue& catalogue() {
    static const Catalogue read = [] {
        const auto result = read_catalogue("config/plans.toml");
        BOOST_REQUIRE_MESSAGE(bool{result}, (result ? "" : result.refusal().detail));
        return *result;
    }();
    return read;
}

std::vector<Bilingual> all_sentences() {
    std::vector<Bilingual> all;
    for (const auto& category : catalogue().categories.items) {
        all.push_back(category.name);
    }
    for (const auto& plan : catalogue().plans.items) {
        all.insert(all.end(), {plan.name, plan.brief, plan.bring, plan.caution});
    }
    for (const auto& training : catalogue().trainings.items) {
        all.push_back(training.name);
    }
    for (const auto& disposition : catalogue().dispositions.items) {
        all.insert(all.end(), {disposition.name, disposition.outcome});
    }
    for (const auto& target : catalogue().referrals->targets.items) {
        all.insert(all.end(), {target.name, target.outcome});
    }
    return all;
}

bool only_officers(const Plan& plan) {
    for (const auto& level : plan.levels.items) {
        for (const auto& need : level.needs.items) {
            const auto& categories = need.categories.items;
            if (categories.size() != 1 || categories.front().value != "officer") {
                return false;
            }
        }
    }
    return !plan.levels.items.empty();
}

const Plan& plan_of(std::string_view kind) {
    const auto& plans = catalogue().plans.items;
    const auto found = std::find_if(plans.begin(), plans.end(), [&](const Plan& plan) {
        return plan.kind.value == kind;
    });
    BOOST_REQUIRE(found != plans.end());
    return *found;
}

} // namespace

BOOST_AUTO_TEST_SUITE(plans)

BOOST_AUTO_TEST_CASE(the_file_is_good_and_has_all_kinds_and_categories) {
    BOOST_TEST(catalogue().plans.items.size() == 20U);
    BOOST_TEST(catalogue().categories.items.size() == 7U);
    BOOST_TEST(catalogue().dispositions.items.size() >= 8U);
}

BOOST_AUTO_TEST_CASE(what_may_be_violent_or_dangerous_is_for_officers_only) {
    for (const char* kind : {"tailing", "child-danger", "fight", "unattended-object", "fraud"}) {
        BOOST_TEST(only_officers(plan_of(kind)), kind);
    }
}

BOOST_AUTO_TEST_CASE(no_sentence_asks_to_seize_to_follow_or_to_stop_anybody) {
    for (const Bilingual& sentence : all_sentences()) {
        for (const char* word : {"抓", "追", "拦", "你", "！", "!"}) {
            BOOST_TEST(sentence.zh.value.find(word) == std::string::npos, sentence.zh.value);
            BOOST_TEST(sentence.en.value.find(word) == std::string::npos, sentence.en.value);
        }
    }
}

BOOST_AUTO_TEST_CASE(sentences_end_with_a_full_stop) {
    for (const Plan& plan : catalogue().plans.items) {
        for (const Bilingual* sentence : {&plan.brief, &plan.bring, &plan.caution}) {
            BOOST_TEST(sentence->zh.value.ends_with("。"), sentence->zh.value);
            BOOST_TEST(sentence->en.value.ends_with("."), sentence->en.value);
        }
    }
}

BOOST_AUTO_TEST_CASE(at_priority_1_who_says_nothing_is_replaced_within_the_minute) {
    for (const Plan& plan : catalogue().plans.items) {
        if (plan.priority.value == 1) {
            BOOST_TEST(plan.offer_s.value < 60, plan.kind.value);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_icon_is_a_symbol_of_the_pages_sprite) {
    std::ifstream file{"web/shared/icons.svg"};
    const std::string sprite{std::istreambuf_iterator<char>{file}, {}};
    BOOST_REQUIRE(!sprite.empty());
    for (const Plan& plan : catalogue().plans.items) {
        const std::string symbol = "id=\"k-" + plan.icon.value + "\"";
        BOOST_TEST(sprite.find(symbol) != std::string::npos, symbol);
    }
}

BOOST_AUTO_TEST_SUITE_END()
