#include "tests/powercut/power_cut_disk.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <string>

using namespace dageng::powercut;

namespace {

constexpr int tries = 200;

std::string content(const PowerCutDisk& disk, FileId file) {
    std::string text(disk.size(file), '\0');
    text.resize(disk.read(file, 0, text.data(), text.size()));
    return text;
}

/// A file's content, or "(gone)".
std::string content(const PowerCutDisk& disk, const std::string& path) {
    const auto file = disk.find(path);
    return file ? content(disk, *file) : "(gone)";
}

/// All contents that a file can have after a power cut.
std::set<std::string> left_of(PowerCutDisk& disk, const std::string& path) {
    std::set<std::string> found;
    for (int i = 0; i < tries; ++i)
        found.insert(content(*disk.after_cut(), path));
    return found;
}

FileId durable_file(PowerCutDisk& disk, const std::string& path, const std::string& text) {
    const FileId file = disk.create(path);
    disk.write(file, 0, text);
    disk.sync(file);
    disk.sync_directory("/");
    return file;
}

using Texts = std::set<std::string>;

} // namespace

BOOST_AUTO_TEST_SUITE(disk_suite)

BOOST_AUTO_TEST_CASE(what_was_synced_with_its_name_stays) {
    PowerCutDisk disk(1);
    durable_file(disk, "/a", "synced");
    BOOST_TEST((left_of(disk, "/a") == Texts{"synced"}));
}

BOOST_AUTO_TEST_CASE(a_synced_file_may_vanish_while_its_folder_isnt_synced) {
    PowerCutDisk disk(1);
    const FileId file = disk.create("/a");
    disk.write(file, 0, "synced");
    disk.sync(file);
    BOOST_TEST((left_of(disk, "/a") == Texts{"(gone)", "synced"}));
}

BOOST_AUTO_TEST_CASE(a_file_whose_folder_alone_was_synced_may_be_empty) {
    PowerCutDisk disk(1);
    const FileId file = disk.create("/a");
    disk.write(file, 0, "written");
    disk.sync_directory("/");
    BOOST_TEST((left_of(disk, "/a") == Texts{"", "written"}));
}

BOOST_AUTO_TEST_CASE(unsynced_writes_are_kept_lost_or_torn_by_sectors) {
    PowerCutDisk disk(1);
    const FileId file = durable_file(disk, "/a", std::string(1536, 'o'));
    disk.write(file, 0, std::string(1536, 'n'));
    const Texts found = left_of(disk, "/a");
    BOOST_TEST(found.size() == 8U);
    BOOST_TEST(found.contains(std::string(1536, 'o')));
    BOOST_TEST(found.contains(std::string(1536, 'n')));
    BOOST_TEST(found.contains(std::string(512, 'o') + std::string(512, 'n') + std::string(512, 'o'))
    );
}

BOOST_AUTO_TEST_CASE(a_later_write_may_survive_an_earlier_one) {
    PowerCutDisk disk(1);
    const FileId file = durable_file(disk, "/a", std::string(1024, '.'));
    disk.write(file, 0, "1");
    disk.write(file, 600, "2");
    int second_alone = 0;
    for (const std::string& text : left_of(disk, "/a"))
        if (text[0] == '.' && text[600] == '2')
            ++second_alone;
    BOOST_TEST(second_alone == 1);
}

BOOST_AUTO_TEST_CASE(a_file_that_grew_may_hold_anything_where_nothing_was_written) {
    PowerCutDisk disk(1);
    const FileId file = durable_file(disk, "/a", "");
    disk.write(file, 0, std::string(512, 'a'));
    disk.write(file, 512, std::string(512, 'b'));
    bool zeros = false;
    bool garbage = false;
    for (const std::string& text : left_of(disk, "/a")) {
        if (text.size() < 1024 || text[0] == 'a')
            continue;
        (text[0] == '\0' ? zeros : garbage) = true;
    }
    BOOST_TEST(zeros);
    BOOST_TEST(garbage);
}

BOOST_AUTO_TEST_CASE(an_unsynced_truncation_may_be_undone) {
    PowerCutDisk disk(1);
    const FileId file = durable_file(disk, "/a", "long text");
    disk.truncate(file, 4);
    BOOST_TEST(content(disk, file) == "long");
    BOOST_TEST((left_of(disk, "/a") == Texts{"long", "long text"}));
    disk.sync(file);
    BOOST_TEST((left_of(disk, "/a") == Texts{"long"}));
}

BOOST_AUTO_TEST_CASE(an_unsynced_rename_happened_whole_or_not_at_all) {
    PowerCutDisk disk(1);
    durable_file(disk, "/draft", "new");
    durable_file(disk, "/final", "old");
    disk.rename("/draft", "/final");
    Texts found;
    for (int i = 0; i < tries; ++i) {
        const auto left = disk.after_cut();
        found.insert(content(*left, "/draft") + " " + content(*left, "/final"));
    }
    BOOST_TEST((found == Texts{"(gone) new", "new old"}));
    disk.sync_directory("/");
    BOOST_TEST((left_of(disk, "/final") == Texts{"new"}));
}

BOOST_AUTO_TEST_CASE(an_unsynced_removal_may_be_undone) {
    PowerCutDisk disk(1);
    durable_file(disk, "/a", "text");
    BOOST_TEST(disk.remove("/a"));
    BOOST_TEST(!disk.remove("/a"));
    BOOST_TEST((left_of(disk, "/a") == Texts{"(gone)", "text"}));
    disk.sync_directory("/");
    BOOST_TEST((left_of(disk, "/a") == Texts{"(gone)"}));
}

BOOST_AUTO_TEST_CASE(a_folder_that_vanishes_takes_what_it_holds_with_it) {
    PowerCutDisk disk(1);
    disk.make_directory("/data");
    const FileId file = disk.create("/data/a");
    disk.write(file, 0, "text");
    disk.sync(file);
    disk.sync_directory("/data");
    BOOST_TEST((left_of(disk, "/data/a") == Texts{"(gone)", "text"}));
    disk.sync_directory("/");
    BOOST_TEST((left_of(disk, "/data/a") == Texts{"text"}));
}

BOOST_AUTO_TEST_CASE(syncing_one_folder_leaves_others_unsynced) {
    PowerCutDisk disk(1);
    disk.make_directory("/one");
    disk.make_directory("/two");
    disk.sync_directory("/");
    disk.create("/one/a");
    disk.create("/two/b");
    disk.sync_directory("/one");
    BOOST_TEST((left_of(disk, "/one/a") == Texts{""}));
    BOOST_TEST((left_of(disk, "/two/b") == Texts{"", "(gone)"}));
}

BOOST_AUTO_TEST_CASE(the_power_goes_at_the_chosen_sync_and_nothing_works_any_more) {
    PowerCutDisk disk(1);
    const FileId file = durable_file(disk, "/a", "old");
    BOOST_TEST(disk.count_syncs() == 2U);
    disk.cut_at(4);
    disk.write(file, 0, "new");
    disk.sync(file);
    disk.write(file, 0, "two");
    BOOST_CHECK_THROW(disk.sync(file), PowerCut);
    BOOST_TEST(disk.is_cut());
    BOOST_TEST(disk.count_syncs() == 4U);
    BOOST_CHECK_THROW(disk.find("/a"), PowerCut);
    BOOST_CHECK_THROW(disk.write(file, 0, "x"), PowerCut);
    BOOST_TEST((left_of(disk, "/a") == Texts{"new", "two"}));
}

BOOST_AUTO_TEST_CASE(the_disk_that_is_left_runs_and_can_be_cut_again) {
    PowerCutDisk disk(1);
    durable_file(disk, "/a", "one");
    disk.cut();
    const auto left = disk.after_cut();
    left->write(*left->find("/a"), 0, "two");
    BOOST_TEST((left_of(*left, "/a") == Texts{"one", "two"}));
    left->sync(*left->find("/a"));
    BOOST_TEST((left_of(*left, "/a") == Texts{"two"}));
}

BOOST_AUTO_TEST_CASE(a_killed_process_leaves_what_it_wrote_but_nothing_more_durable) {
    PowerCutDisk disk(1);
    const FileId file = durable_file(disk, "/a", "one");
    disk.write(file, 0, "two");
    disk.cut();
    const auto left = disk.after_kill();
    BOOST_TEST(content(*left, "/a") == "two");
    BOOST_TEST((left_of(*left, "/a") == Texts{"one", "two"}));
}

BOOST_AUTO_TEST_CASE(syncs_that_are_switched_off_count_and_do_nothing) {
    for (const Unsynced off : {Unsynced::files, Unsynced::directories, Unsynced::all}) {
        PowerCutDisk disk(1);
        disk.switch_syncing_off(off);
        durable_file(disk, "/a", "text");
        BOOST_TEST(disk.count_syncs() == 2U);
        const Texts found = left_of(disk, "/a");
        BOOST_TEST(found.contains("text"));
        BOOST_TEST(found.contains("") == (off != Unsynced::directories));
        BOOST_TEST(found.contains("(gone)") == (off != Unsynced::files));
    }
}

BOOST_AUTO_TEST_CASE(one_seed_gives_one_outcome) {
    const auto outcomes = [](std::uint64_t seed) {
        PowerCutDisk disk(seed);
        const FileId file = durable_file(disk, "/a", std::string(4096, 'o'));
        disk.write(file, 0, std::string(8192, 'n'));
        std::string all;
        for (int i = 0; i < 20; ++i)
            all += content(*disk.after_cut(), "/a");
        return all;
    };
    BOOST_TEST((outcomes(7) == outcomes(7)));
    BOOST_TEST((outcomes(7) != outcomes(8)));
}

BOOST_AUTO_TEST_SUITE_END()
