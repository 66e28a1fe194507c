#include "server/journal/chain_walk.hpp"
#include "tests/journal/helpers.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace dageng;
using namespace dageng::journal;

namespace {

std::string hex(const Hash& hash) {
    std::string text;
    for (const std::uint8_t byte : hash) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

const std::string first_log = "00112233445566778899aabbccddeeff";
const std::string other_log = "ffeeddccbbaa99887766554433221100";

} // namespace

BOOST_AUTO_TEST_SUITE(chain_suite)

// The expected values were made by Python's hashlib.blake2b(digest_size=32).
BOOST_AUTO_TEST_CASE(the_chain_is_blake2b_of_the_published_layout) {
    const Record first{1, 3, TimeMs{1'700'000'000'123}, R"({"events":[]})"};
    BOOST_TEST(
        hex(genesis(first_log)) ==
        "31479feac01e2225d391f05f32968fc0ea35dfab9c5db6e46a09abb6db6cfa50"
    );
    BOOST_TEST(
        hex(chain(genesis(first_log), first)) ==
        "20e79835eb2dae9aab3f8b7c070f4b95c0bb59d410389dc60583edd2d2de39d6"
    );
    BOOST_TEST(
        hex(branch(genesis(first_log), other_log)) ==
        "3406cde3fb0a943d4b914b387bde924062aef8064ec11b0509510e10df49f217"
    );
}

BOOST_AUTO_TEST_CASE(every_part_of_a_record_is_in_its_hash) {
    const Record first = record(1, 2, "body");
    const Hash hash = chain(genesis(first_log), first);
    Record changed = first;
    changed.first = 2;
    BOOST_TEST(chain(genesis(first_log), changed) != hash);
    changed = first;
    changed.events = 3;
    BOOST_TEST(chain(genesis(first_log), changed) != hash);
    changed = first;
    changed.at = changed.at + 1;
    BOOST_TEST(chain(genesis(first_log), changed) != hash);
    changed = first;
    changed.body = "bodY";
    BOOST_TEST(chain(genesis(first_log), changed) != hash);
    BOOST_TEST(chain(genesis(other_log), first) != hash);
}

BOOST_AUTO_TEST_CASE(a_new_log_is_32_hex_digits_and_new) {
    const std::string made = make_log();
    BOOST_TEST(made.size() == 32U);
    BOOST_TEST(made.find_first_not_of("0123456789abcdef") == std::string::npos);
    BOOST_TEST(made != make_log());
}

BOOST_AUTO_TEST_CASE(a_walk_reads_what_a_walk_wrote) {
    ChainWalk writing({{first_log, 0}}, {});
    ChainWalk reading({{first_log, 0}}, {});
    for (const Record& next : {record(1, 2), record(3), record(4, 5)})
        reading.read(next, writing.write(next));
    BOOST_TEST(reading.position().last == 8U);
    BOOST_TEST(reading.follows() == writing.follows());
    BOOST_TEST(writing.head().log == first_log);
}

BOOST_AUTO_TEST_CASE(a_walk_refuses_gaps_and_times_that_go_back_and_names_the_event) {
    ChainWalk writing({{first_log, 0}}, {});
    const Record first = record(1);
    const Hash hash = writing.write(first);
    const auto names_2 = [](const JournalError& error) {
        return std::string(error.what()).find("event 2") != std::string::npos;
    };
    const auto after_first = [&] {
        ChainWalk reading({{first_log, 0}}, {});
        reading.read(first, hash);
        return reading;
    };
    Record early = record(2);
    early.at = TimeMs{first.at.value - 1};
    BOOST_CHECK_EXCEPTION(after_first().read(early, writing.follows()), JournalError, names_2);
    const Record second = record(2);
    BOOST_CHECK_EXCEPTION(after_first().read(second, hash), JournalError, names_2);
    const Record third = record(3);
    BOOST_CHECK_THROW(after_first().read(third, chain(hash, third)), JournalError);
}

BOOST_AUTO_TEST_CASE(records_after_a_new_name_follow_the_branch_and_fit_nowhere_else) {
    ChainWalk old_walk({{first_log, 0}}, {});
    const Record first = record(1);
    const Hash first_hash = old_walk.write(first);
    const Record second = record(2);

    ChainWalk renamed({{first_log, 0}, {other_log, 1}}, old_walk.position());
    BOOST_TEST(renamed.head().log == other_log);
    const Hash second_hash = renamed.write(second);
    BOOST_TEST(second_hash != old_walk.write(second));

    ChainWalk reading({{first_log, 0}, {other_log, 1}}, {});
    reading.read(first, first_hash);
    BOOST_CHECK_NO_THROW(reading.read(second, second_hash));
    ChainWalk reading_old({{first_log, 0}}, {});
    reading_old.read(first, first_hash);
    BOOST_CHECK_THROW(reading_old.read(second, second_hash), JournalError);
}

BOOST_AUTO_TEST_CASE(a_journal_renamed_twice_before_it_holds_anything_has_both_names_in_its_chain) {
    const ChainWalk once({{first_log, 0}, {other_log, 0}}, {});
    const ChainWalk twice({{first_log, 0}, {other_log, 0}, {first_log, 0}}, {});
    BOOST_TEST(once.follows() == branch(genesis(first_log), other_log));
    BOOST_TEST(twice.follows() == branch(once.follows(), first_log));
}

BOOST_AUTO_TEST_SUITE_END()
