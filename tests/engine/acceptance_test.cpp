#include "server/engine/acceptance.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck/boost_test.h>

#include <cmath>
#include <vector>

// Server/engine/acceptance.cpp: what is learnt of accepting, and how many to ask by it.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// How many must be asked at one likelihood so that enough accept.
std::uint32_t asked_number(std::uint32_t wanted, std::uint32_t per_mille, std::int64_t confidence) {
    engine::Odds odds{wanted};
    std::uint32_t asked = 0;
    while (!odds.sure(confidence)) {
        odds.ask(per_mille);
        ++asked;
    }
    return asked;
}

/// The probability that at least so many of these accept, summed over every way to answer.
long double exactly(const std::vector<std::uint32_t>& per_mille, std::uint32_t wanted) {
    long double sum = 0;
    for (std::uint32_t answers = 0; answers < (1U << per_mille.size()); ++answers) {
        long double probability = 1;
        std::uint32_t accepting = 0;
        for (std::size_t i = 0; i < per_mille.size(); ++i) {
            const long double yes = per_mille[i] / 1000.0L;
            const bool accepts = (answers >> i & 1) != 0;
            probability *= accepts ? yes : 1 - yes;
            accepting += accepts ? 1 : 0;
        }
        sum += accepting >= wanted ? probability : 0;
    }
    return sum;
}

const Prior three_of_ten{{3}, {10}};

} // namespace

BOOST_AUTO_TEST_SUITE(acceptance)

BOOST_AUTO_TEST_CASE(at_three_of_ten_seven_are_asked_for_one_and_sixteen_for_three) {
    BOOST_TEST(asked_number(1, 300, 900) == 7U);
    BOOST_TEST(asked_number(2, 300, 900) == 12U);
    BOOST_TEST(asked_number(3, 300, 900) == 16U);
    BOOST_TEST(asked_number(4, 300, 900) == 21U);
    BOOST_TEST(asked_number(2, 900, 900) == 3U);
    BOOST_TEST(asked_number(1, 1000, 999) == 1U);
    BOOST_TEST(asked_number(0, 300, 999) == 0U);
}

RC_BOOST_PROP(it_is_sure_exactly_when_the_sum_over_every_way_to_answer_says_so, ()) {
    const auto per_mille = *rc::gen::resize(
        12, rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange(1U, 1001U))
    );
    const auto wanted = *rc::gen::inRange(0U, 6U);
    const auto confidence = *rc::gen::inRange<std::int64_t>(500, 1000);
    engine::Odds odds{wanted};
    for (const std::uint32_t one : per_mille) {
        odds.ask(one);
    }
    const long double exact = exactly(per_mille, wanted);
    // Nearer than this to the limit rounding may decide.
    RC_PRE(std::abs(exact - confidence / 1000.0L) > 1e-9L);
    RC_ASSERT(odds.sure(confidence) == (exact >= confidence / 1000.0L));
}

BOOST_AUTO_TEST_CASE(before_anything_is_learnt_the_prior_holds_and_experience_outweighs_it) {
    engine::Experience learnt;
    BOOST_TEST(engine::likelihood(three_of_ten, learnt, 20'000) == 300U);
    for (int i = 0; i < 10; ++i) {
        learnt.learn(true, 20'000);
    }
    BOOST_TEST(engine::likelihood(three_of_ten, learnt, 20'000) == 650U);
    for (int i = 0; i < 10'000; ++i) {
        learnt.learn(false, 20'000);
    }
    BOOST_TEST(engine::likelihood(three_of_ten, learnt, 20'000) == 1U);
}

BOOST_AUTO_TEST_CASE(experience_counts_half_after_ninety_days_and_a_quarter_after_twice_that) {
    engine::Experience learnt;
    for (int i = 0; i < 1000; ++i) {
        learnt.learn(i % 2 == 0, 20'000);
    }
    const auto later = learnt.aged(20'090);
    BOOST_TEST(later.asked == learnt.asked / 2);
    BOOST_TEST(later.accepted == learnt.accepted / 2);
    BOOST_TEST(learnt.aged(20'180).asked == learnt.asked / 4);
    const double after_45 = static_cast<double>(learnt.aged(20'045).asked);
    BOOST_TEST(
        after_45 / static_cast<double>(learnt.asked) == std::sqrt(0.5),
        boost::test_tools::tolerance(0.0001)
    );
}

BOOST_AUTO_TEST_CASE(experience_of_long_ago_is_forgotten_and_days_never_go_back) {
    engine::Experience learnt;
    learnt.learn(true, 20'000);
    BOOST_TEST(learnt.aged(40'000).asked == 0U);
    BOOST_TEST(learnt.aged(19'000).asked == learnt.asked);
    BOOST_TEST(engine::likelihood(three_of_ten, learnt, 40'000) == 300U);
}

BOOST_AUTO_TEST_CASE(the_district_learns_by_category_and_hour_and_folds_the_same) {
    Town town;
    const auto near = town.on_duty(metres(100));
    const auto patrol = town.on_duty(metres(200), "patrol");
    town.tip(town.person(Role::resident));
    town.say(near, AcceptOffer{town.current(near)});
    town.say(patrol, DeclineOffer{town.current(patrol)});
    std::size_t learnt = 0;
    for (const auto& cell : town.state().experience) {
        learnt += cell.asked > 0 ? 1 : 0;
    }
    BOOST_TEST(learnt == 2U);
    // The first moment is 17:46 in the town.
    const auto& volunteers = town.state().experience.at(17);
    const auto& patrols = town.state().experience.at(24 + 17);
    BOOST_TEST(volunteers.accepted == volunteers.asked);
    BOOST_TEST(patrols.accepted == 0U);
    BOOST_TEST(patrols.asked > 0U);
    BOOST_TEST(engine::digest(town.folded().state()) == town.digest());
}

BOOST_AUTO_TEST_CASE(who_is_stood_down_before_answering_teaches_nothing) {
    Town town;
    std::vector<PersonId> people;
    for (int i = 1; i <= 3; ++i) {
        people.push_back(town.on_duty(metres(i * 100)));
    }
    town.tip(town.person(Role::resident));
    town.say(people[0], AcceptOffer{town.current(people[0])});
    const auto asked = town.state().experience.at(17).asked;
    town.say(people[1], AcceptOffer{town.current(people[1])});
    BOOST_TEST(!town.current(people[2]));
    BOOST_TEST(town.state().experience.at(17).asked == 2 * asked);
}

BOOST_AUTO_TEST_SUITE_END()
