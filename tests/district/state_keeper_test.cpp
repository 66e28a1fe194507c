#include "server/district/state_keeper.hpp"
#include "server/engine/engine.hpp"
#include "server/journal/memory_journal.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

// Server/district/state_keeper.cpp: when a state is worth keeping.
using namespace dageng;
using district::StateKeeper;

namespace {

constexpr protocol::TimeMs start{1'795'600'000'000};

/// A journal and its fold, of events that matter to nobody.
struct Keeping {
    void events(std::uint64_t count) {
        engine::State& state = state_;
        for (std::uint64_t i = 0; i < count; ++i) {
            journal.append({{state.last + 1, 1, start, "event"}});
            ++state.last;
        }
        journal.make_durable();
    }
    /// The last event of the newest state; 0: there is none.
    protocol::Offset kept() {
        const auto state = files.newest(journal);
        return state ? state->last : 0;
    }

    TemporaryFolder folder;
    journal::MemoryJournal journal;
    district::StateFiles files{vault::posix_files(), folder / "states", "this program", 0};
    engine::State state_;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(state_keeper, Keeping)

BOOST_AUTO_TEST_CASE(after_a_start_with_much_to_fold_it_waits_a_minute_and_then_an_hour_each_time) {
    StateKeeper keeper{&files, journal, 0, start};
    events(StateKeeper::least_events);
    keeper.tick(state_, start + (StateKeeper::first_after_ms - 1));
    BOOST_TEST(kept() == 0U);
    keeper.tick(state_, start + StateKeeper::first_after_ms);
    BOOST_TEST(kept() == StateKeeper::least_events);
    const auto first = start + StateKeeper::first_after_ms;
    events(StateKeeper::least_events);
    keeper.tick(state_, first + (StateKeeper::each_ms - 1));
    BOOST_TEST(kept() == StateKeeper::least_events);
    keeper.tick(state_, first + StateKeeper::each_ms);
    BOOST_TEST(kept() == 2 * StateKeeper::least_events);
}

BOOST_AUTO_TEST_CASE(few_events_since_the_last_are_not_worth_another) {
    StateKeeper keeper{&files, journal, StateKeeper::least_events, start};
    events(2 * StateKeeper::least_events - 1);
    keeper.tick(state_, start + StateKeeper::each_ms);
    BOOST_TEST(kept() == 0U);
    events(1);
    keeper.tick(state_, start + StateKeeper::each_ms);
    BOOST_TEST(kept() == 2 * StateKeeper::least_events);
}

BOOST_AUTO_TEST_CASE(a_disk_that_refuses_is_tried_again_an_hour_later) {
    district::StateFiles full{vault::posix_files(), folder / "states", "this program", UINT64_MAX};
    StateKeeper keeper{&full, journal, 0, start};
    events(StateKeeper::least_events);
    keeper.tick(state_, start + StateKeeper::each_ms);
    BOOST_TEST(kept() == 0U);
    district::StateFiles nowhere{
        vault::posix_files(), folder / "no-such-folder" / "states", "this program", 0
    };
    StateKeeper unlucky{&nowhere, journal, 0, start};
    unlucky.tick(state_, start + StateKeeper::each_ms);
    BOOST_TEST(kept() == 0U);
}

BOOST_AUTO_TEST_CASE(where_none_are_kept_nothing_happens) {
    StateKeeper keeper{nullptr, journal, 0, start};
    events(StateKeeper::least_events);
    keeper.tick(state_, start + StateKeeper::each_ms);
    BOOST_TEST(kept() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
