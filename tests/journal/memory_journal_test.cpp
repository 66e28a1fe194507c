#include "server/journal/memory_journal.hpp"
#include "tests/journal/helpers.hpp"

#include <boost/test/unit_test.hpp>

using namespace dageng;
using namespace dageng::journal;

namespace {

struct Held {
    Ear ear;
    MemoryJournal journal{"0123456789abcdef0123456789abcdef"};

    Held() {
        ear.listen_to(journal);
        for (Offset first = 1; first <= 3; ++first)
            journal.append({record(first)});
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(memory_journal_suite)

BOOST_FIXTURE_TEST_CASE(nothing_is_durable_before_the_test_says_so, Held) {
    BOOST_TEST(journal.waiting() == 3U);
    BOOST_TEST(journal.head().last == 0U);
    BOOST_TEST(read_all(journal).empty());
    BOOST_TEST(ear.heard().empty());
}

BOOST_FIXTURE_TEST_CASE(some_of_what_waits_can_become_durable, Held) {
    journal.make_durable(2);
    BOOST_TEST(journal.waiting() == 1U);
    BOOST_TEST(read_all(journal).size() == 2U);
    BOOST_REQUIRE(ear.heard().size() == 1U);
    BOOST_TEST(ear.heard()[0].last == 2U);
}

BOOST_FIXTURE_TEST_CASE(making_durable_says_nothing_when_nothing_waits, Held) {
    journal.make_durable();
    journal.make_durable();
    BOOST_TEST(ear.heard().size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(
    a_refusal_drops_what_waits_and_the_next_record_follows_the_durable_ones, Held
) {
    journal.make_durable(1);
    journal.refuse("another leader wrote");
    BOOST_TEST(journal.waiting() == 0U);
    const Outcome heard = ear.heard().back();
    BOOST_TEST((heard.kind == Outcome::Kind::refused));
    BOOST_TEST(heard.last == 1U);
    BOOST_TEST(heard.reason == "another leader wrote");
    journal.append({record(2)});
    journal.make_durable();
    BOOST_TEST(journal.head().last == 2U);
}

BOOST_FIXTURE_TEST_CASE(after_a_failure_nothing_becomes_durable, Held) {
    journal.make_durable(2);
    journal.fail("the disk is full");
    journal.append({record(3)});
    journal.make_durable();
    BOOST_TEST(journal.head().last == 2U);
    const Outcome heard = ear.heard().back();
    BOOST_TEST((heard.kind == Outcome::Kind::failed));
    BOOST_TEST(heard.last == 2U);
}

BOOST_FIXTURE_TEST_CASE(a_damaged_record_breaks_the_chain_where_it_stands, Held) {
    journal.make_durable();
    journal.damage(2, "{\"forged\":true}");
    std::size_t shown = 0;
    BOOST_CHECK_EXCEPTION(
        journal.read(
            1,
            [&](const Record&) {
                ++shown;
                return true;
            }
        ),
        JournalError,
        [](const JournalError& error) {
            return std::string(error.what()).find("event 2") != std::string::npos;
        }
    );
    BOOST_TEST(shown == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
