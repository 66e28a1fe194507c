#include "tests/powercut/district_story.hpp"
#include "tests/powercut/each_sync.hpp"

#include <boost/test/unit_test.hpp>

// The whole product over one disk: journal, vault and photos, behind the leader that acknowledges.
using namespace dageng::powercut;

BOOST_AUTO_TEST_SUITE(story_powercut_suite)

BOOST_AUTO_TEST_CASE(with_power_the_story_comes_to_its_end) {
    PowerCutDisk disk(1);
    DistrictStory story;
    story.play(disk);
    BOOST_TEST(story.is_told());
    BOOST_TEST(story.loss(*disk.after_cut()).value_or("") == "");
    BOOST_TEST_MESSAGE(disk.count_syncs() << " syncs");
}

BOOST_AUTO_TEST_CASE(a_power_cut_at_any_sync_of_the_story_takes_nothing_that_was_acknowledged) {
    const Cuts cuts = cut_at_each_sync([] { return DistrictStory(); }, 1000);
    BOOST_TEST(cuts.losses == "");
    BOOST_TEST(cuts.made > 40U);
}

BOOST_AUTO_TEST_CASE(nor_does_a_power_cut_after_the_process_was_killed_and_the_story_went_on) {
    const Cuts cuts = kill_at_each_sync_then_cut([] { return DistrictStory(); }, 1000, 2);
    BOOST_TEST(cuts.losses == "");
    BOOST_TEST(cuts.made > 100U);
}

BOOST_AUTO_TEST_CASE(with_syncing_switched_off_the_story_has_losses) {
    for (const Unsynced off : {Unsynced::files, Unsynced::directories, Unsynced::all}) {
        const Cuts cuts = cut_at_each_sync([] { return DistrictStory(); }, 1000, off);
        BOOST_TEST(cuts.losses.find("missing: ") != std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
