#include "server/journal/sqlite_journal.hpp"
#include "tests/journal/helpers.hpp"
#include "tests/temporary_folder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace dageng;
using namespace dageng::journal;

namespace {

struct InFolder {
    TemporaryFolder folder;
    std::filesystem::path file = folder / "journal.db";

    /// Appends `records` records of one event and closes the journal again.
    void write(Offset records, const SqliteOptions& options = {}) const {
        SqliteJournal journal(file, options);
        const Offset before = journal.head().last;
        for (Offset first = before + 1; first <= before + records; ++first)
            journal.append({record(first, 1, "{\"body\":" + std::to_string(first) + "}")});
    }

    void tamper(const std::string& sql) const {
        SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec(sql);
    }
};

/// Whether an error's text has a part.
auto says(const std::string& part) {
    return [part](const JournalError& error) {
        return std::string(error.what()).find(part) != std::string::npos;
    };
}

} // namespace

BOOST_AUTO_TEST_SUITE(sqlite_journal_suite)

BOOST_FIXTURE_TEST_CASE(closing_makes_durable_what_waits_and_tells, InFolder) {
    Ear ear;
    std::string log;
    {
        SqliteJournal journal(file);
        ear.listen_to(journal);
        log = journal.head().log;
        for (Offset first = 1; first <= 500; ++first)
            journal.append({record(first)});
    }
    BOOST_REQUIRE(!ear.heard().empty());
    BOOST_TEST(ear.heard().back().last == 500U);
    const SqliteJournal again(file);
    BOOST_TEST(again.head().last == 500U);
    BOOST_TEST(again.head().log == log);
    BOOST_TEST(read_all(again).size() == 500U);
}

BOOST_FIXTURE_TEST_CASE(what_is_wanted_soon_shares_a_sync_with_what_is_wanted_at_once, InFolder) {
    SqliteOptions options;
    options.soon = std::chrono::hours(1);
    SqliteJournal journal(file, options);
    Ear ear;
    ear.listen_to(journal);
    journal.append({record(1)}, Haste::soon);
    journal.append({record(2)}, Haste::soon);
    journal.append({record(3)}, Haste::at_once);
    BOOST_TEST(ear.wait_for(3));
    BOOST_TEST(ear.heard().size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(
    what_is_wanted_soon_is_durable_in_time_and_when_the_journal_ends, InFolder
) {
    {
        SqliteJournal journal(file);
        Ear ear;
        ear.listen_to(journal);
        journal.append({record(1)}, Haste::soon);
        BOOST_TEST(ear.wait_for(1));
    }
    {
        SqliteOptions options;
        options.soon = std::chrono::hours(1);
        SqliteJournal journal(file, options);
        journal.append({record(2)}, Haste::soon);
    }
    BOOST_TEST(SqliteJournal(file).head().last == 2U);
}

BOOST_FIXTURE_TEST_CASE(a_journal_goes_on_where_it_ended, InFolder) {
    write(3);
    write(4);
    const SqliteJournal journal(file);
    BOOST_TEST(journal.head().last == 7U);
    BOOST_TEST(firsts(read_all(journal, 3)) == (std::vector<Offset>{3, 4, 5, 6, 7}));
}

BOOST_FIXTURE_TEST_CASE(its_files_are_for_their_owner_alone, InFolder) {
    const SqliteJournal journal(file);
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        const auto rights = std::filesystem::status(entry.path()).permissions();
        const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
        BOOST_TEST(((rights & others) == std::filesystem::perms::none), entry.path());
    }
}

BOOST_FIXTURE_TEST_CASE(a_second_server_is_kept_out_and_told_why, InFolder) {
    const SqliteJournal journal(file);
    BOOST_CHECK_EXCEPTION(
        SqliteJournal{file}, JournalError, says("another server uses the folder")
    );
}

BOOST_FIXTURE_TEST_CASE(the_lock_goes_with_the_process_that_held_it, InFolder) {
    write(1);
    const pid_t child = fork();
    BOOST_REQUIRE(child >= 0);
    if (child == 0) {
        // It ends without closing anything.
        const SqliteJournal held(file);
        _exit(held.head().last == 1 ? 0 : 1);
    }
    int status = 0;
    BOOST_REQUIRE(waitpid(child, &status, 0) == child);
    BOOST_TEST(status == 0);
    BOOST_TEST(SqliteJournal(file).head().last == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_changed_body_is_found_by_reading_and_its_event_named, InFolder) {
    write(5);
    tamper("UPDATE records SET body = '{}' WHERE first = 3");
    const SqliteJournal journal(file);
    BOOST_CHECK_EXCEPTION(read_all(journal), JournalError, says("event 3"));
    BOOST_TEST(read_all(journal, 5).size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_record_that_was_taken_out_is_found_by_reading, InFolder) {
    write(5);
    tamper("DELETE FROM records WHERE first = 3");
    const SqliteJournal journal(file);
    BOOST_CHECK_EXCEPTION(read_all(journal), JournalError, says("event 4"));
}

BOOST_FIXTURE_TEST_CASE(a_changed_last_record_is_found_at_opening, InFolder) {
    write(5);
    tamper("UPDATE records SET at = at + 1 WHERE first = 5");
    BOOST_CHECK_EXCEPTION(SqliteJournal{file}, JournalError, says("event 5"));
}

BOOST_FIXTURE_TEST_CASE(a_hash_of_the_wrong_length_is_no_record, InFolder) {
    write(5);
    tamper("UPDATE records SET hash = x'00' WHERE first = 2");
    const SqliteJournal journal(file);
    BOOST_CHECK_EXCEPTION(read_all(journal), JournalError, says("event 2"));
}

BOOST_FIXTURE_TEST_CASE(another_database_is_refused_and_left_as_it_was, InFolder) {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE recipes(name TEXT)");
    const auto size = std::filesystem::file_size(file);
    BOOST_CHECK_EXCEPTION(SqliteJournal{file}, JournalError, says("not a journal of Dageng"));
    BOOST_TEST(std::filesystem::file_size(file) == size);
}

BOOST_FIXTURE_TEST_CASE(a_file_that_is_no_database_is_refused, InFolder) {
    std::ofstream(file) << std::string(8192, 'x');
    BOOST_CHECK_EXCEPTION(SqliteJournal{file}, JournalError, says("journal.db"));
}

BOOST_FIXTURE_TEST_CASE(a_newer_format_is_refused_by_number, InFolder) {
    write(1);
    tamper("PRAGMA user_version = 3");
    BOOST_CHECK_EXCEPTION(SqliteJournal{file}, JournalError, says("has format 3"));
}

BOOST_AUTO_TEST_CASE(a_folder_that_isnt_there_is_named) {
    BOOST_CHECK_EXCEPTION(
        SqliteJournal{"/nowhere/at/all/journal.db"}, JournalError, says("/nowhere/at/all")
    );
}

BOOST_FIXTURE_TEST_CASE(the_write_ahead_log_is_overwritten_and_keeps_its_size, InFolder) {
    SqliteOptions options;
    options.checkpoint_pages = 8;
    options.most_pages = 64;
    SqliteJournal journal(file, options);
    Ear ear;
    ear.listen_to(journal);
    const std::filesystem::path log = file.string() + "-wal";
    std::uintmax_t largest = 0;
    for (Offset first = 1; first <= 300; ++first) {
        journal.append({record(first, 1, std::string(2000, 'x'))});
        ear.wait_for(first);
        const auto size = std::filesystem::file_size(log);
        BOOST_TEST(size >= largest);
        largest = size;
    }
    // 300 commits write at least 600 pages of 4 KiB. The most pages, and those of one commit more,
    // is what there can be when commits had to wait for each checkpoint.
    BOOST_TEST(largest < 80U * 4200U);
    BOOST_TEST(read_all(journal).size() == 300U);
}

BOOST_FIXTURE_TEST_CASE(the_log_is_as_long_as_it_will_be_before_the_first_commit, InFolder) {
    const std::filesystem::path log = file.string() + "-wal";
    SqliteOptions options;
    options.checkpoint_pages = 400;
    for (Offset first = 1; first <= 2; ++first) {
        SqliteJournal journal(file, options);
        Ear ear;
        ear.listen_to(journal);
        const auto before = std::filesystem::file_size(log);
        BOOST_TEST(before >= 400U * 4120U);
        journal.append({record(first, 1, std::string(50'000, 'x'))});
        BOOST_TEST(ear.wait_for(first));
        BOOST_TEST(std::filesystem::file_size(log) == before);
        BOOST_TEST(read_all(journal).size() == first);
    }
}

BOOST_FIXTURE_TEST_CASE(readers_see_whole_runs_of_records_while_it_is_written, InFolder) {
    SqliteOptions options;
    options.checkpoint_pages = 8;
    SqliteJournal journal(file, options);
    constexpr Offset records = 1500;
    std::atomic<bool> done = false;
    std::thread reader([&] {
        while (!done) {
            const Offset least = journal.head().last;
            const auto found = read_all(journal);
            if (found.size() < least)
                done = true;
        }
    });
    Ear ear;
    ear.listen_to(journal);
    for (Offset first = 1; first <= records; ++first) {
        journal.append({record(first, 1, std::string(500, 'x'))});
        if (first % 100 == 0)
            ear.wait_for(first);
    }
    BOOST_TEST(!done);
    done = true;
    reader.join();
    BOOST_TEST(read_all(journal).size() == records);
}

BOOST_AUTO_TEST_SUITE_END()
