#include "protocol/hex.hpp"
#include "server/app/audit.hpp"
#include "server/app/journal_front.hpp"
#include "server/app/replay.hpp"
#include "server/district/front.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/town_journal.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>

// Server/app/journal_front.cpp and district/front.cpp, and what reads a journal whose front was let
// go.
using namespace dageng;
using namespace dageng::test;

namespace {

constexpr std::int64_t day_ms = 24LL * 3'600'000;

/// The journal of a town with an incident that is long over, the event that lets it go, and one
/// that came after; the records are still there.
struct Told {
    Told() {
        const PersonId desk = town.person(Role::dispatcher);
        reporter = town.person(Role::resident);
        const auto old = town.incident_of(town.tip(reporter));
        code = town.incident(old).code.value;
        town.say(desk, CloseIncident{old, {"resolved"}, {}, {}});
        before = town.state().last;
        closed_at = town.now;
        write_journal(town, folder.path());
        BOOST_TEST_REQUIRE(static_cast<bool>(app::export_head(folder.path(), heads)));
        town.pass(3 * day_ms);
        write_journal(town, folder.path());
        engine::FrontCut cut;
        cut.last = before;
        cut.hash.value = hash_at(before);
        cut.at = closed_at;
        cut.incidents = {old};
        cut.tips = town.incident(old).tips;
        town.commit({{}, {}, {}, {}, {cut}});
        cut_n = town.state().last;
        town.tip(reporter);
        write_journal(town, folder.path());
    }

    std::string hash_at(Offset last) const {
        const journal::SqliteJournal journal{folder / "journal.db"};
        return protocol::to_hex(journal.hash_at(last).value());
    }
    void let_go() {
        journal::SqliteJournal journal{folder / "journal.db"};
        app::cut_journal(journal, cut_n);
    }
    std::string digest(const std::string& until = {}) const {
        const auto then = app::district_then(folder.path(), *app::replay_end(until));
        return then ? then->digest.value : then.refusal().detail;
    }
    std::string audit() const {
        const auto audited = app::verify_journal(folder.path(), heads, {});
        return audited ? app::to_lines(*audited) : audited.refusal().detail;
    }
    static bool holds(const std::string& text, std::string_view part) {
        return text.find(part) != std::string::npos;
    }

    TemporaryFolder folder;
    std::filesystem::path heads = folder / "heads.jsonl";
    Town town;
    PersonId reporter;
    std::string code;
    Offset before = 0;
    TimeMs closed_at;
    Offset cut_n = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(front, Told)

BOOST_AUTO_TEST_CASE(the_district_is_the_same_without_the_records) {
    BOOST_TEST(digest() == town.digest());
    let_go();
    BOOST_TEST(digest() == town.digest());
    const journal::SqliteJournal journal{folder / "journal.db"};
    BOOST_TEST(journal.front()->last == before);
    BOOST_TEST(district::engine_at_front(journal).state().last == before);
    bool named = false;
    journal.read(1, [&](const journal::Record& record) {
        named = named || holds(record.body, code);
        return true;
    });
    journal.read_front([&](const std::string& piece) { named = named || holds(piece, code); });
    BOOST_TEST(!named);
}

BOOST_AUTO_TEST_CASE(a_moment_before_it_is_not_known_any_more_and_one_after_it_is) {
    BOOST_TEST(digest(std::to_string(before - 1)).size() == 64U);
    let_go();
    BOOST_TEST(holds(digest(std::to_string(before - 1)), "the journal begins after 20"));
    BOOST_TEST(holds(digest("2020-01-01T00:00:00Z"), "the journal begins after 20"));
    BOOST_TEST(digest(std::to_string(before)).size() == 64U);
    BOOST_TEST(digest(std::to_string(town.state().last)) == town.digest());
}

BOOST_AUTO_TEST_CASE(what_is_left_verifies_up_to_the_heads_that_were_signed) {
    let_go();
    const std::string text = audit();
    BOOST_TEST(holds(text, "events " + std::to_string(before + 1) + " to "), text);
    BOOST_TEST(holds(text, "up to " + std::to_string(before) + " were let go"), text);
    BOOST_TEST(holds(text, "proven by 1 signed heads up to event " + std::to_string(before)), text);
}

BOOST_AUTO_TEST_CASE(records_that_are_missing_without_an_event_that_says_so_are_found) {
    {
        journal::SqliteJournal journal{folder / "journal.db"};
        const auto hash = journal.hash_at(cut_n).value();
        journal.cut({cut_n, hash, town.times.back()}, [](const auto& give) { give("anything"); });
    }
    BOOST_TEST(holds(audit(), "are missing, and no later one says that they were let go"));
}

BOOST_AUTO_TEST_CASE(a_front_that_says_another_hash_breaks_the_chain) {
    let_go();
    SQLite::Database{(folder / "journal.db").string(), SQLite::OPEN_READWRITE}.exec(
        "UPDATE front SET hash = randomblob(32)"
    );
    BOOST_CHECK_THROW(audit(), journal::JournalError);
}

BOOST_AUTO_TEST_CASE(an_event_that_lets_nothing_go_lets_nothing_go) {
    journal::SqliteJournal journal{folder / "journal.db"};
    BOOST_CHECK_THROW(app::cut_journal(journal, cut_n - 1), journal::JournalError);
    BOOST_TEST(!journal.front().has_value());
}

BOOST_AUTO_TEST_SUITE_END()
