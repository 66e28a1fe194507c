#include "protocol/json_write.hpp"
#include "server/app/audit.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "tests/temporary_folder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

// Server/app/audit.cpp: what shows that a journal is the one that was written.
using namespace dageng;
using app::export_head;
using app::verify_journal;

namespace {

namespace fs = std::filesystem;

/// A journal of ten records of three events, with a head after the fifth.
struct Written {
    Written() {
        fs::create_directory(data);
        write(1, 5);
        BOOST_TEST_REQUIRE(static_cast<bool>(export_head(data, heads)));
        write(6, 10);
    }

    void write(std::uint64_t from, std::uint64_t to) const {
        journal::SqliteJournal journal{data / "journal.db"};
        for (std::uint64_t i = from; i <= to; ++i) {
            const protocol::TimeMs at{1'795'600'000'000 + static_cast<std::int64_t>(i) * 1000};
            journal.append({{i * 3 - 2, 3, at, "record " + std::to_string(i)}});
        }
    }
    /// Behind the journal's back.
    void change(const std::string& sql) const {
        SQLite::Database database{(data / "journal.db").string(), SQLite::OPEN_READWRITE};
        database.exec(sql);
    }
    /// Why it can't be believed; empty when it can.
    std::string doubt(const std::string& key = {}) const {
        try {
            const auto audited = verify_journal(data, heads, key);
            return audited ? "" : audited.refusal().detail;
        } catch (const journal::JournalError& error) {
            return error.what();
        }
    }
    std::vector<std::string> lines() const {
        std::ifstream file(heads);
        std::vector<std::string> lines;
        for (std::string line; std::getline(file, line);) {
            lines.push_back(line);
        }
        return lines;
    }

    TemporaryFolder folder;
    fs::path data = folder / "district";
    fs::path heads = folder / "heads";
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(audit, Written)

BOOST_AUTO_TEST_CASE(a_journal_is_proven_up_to_its_newest_head_and_what_follows_is_said) {
    const auto audited = verify_journal(data, heads, {});
    BOOST_TEST_REQUIRE(static_cast<bool>(audited));
    BOOST_TEST(audited->last == 30U);
    BOOST_TEST(audited->records == 10U);
    BOOST_TEST(audited->heads == 1U);
    BOOST_TEST(audited->proven == 15U);
    BOOST_TEST(has(app::to_lines(*audited), "up to event 15"));
    BOOST_TEST(has(app::to_lines(*audited), "15 events after it are proven by none"));
    const auto newest = export_head(data, heads);
    BOOST_TEST_REQUIRE(static_cast<bool>(newest));
    BOOST_TEST(newest->last == 30U);
    BOOST_TEST(verify_journal(data, heads, newest->key.value)->proven == 30U);
}

BOOST_AUTO_TEST_CASE(without_heads_it_is_whole_and_nothing_more_is_said) {
    const auto audited = verify_journal(data, {}, {});
    BOOST_TEST_REQUIRE(static_cast<bool>(audited));
    BOOST_TEST(audited->proven == 0U);
    BOOST_TEST(has(app::to_lines(*audited), "not that it is the one that was written"));
}

BOOST_AUTO_TEST_CASE(a_changed_dropped_or_swapped_record_is_found_and_named) {
    const fs::path good = folder / "good";
    fs::copy(data, good, fs::copy_options::recursive);
    const auto doubt_after = [&](const std::string& sql) {
        fs::remove_all(data);
        fs::copy(good, data, fs::copy_options::recursive);
        change(sql);
        return doubt();
    };
    BOOST_TEST(has(doubt_after("UPDATE records SET body = 'another' WHERE first = 4"), "event 4"));
    BOOST_TEST(has(doubt_after("UPDATE records SET at = at + 1 WHERE first = 7"), "event 7"));
    BOOST_TEST(doubt_after("DELETE FROM records WHERE first = 10") != "");
    BOOST_TEST(
        doubt_after(
            "UPDATE records SET body = CASE first WHEN 4 THEN 'record 3' ELSE 'record 2' END "
            "WHERE first IN (4, 7)"
        ) != ""
    );
}

BOOST_AUTO_TEST_CASE(an_end_that_was_cut_off_is_found_by_the_head_that_it_held) {
    change("DELETE FROM records WHERE first > 9");
    BOOST_TEST(verify_journal(data, {}, {})->last == 9U);
    BOOST_TEST(has(doubt(), "event 15"));
    BOOST_TEST(has(doubt(), "ends with event 9"));
}

BOOST_AUTO_TEST_CASE(a_journal_written_anew_from_its_beginning_is_found_by_a_head) {
    fs::remove(data / "journal.db");
    fs::remove(data / "journal.db-wal");
    write(1, 10);
    BOOST_TEST(verify_journal(data, {}, {})->last == 30U);
    BOOST_TEST(has(doubt(), "was written later"));
}

BOOST_AUTO_TEST_CASE(a_head_that_was_changed_or_signed_by_another_is_refused_with_its_line) {
    const auto key = export_head(data, heads)->key.value;
    BOOST_TEST(doubt(key) == "");
    BOOST_TEST(has(doubt(std::string(64, 'a')), "line 1: signed by another key"));
    auto all = lines();
    const auto at = all[1].find("\"last\":30");
    BOOST_TEST_REQUIRE(at != std::string::npos);
    all[1].replace(at, 9, "\"last\":27");
    std::ofstream(heads) << all[0] << '\n' << all[1] << '\n';
    BOOST_TEST(has(doubt(), "line 2: the signature isn't right"));
    std::ofstream(heads) << all[0] << "\nno head\n";
    BOOST_TEST(has(doubt(), "line 2: "));
}

BOOST_AUTO_TEST_CASE(an_empty_journal_has_no_head_and_a_missing_one_is_an_error) {
    const fs::path empty = folder / "empty";
    fs::create_directory(empty);
    {
        const journal::SqliteJournal none{empty / "journal.db"};
    }
    BOOST_TEST(!export_head(empty, heads));
    BOOST_TEST(app::to_lines(*verify_journal(empty, {}, {})) == "the journal is empty\n");
    BOOST_CHECK_THROW(verify_journal(folder / "nowhere", {}, {}), journal::JournalError);
}

BOOST_AUTO_TEST_CASE(the_key_is_its_owner_s_alone_and_stays) {
    const auto permissions = fs::status(data / "audit.key").permissions() & fs::perms::all;
    BOOST_TEST((permissions == (fs::perms::owner_read | fs::perms::owner_write)));
    BOOST_TEST(export_head(data, heads)->key.value == export_head(data, heads)->key.value);
}

BOOST_AUTO_TEST_SUITE_END()
