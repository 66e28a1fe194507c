#include "server/journal/sqlite_copy.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "tests/journal/helpers.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <thread>
#include <vector>

// Server/journal/sqlite_front.cpp: a journal whose first records were let go.
using namespace dageng;
using namespace dageng::journal;

namespace {

struct Cut {
    Cut() {
        ear.listen_to(*journal);
        append(2'000);
    }
    void append(Offset last) {
        for (Offset first = journal->head().last + 1; first <= last; ++first) {
            journal->append({record(first, 1, "{\"body\":" + std::to_string(first) + "}")});
        }
        BOOST_REQUIRE(ear.wait_for(last));
    }
    Position at(Offset last) const {
        return {last, journal->hash_at(last).value(), record(last).at};
    }
    void cut(Offset last, const std::vector<std::string>& pieces = {"what ", "was"}) {
        journal->cut(at(last), [&](const SqliteJournal::Give& give) {
            for (const std::string& piece : pieces) {
                give(piece);
            }
        });
    }
    std::string stands() const {
        std::string text;
        journal->read_front([&](const std::string& piece) { text += piece; });
        return text;
    }
    void reopen() {
        journal.reset();
        journal.emplace(file);
    }

    TemporaryFolder folder;
    std::filesystem::path file = folder / "journal.db";
    Ear ear;
    std::optional<SqliteJournal> journal{std::in_place, file};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(sqlite_front, Cut)

BOOST_AUTO_TEST_CASE(a_whole_journal_has_no_front) {
    BOOST_TEST(!journal->front().has_value());
    BOOST_TEST(stands().empty());
}

BOOST_AUTO_TEST_CASE(what_was_let_go_is_gone_and_the_rest_reads_as_before) {
    const Head head = journal->head();
    const Position front = at(1'234);
    cut(1'234);
    BOOST_TEST(journal->front()->last == 1'234U);
    BOOST_TEST((journal->front()->hash == front.hash));
    BOOST_TEST((journal->front()->at == front.at));
    const auto rest = read_all(*journal);
    BOOST_TEST(rest.size() == 766U);
    BOOST_TEST(rest.front().first == 1'235U);
    BOOST_TEST(read_all(*journal, 7).front().first == 1'235U);
    BOOST_TEST(read_all(*journal, 1'300).front().first == 1'300U);
    BOOST_TEST(stands() == "what was");
    BOOST_TEST((journal->head().hash == head.hash));
    BOOST_TEST((journal->hash_at(1'234) == front.hash));
    BOOST_TEST(!journal->hash_at(1'233).has_value());
    BOOST_TEST(journal->hash_at(1'235).has_value());
}

BOOST_AUTO_TEST_CASE(it_goes_on_after_a_start_and_in_a_copy) {
    cut(1'999);
    reopen();
    BOOST_TEST(firsts(read_all(*journal)) == std::vector<Offset>{2'000});
    Ear other;
    other.listen_to(*journal);
    journal->append({record(2'001)});
    BOOST_REQUIRE(other.wait_for(2'001));
    copy_database(file, folder / "copy.db");
    journal.reset();
    const SqliteJournal copy(folder / "copy.db");
    BOOST_TEST(firsts(read_all(copy)) == (std::vector<Offset>{2'000, 2'001}));
    BOOST_TEST(copy.front()->last == 1'999U);
}

BOOST_AUTO_TEST_CASE(it_can_be_cut_again_up_to_its_very_end) {
    cut(500, {"the first"});
    cut(2'000, {"the second"});
    BOOST_TEST(read_all(*journal).empty());
    BOOST_TEST(stands() == "the second");
    append(2'003);
    BOOST_TEST(read_all(*journal).size() == 3U);
    reopen();
    BOOST_TEST(read_all(*journal).size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_cut_that_wasnt_finished_counts_for_nothing) {
    const auto broken = [&](const SqliteJournal::Give& give) {
        give("half of it");
        throw JournalError("no memory");
    };
    BOOST_CHECK_THROW(journal->cut(at(700), broken), JournalError);
    reopen();
    BOOST_TEST(!journal->front().has_value());
    BOOST_TEST(read_all(*journal).size() == 2'000U);
    cut(600, {"all"});
    BOOST_TEST(stands() == "all");
    BOOST_TEST(read_all(*journal).size() == 1'400U);
}

BOOST_AUTO_TEST_CASE(one_at_the_same_place_has_none_of_the_pieces_of_the_one_that_wasnt_finished) {
    const auto broken = [&](const SqliteJournal::Give& give) {
        give("one");
        give("two");
        throw JournalError("no memory");
    };
    BOOST_CHECK_THROW(journal->cut(at(700), broken), JournalError);
    cut(700, {"all"});
    BOOST_TEST(stands() == "all");
}

BOOST_AUTO_TEST_CASE(records_go_only_when_nobody_reads) {
    std::optional<std::thread> cutting;
    std::size_t seen = 0;
    journal->read(1, [&](const Record&) {
        if (++seen == 1) {
            cutting.emplace([&] { cut(1'500); });
        }
        return true;
    });
    cutting->join();
    BOOST_TEST(seen == 2'000U);
    BOOST_TEST(read_all(*journal).size() == 500U);
}

BOOST_AUTO_TEST_CASE(a_position_is_found_by_time_and_by_what_has_to_stay) {
    const auto last = [&](TimeMs until, Offset before) {
        const auto found = journal->position(until, before);
        return found ? found->last : 0;
    };
    const TimeMs late = record(5'000).at;
    BOOST_TEST(last(late, 9'000) == 2'000U);
    BOOST_TEST(last(late, 2'000) == 1'999U);
    BOOST_TEST(last(late, 1) == 0U);
    BOOST_TEST(last(record(1).at, 9'000) == 0U);
    for (const Offset n : {2U, 3U, 777U, 1'024U, 1'999U}) {
        BOOST_TEST(last(record(n).at, 9'000) == n - 1);
        BOOST_TEST(last(late, n) == n - 1);
    }
    cut(1'000);
    BOOST_TEST(last(record(900).at, 9'000) == 0U);
    BOOST_TEST(last(record(1'500).at, 9'000) == 1'499U);
    BOOST_TEST((journal->position(late, 1'200)->hash == journal->hash_at(1'199)));
}

BOOST_AUTO_TEST_SUITE_END()
