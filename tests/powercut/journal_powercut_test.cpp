#include "server/journal/sqlite_journal.hpp"
#include "tests/journal/helpers.hpp"
#include "tests/powercut/each_sync.hpp"
#include "tests/powercut/power_cut_vfs.hpp"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace dageng;
using namespace dageng::journal;
using namespace dageng::powercut;

namespace {

/// Appends records of random sizes in random bursts, closes the journal and opens it again.
class JournalStory {
  public:
    explicit JournalStory(std::uint64_t seed) : random_(seed) {}

    void play(PowerCutDisk& disk) {
        try {
            disk.make_directory("/data");
            disk.sync_directory("/");
            for (int session = 0; session < 3; ++session)
                append_some(disk);
        } catch (const std::exception&) {
            // The power is gone; what was told before counts.
        }
    }

    std::optional<std::string> loss(PowerCutDisk& disk) {
        try {
            disk.make_directory("/data");
            const PowerCutVfs vfs(disk);
            Ear ear;
            SqliteJournal journal("/data/journal.db", options(disk, vfs));
            if (const auto lost = compare(journal))
                return lost;
            ear.listen_to(journal);
            const Offset next = journal.head().last + 1;
            journal.append({record(next)});
            if (!ear.wait_for(next))
                return "it doesn't go on";
            return std::nullopt;
        } catch (const std::exception& error) {
            return std::string("it doesn't open: ") + error.what();
        }
    }

  private:
    static SqliteOptions options(PowerCutDisk& disk, const PowerCutVfs& vfs) {
        // Few pages, so that checkpoints are part of the story.
        return {
            vfs.name(),
            [&disk](const auto& folder) { disk.sync_directory(folder); },
            6,
            24,
            std::chrono::milliseconds{0}
        };
    }

    void append_some(PowerCutDisk& disk) {
        const PowerCutVfs vfs(disk);
        Ear ear;
        SqliteJournal journal("/data/journal.db", options(disk, vfs));
        if (const auto lost = compare(journal))
            throw JournalError(*lost);
        // What an opened journal shows, it shows as durable.
        log_ = journal.head().log;
        durable_ = journal.head().last;
        appended_.resize(read_all(journal).size());
        ear.listen_to(journal);
        for (int burst = 0; burst < 4; ++burst) {
            for (std::uint64_t records = 1 + random_() % 4; records > 0; --records)
                journal.append({make_record()});
            if (!ear.wait_for(appended_.back().last()))
                return;
            durable_ = appended_.back().last();
        }
    }

    const Record& make_record() {
        Record made = record(
            appended_.empty() ? 1 : appended_.back().last() + 1,
            static_cast<std::uint32_t>(1 + random_() % 3)
        );
        made.body.resize(random_() % 10 == 0 ? 20'000 : random_() % 2000);
        for (char& byte : made.body)
            byte = static_cast<char>(random_());
        appended_.push_back(std::move(made));
        return appended_.back();
    }

    /// What a journal lacks of what was told, or has that was never appended.
    std::optional<std::string> compare(const Journal& journal) const {
        const Head head = journal.head();
        if (!log_.empty() && head.log != log_)
            return "it has another log";
        if (head.last < durable_)
            return "it ends at " + std::to_string(head.last) + ", durable was " +
                   std::to_string(durable_);
        const auto found = read_all(journal);
        if (found.size() > appended_.size())
            return "it holds more than was appended";
        for (std::size_t i = 0; i < found.size(); ++i)
            if (found[i].first != appended_[i].first || found[i].body != appended_[i].body)
                return "event " + std::to_string(found[i].first) + " isn't what was appended";
        if ((found.empty() ? 0 : found.back().last()) != head.last)
            return "its head is elsewhere";
        return std::nullopt;
    }

    std::mt19937_64 random_;
    std::vector<Record> appended_;
    Offset durable_ = 0;
    std::string log_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(journal_powercut_suite)

BOOST_AUTO_TEST_CASE(a_power_cut_at_any_sync_takes_nothing_that_was_told_durable) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const Cuts cuts = cut_at_each_sync([&] { return JournalStory(seed); }, seed * 1000);
        BOOST_TEST(cuts.losses == "");
        BOOST_TEST(cuts.made > 20U);
    }
}

BOOST_AUTO_TEST_CASE(nor_does_a_power_cut_after_the_process_was_killed) {
    const Cuts cuts = kill_at_each_sync_then_cut([] { return JournalStory(1); }, 1000, 4);
    BOOST_TEST(cuts.losses == "");
    BOOST_TEST(cuts.made > 100U);
}

BOOST_AUTO_TEST_CASE(with_syncing_switched_off_there_are_losses) {
    for (const Unsynced off : {Unsynced::files, Unsynced::directories, Unsynced::all}) {
        const Cuts cuts = cut_at_each_sync([] { return JournalStory(1); }, 1000, off);
        BOOST_TEST(!cuts.losses.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_disk_that_fails_is_told_and_ends_the_writing) {
    PowerCutDisk disk(1);
    disk.make_directory("/data");
    const PowerCutVfs vfs(disk);
    Ear ear;
    SqliteOptions options{vfs.name(), [&](const auto& f) { disk.sync_directory(f); }};
    SqliteJournal journal("/data/journal.db", options);
    ear.listen_to(journal);
    journal.append({record(1)});
    BOOST_TEST(ear.wait_for(1));
    disk.cut_at(disk.count_syncs() + 1);
    journal.append({record(2)});
    BOOST_TEST(!ear.wait_for(2));
    journal.append({record(3)});
    const Outcome heard = ear.heard().back();
    BOOST_TEST((heard.kind == Outcome::Kind::failed));
    BOOST_TEST(heard.last == 1U);
    BOOST_TEST(heard.reason.find("/data/journal.db") != std::string::npos);
    BOOST_TEST(journal.head().last == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
