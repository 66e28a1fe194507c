#include "server/vault/memory_vault.hpp"
#include "server/vault/sealed_stream.hpp"
#include "tests/powercut/each_sync.hpp"
#include "tests/powercut/power_cut_files.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <random>
#include <set>

using namespace dageng;
using namespace dageng::vault;
using namespace dageng::powercut;

namespace {

/// Keeps sealed files the way photos have to be kept: written and synced under a draft's name, then
/// renamed, then the folder synced. What has a final name is whole, told or not.
class FilesStory {
  public:
    explicit FilesStory(std::uint64_t seed) : random_(seed) { vault_->make_keys(KeyId{1}); }

    void play(PowerCutDisk& disk) {
        try {
            PowerCutFiles files(disk);
            files.make_directory("/data");
            files.sync_directory("/");
            files.make_directory("/data/photos");
            files.sync_directory("/data");
            for (const std::string& draft : files.list("/data/photos"))
                if (draft.ends_with(".draft"))
                    files.remove("/data/photos/" + draft);
            for (int photo = 0; photo < 6; ++photo)
                keep(files);
        } catch (const FilesError&) {
            // The power is gone; what was told before counts.
        }
    }

    std::optional<std::string> loss(PowerCutDisk& disk) const {
        const PowerCutFiles files(disk);
        for (std::size_t i = 0; i < photos_.size(); ++i) {
            const auto path = final_name(i);
            if (!files.exists(path)) {
                if (told_.contains(i))
                    return path + " is gone";
                continue;
            }
            SealedReader reader(*vault_->key(KeyId{1}), path);
            const auto clear = reader.push(files.read(path));
            const auto rest = clear ? reader.finish() : std::nullopt;
            if (!rest || *clear + *rest != photos_[i])
                return path + " is torn";
        }
        return std::nullopt;
    }

  private:
    static std::string final_name(std::size_t photo) {
        return "/data/photos/" + std::to_string(photo);
    }

    void keep(PowerCutFiles& files) {
        photos_.emplace_back(random_() % 200'000, static_cast<char>('a' + random_() % 26));
        const std::string path = final_name(photos_.size() - 1);
        SealedWriter writer(*vault_->key(KeyId{1}), path);
        {
            const auto draft = files.create_new(path + ".draft");
            draft->write(writer.push(photos_.back()));
            draft->write(writer.finish());
            draft->sync();
        }
        files.rename(path + ".draft", path);
        files.sync_directory("/data/photos");
        told_.insert(photos_.size() - 1);
    }

    std::mt19937_64 random_;
    std::unique_ptr<MemoryVault> vault_ = std::make_unique<MemoryVault>();
    std::vector<std::string> photos_;
    std::set<std::size_t> told_;
};

struct OnDisk {
    PowerCutDisk disk{1};
    PowerCutFiles files{disk};
};

} // namespace

BOOST_AUTO_TEST_SUITE(files_powercut_suite)

BOOST_AUTO_TEST_CASE(a_power_cut_at_any_sync_takes_no_file_that_was_kept_and_tears_none) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const Cuts cuts = cut_at_each_sync([&] { return FilesStory(seed); }, seed * 1000);
        BOOST_TEST(cuts.losses == "");
        BOOST_TEST(cuts.made == 15U);
    }
}

BOOST_AUTO_TEST_CASE(nor_does_a_power_cut_after_the_process_was_killed) {
    const Cuts cuts = kill_at_each_sync_then_cut([] { return FilesStory(1); }, 1000, 8);
    BOOST_TEST(cuts.losses == "");
    BOOST_TEST(cuts.made > 40U);
}

BOOST_AUTO_TEST_CASE(with_syncing_switched_off_there_are_losses) {
    for (const Unsynced off : {Unsynced::files, Unsynced::directories, Unsynced::all}) {
        const Cuts cuts = cut_at_each_sync([] { return FilesStory(1); }, 1000, off);
        BOOST_TEST(!cuts.losses.empty());
    }
}

BOOST_FIXTURE_TEST_CASE(files_of_the_disk_do_what_the_systems_do, OnDisk) {
    files.make_directory("/photos");
    files.make_directory("/photos");
    {
        const auto opened = files.create_new("/photos/a");
        opened->write("0123");
        opened->write("456789");
        opened->sync();
    }
    BOOST_CHECK_THROW(files.create_new("/photos/a"), FilesError);
    BOOST_TEST(files.read("/photos/a") == "0123456789");
    BOOST_TEST(files.read("/photos/a", 8, 10) == "89");
    files.append_to("/photos/a", 4)->write("AB");
    BOOST_TEST(files.read("/photos/a") == "0123AB");
    BOOST_CHECK_THROW(files.append_to("/photos/a", 7), FilesError);
    files.rename("/photos/a", "/b");
    BOOST_TEST(files.list("/photos").empty());
    BOOST_TEST(files.list("/") == std::vector<std::string>{"b"});
    BOOST_TEST(files.size("/b") == 6U);
    files.remove("/b");
    files.remove("/b");
    BOOST_TEST(!files.exists("/b"));
    BOOST_CHECK_THROW(files.read("/b"), FilesError);
    BOOST_CHECK_THROW(files.sync_directory("/nowhere"), FilesError);
    const auto held = files.lock("/lock");
    BOOST_TEST(held != nullptr);
    BOOST_TEST(files.lock("/lock") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(after_a_cut_files_say_so, OnDisk) {
    const auto opened = files.create_new("/a");
    disk.cut();
    BOOST_CHECK_THROW(opened->write("x"), FilesError);
    BOOST_CHECK_THROW(opened->sync(), FilesError);
    BOOST_CHECK_THROW(files.exists("/a"), FilesError);
}

BOOST_AUTO_TEST_SUITE_END()
