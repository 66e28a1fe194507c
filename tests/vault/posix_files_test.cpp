#include "server/vault/files.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace dageng;
using namespace dageng::vault;

namespace {

namespace fs = std::filesystem;

struct OnDisk {
    TemporaryFolder folder;
    std::shared_ptr<Files> files = posix_files();
    fs::path file = folder / "photo";

    void make(const std::string& content) const {
        const auto opened = files->create_new(file);
        opened->write(content);
        opened->sync();
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(posix_files_suite)

BOOST_FIXTURE_TEST_CASE(a_new_file_holds_what_was_written_and_is_private, OnDisk) {
    const auto opened = files->create_new(file);
    opened->write("one ");
    opened->write("two");
    opened->sync();
    BOOST_TEST(files->read(file) == "one two");
    BOOST_TEST(files->size(file) == 7U);
    BOOST_TEST(files->is_private(file));
    fs::permissions(file, fs::perms::others_read, fs::perm_options::add);
    BOOST_TEST(!files->is_private(file));
}

BOOST_FIXTURE_TEST_CASE(a_new_file_never_replaces_one, OnDisk) {
    make("precious");
    BOOST_CHECK_THROW(files->create_new(file), FilesError);
    BOOST_TEST(files->read(file) == "precious");
}

BOOST_FIXTURE_TEST_CASE(parts_of_a_file_can_be_read, OnDisk) {
    make("0123456789");
    BOOST_TEST(files->read(file, 3, 4) == "3456");
    BOOST_TEST(files->read(file, 8, 10) == "89");
    BOOST_TEST(files->read(file, 20, 10).empty());
}

BOOST_FIXTURE_TEST_CASE(a_file_is_written_on_from_where_it_is_good, OnDisk) {
    make("0123456789");
    files->append_to(file, 4)->write("AB");
    BOOST_TEST(files->read(file) == "0123AB");
    BOOST_CHECK_THROW(files->append_to(file, 7), FilesError);
    BOOST_TEST(files->read(file) == "0123AB");
}

BOOST_FIXTURE_TEST_CASE(files_are_renamed_listed_and_removed, OnDisk) {
    make("content");
    files->make_directory(folder / "kept");
    files->make_directory(folder / "kept");
    files->sync_directory(folder.path());
    files->rename(file, folder / "kept/photo");
    files->create_new(folder / "kept/another");
    BOOST_TEST(files->list(folder / "kept") == (std::vector<std::string>{"another", "photo"}));
    BOOST_TEST(files->list(folder.path()).empty());
    BOOST_TEST(!files->exists(file));
    files->remove(folder / "kept/photo");
    files->remove(folder / "kept/photo");
    BOOST_TEST(!files->exists(folder / "kept/photo"));
}

BOOST_FIXTURE_TEST_CASE(what_isnt_there_is_named, OnDisk) {
    const auto names_it = [&](const FilesError& error) {
        return std::string(error.what()).find(file.string()) != std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(files->read(file), FilesError, names_it);
    BOOST_CHECK_EXCEPTION(files->size(file), FilesError, names_it);
    BOOST_CHECK_EXCEPTION(files->free_bytes(file), FilesError, names_it);
    BOOST_CHECK_EXCEPTION(files->rename(file, folder / "b"), FilesError, names_it);
    BOOST_CHECK_EXCEPTION(files->sync_directory(file), FilesError, names_it);
    BOOST_CHECK_EXCEPTION(files->list(file), FilesError, names_it);
    BOOST_CHECK_EXCEPTION(files->append_to(file, 0), FilesError, names_it);
}

BOOST_FIXTURE_TEST_CASE(a_lock_is_held_once_and_given_up_when_it_goes, OnDisk) {
    auto held = files->lock(folder / "lock");
    BOOST_TEST(held != nullptr);
    BOOST_TEST(files->lock(folder / "lock") == nullptr);
    held.reset();
    BOOST_TEST(files->lock(folder / "lock") != nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
