#include "server/journal/sqlite_copy.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "tests/journal/helpers.hpp"
#include "tests/temporary_folder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

using namespace dageng;
using namespace dageng::journal;

namespace {

struct TwoFolders {
    TemporaryFolder live;
    TemporaryFolder restored;
    std::filesystem::path file = live / "journal.db";
    std::filesystem::path copy = restored / "journal.db";
};

const std::string new_log = "00000000000000000000000000000001";

} // namespace

BOOST_AUTO_TEST_SUITE(sqlite_copy_suite)

BOOST_FIXTURE_TEST_CASE(a_copy_of_a_journal_in_use_holds_at_least_what_was_durable, TwoFolders) {
    SqliteJournal journal(file);
    Ear ear;
    ear.listen_to(journal);
    for (Offset first = 1; first <= 300; ++first)
        journal.append({record(first, 1, std::string(1000, 'x'))});
    ear.wait_for(300);
    for (Offset first = 301; first <= 600; ++first)
        journal.append({record(first)});
    copy_database(file, copy);
    ear.wait_for(600);

    BOOST_TEST(std::distance(std::filesystem::directory_iterator(restored.path()), {}) == 1);
    const SqliteJournal opened(copy);
    BOOST_TEST(opened.head().last >= 300U);
    BOOST_TEST(opened.head().log == journal.head().log);
    BOOST_TEST(read_all(opened).size() == opened.head().last);
    BOOST_TEST(read_all(journal).size() == 600U);
}

BOOST_FIXTURE_TEST_CASE(a_copy_never_replaces_a_file, TwoFolders) {
    SqliteJournal{file};
    std::ofstream(copy) << "precious";
    BOOST_CHECK_THROW(copy_database(file, copy), JournalError);
    BOOST_TEST(std::filesystem::file_size(copy) == 8U);
}

BOOST_FIXTURE_TEST_CASE(a_copy_that_fails_leaves_no_file, TwoFolders) {
    BOOST_CHECK_THROW(copy_database(file, copy), JournalError);
    std::ofstream(file) << std::string(8192, 'x');
    BOOST_CHECK_THROW(copy_database(file, copy), JournalError);
    BOOST_TEST(!std::filesystem::exists(copy));
}

BOOST_FIXTURE_TEST_CASE(a_damaged_database_gives_no_copy, TwoFolders) {
    {
        SqliteJournal journal(file);
        for (Offset first = 1; first <= 200; ++first)
            journal.append({record(first, 1, std::string(1000, 'x'))});
    }
    std::fstream page(file, std::ios::in | std::ios::out | std::ios::binary);
    page.seekp(5 * 4096);
    page << std::string(4096, '\xff');
    page.close();
    BOOST_CHECK_THROW(copy_database(file, copy), JournalError);
    BOOST_TEST(!std::filesystem::exists(copy));
}

BOOST_FIXTURE_TEST_CASE(a_restored_journal_has_a_new_name_and_its_old_records, TwoFolders) {
    std::string old_log;
    {
        SqliteJournal journal(file);
        old_log = journal.head().log;
        journal.append({record(1, 2)});
        journal.append({record(3)});
    }
    copy_database(file, copy);
    rename_log(copy, new_log);
    {
        SqliteJournal journal(copy);
        BOOST_TEST(journal.head().log == new_log);
        BOOST_TEST(journal.head().last == 3U);
        BOOST_TEST(read_all(journal).size() == 2U);
        journal.append({record(4)});
    }
    const SqliteJournal journal(copy);
    BOOST_TEST(firsts(read_all(journal)) == (std::vector<Offset>{1, 3, 4}));
    const Hash before = chain(chain(genesis(old_log), record(1, 2)), record(3));
    BOOST_TEST(journal.head().hash == chain(branch(before, new_log), record(4)));
}

// Both journals go on from the same record. Were the name not in the chain, what one of them wrote
// could be put into the other unnoticed.
BOOST_FIXTURE_TEST_CASE(records_of_the_journal_it_was_copied_from_dont_fit, TwoFolders) {
    {
        SqliteJournal journal(file);
        journal.append({record(1)});
    }
    copy_database(file, copy);
    rename_log(copy, new_log);
    {
        SqliteJournal journal(file);
        journal.append({record(2)});
        journal.append({record(3)});
    }
    SQLite::Database forged(copy.string(), SQLite::OPEN_READWRITE);
    forged.exec("ATTACH '" + file.string() + "' AS live");
    forged.exec("INSERT INTO records SELECT * FROM live.records WHERE first > 1");
    forged.exec("DETACH live");
    const SqliteJournal journal(copy);
    BOOST_CHECK_THROW(read_all(journal), JournalError);
}

BOOST_FIXTURE_TEST_CASE(a_journal_can_be_restored_from_a_restored_one, TwoFolders) {
    SqliteJournal{file};
    copy_database(file, copy);
    rename_log(copy, new_log);
    rename_log(copy, make_log());
    const std::string log = make_log();
    rename_log(copy, log);
    {
        SqliteJournal journal(copy);
        BOOST_TEST(journal.head().log == log);
        journal.append({record(1)});
    }
    BOOST_TEST(read_all(SqliteJournal(copy)).size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_journal_in_use_keeps_its_name, TwoFolders) {
    const SqliteJournal journal(file);
    BOOST_CHECK_THROW(rename_log(file, new_log), JournalError);
    BOOST_CHECK_THROW(rename_log(copy, new_log), JournalError);
    BOOST_TEST(!std::filesystem::exists(copy));
}

BOOST_AUTO_TEST_SUITE_END()
