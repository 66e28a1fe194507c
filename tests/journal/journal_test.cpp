#include "server/journal/memory_journal.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "tests/journal/helpers.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <tuple>

// What every journal does, whatever keeps it.

using namespace dageng;
using namespace dageng::journal;

namespace {

struct InMemory {
    Ear ear;
    MemoryJournal journal;

    InMemory() { ear.listen_to(journal); }
    void settle() { journal.make_durable(); }
};

struct InSqlite {
    TemporaryFolder folder;
    Ear ear;
    SqliteJournal journal{folder / "journal.db"};
    Offset appended = 0;

    InSqlite() { ear.listen_to(journal); }
    void settle() { ear.wait_for(appended); }
};

void append(InMemory& kept, Record record) {
    kept.journal.append({std::move(record)});
}

void append(InSqlite& kept, Record record) {
    kept.appended = record.last();
    kept.journal.append({std::move(record)});
}

using Journals = std::tuple<InMemory, InSqlite>;

} // namespace

BOOST_AUTO_TEST_SUITE(journal_suite)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_new_journal_is_empty_and_has_a_log, Kept, Journals) {
    Kept kept;
    const Head head = kept.journal.head();
    BOOST_TEST(head.last == 0U);
    BOOST_TEST(head.at.value == 0);
    BOOST_TEST(head.log.size() == 32U);
    BOOST_TEST(head.hash == genesis(head.log));
    BOOST_TEST(read_all(kept.journal).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_appended_is_read_back_in_order, Kept, Journals) {
    Kept kept;
    std::string all_bytes(256, '\0');
    for (std::size_t i = 0; i < all_bytes.size(); ++i)
        all_bytes[i] = static_cast<char>(i);
    const std::vector<Record> written{
        record(1, 2, "{\"text\":\"\u8001\u4eba\"}"), record(3, 1, all_bytes), record(4, 40, "")
    };
    for (const Record& next : written)
        append(kept, next);
    kept.settle();

    const auto found = read_all(kept.journal);
    BOOST_REQUIRE(found.size() == written.size());
    for (std::size_t i = 0; i < written.size(); ++i) {
        BOOST_TEST(found[i].first == written[i].first);
        BOOST_TEST(found[i].events == written[i].events);
        BOOST_TEST(found[i].at.value == written[i].at.value);
        BOOST_TEST(found[i].body == written[i].body);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_head_is_the_chain_of_all_durable_records, Kept, Journals) {
    Kept kept;
    append(kept, record(1, 2));
    append(kept, record(3));
    kept.settle();
    const Head head = kept.journal.head();
    BOOST_TEST(head.last == 3U);
    BOOST_TEST(head.at.value == record(3).at.value);
    BOOST_TEST(head.hash == chain(chain(genesis(head.log), record(1, 2)), record(3)));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(reading_begins_with_the_record_that_holds_the_event, Kept, Journals) {
    Kept kept;
    append(kept, record(1, 3));
    append(kept, record(4, 3));
    append(kept, record(7, 3));
    kept.settle();
    using Offsets = std::vector<Offset>;
    BOOST_TEST(firsts(read_all(kept.journal, 3)) == (Offsets{1, 4, 7}));
    BOOST_TEST(firsts(read_all(kept.journal, 4)) == (Offsets{4, 7}));
    BOOST_TEST(firsts(read_all(kept.journal, 6)) == (Offsets{4, 7}));
    BOOST_TEST(firsts(read_all(kept.journal, 9)) == (Offsets{7}));
    BOOST_TEST(firsts(read_all(kept.journal, 10)).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(reading_ends_when_the_visitor_has_seen_enough, Kept, Journals) {
    Kept kept;
    for (Offset first = 1; first <= 5; ++first)
        append(kept, record(first));
    kept.settle();
    int shown = 0;
    kept.journal.read(1, [&](const Record&) { return ++shown < 2; });
    BOOST_TEST(shown == 2);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(outcomes_come_in_order_and_cover_everything, Kept, Journals) {
    Kept kept;
    constexpr Offset records = 200;
    for (Offset first = 1; first <= records; ++first) {
        append(kept, record(first));
        if (first % 50 == 0)
            kept.settle();
    }
    kept.settle();
    Offset before = 0;
    for (const Outcome& outcome : kept.ear.heard()) {
        BOOST_TEST((outcome.kind == Outcome::Kind::durable));
        BOOST_TEST(outcome.last > before);
        before = outcome.last;
    }
    BOOST_TEST(before == records);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_told_durable_can_be_read_at_once, Kept, Journals) {
    Kept kept;
    for (Offset first = 1; first <= 20; ++first) {
        append(kept, record(first));
        kept.settle();
        BOOST_TEST(kept.journal.head().last == first);
        BOOST_TEST(read_all(kept.journal).size() == first);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_visitor_may_append_and_read, Kept, Journals) {
    Kept kept;
    append(kept, record(1));
    kept.settle();
    std::size_t read_inside = 0;
    kept.journal.read(1, [&](const Record&) {
        append(kept, record(2));
        read_inside = read_all(kept.journal, 1).size();
        return true;
    });
    kept.settle();
    BOOST_TEST(read_inside >= 1U);
    BOOST_TEST(kept.journal.head().last == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
