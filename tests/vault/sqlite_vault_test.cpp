#include "server/vault/sqlite_vault.hpp"
#include "tests/temporary_folder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

using namespace dageng;
using namespace dageng::vault;

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& file) {
    std::ifstream opened(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(opened), {}};
}

struct InFolder {
    TemporaryFolder folder;
    fs::path master = folder / "master.key";
    fs::path database = folder / "vault.db";

    void change(const std::string& sql) const {
        SQLite::Database(database.string(), SQLite::OPEN_READWRITE).exec(sql);
    }

    void refuses(const std::string& why) const {
        BOOST_CHECK_EXCEPTION(SqliteVault{folder.path()}, VaultError, [&](const VaultError& error) {
            return std::string(error.what()).find(why) != std::string::npos;
        });
    }
};

/// A folder with a vault of three keys, closed.
struct WithVault : InFolder {
    protocol::Sealed sealed;

    WithVault() {
        SqliteVault vault(folder.path());
        vault.make_keys(KeyId{3});
        sealed = vault.seal(KeyId{2}, "words");
        vault.keep_token(hash_token("token"), {PersonId{5}});
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(sqlite_vault_suite)

BOOST_FIXTURE_TEST_CASE(a_vault_of_format_1_is_raised_and_its_tokens_stay_good, WithVault) {
    change(
        "DROP TABLE tokens; DROP TABLE devices; DROP TABLE codes; DROP TABLE logins;"
        "CREATE TABLE tokens(hash BLOB PRIMARY KEY, person INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
        "CREATE INDEX tokens_by_person ON tokens(person); PRAGMA user_version = 1"
    );
    {
        SQLite::Database file(database.string(), SQLite::OPEN_READWRITE);
        SQLite::Statement insert(file, "INSERT INTO tokens(hash, person) VALUES (?, 5)");
        const TokenHash hash = hash_token("of before");
        insert.bind(1, hash.data(), static_cast<int>(hash.size()));
        insert.exec();
    }
    for (int start = 0; start < 2; ++start) {
        SqliteVault vault(folder.path());
        BOOST_TEST((vault.owner_of(hash_token("of before")) == TokenOwner{PersonId{5}}));
        BOOST_TEST(!vault.renew(hash_token("of before"), hash_token("another"), {1}));
        vault.admit(hash_token("of today"), {PersonId{5}, mark_device("a-phone"), {1}}, false);
    }
}

BOOST_FIXTURE_TEST_CASE(a_vault_is_the_same_after_a_restart, WithVault) {
    {
        SqliteVault vault(folder.path());
        BOOST_TEST(vault.last_key().value == 3U);
        BOOST_TEST((vault.open(sealed) == "words"));
        BOOST_TEST(vault.owner_of(hash_token("token"))->person.value == 5U);
        vault.forget_tokens(PersonId{5});
        vault.make_keys(KeyId{4});
    }
    SqliteVault vault(folder.path());
    BOOST_TEST(!vault.owner_of(hash_token("token")));
    BOOST_TEST(vault.last_key().value == 4U);
    BOOST_TEST((vault.open(sealed) == "words"));
}

BOOST_FIXTURE_TEST_CASE(
    a_destroyed_key_is_in_no_file_and_opens_nothing_after_a_restart, WithVault
) {
    std::string wrapped;
    {
        SQLite::Database found(database.string(), SQLite::OPEN_READONLY);
        wrapped = found.execAndGet("SELECT wrapped FROM keys WHERE id = 2").getString();
    }
    BOOST_REQUIRE(wrapped.size() > 40U);
    const auto files_with_it = [&] {
        return std::count_if(
            fs::directory_iterator(folder.path()),
            fs::directory_iterator(),
            [&](const auto& entry) {
                return content(entry.path()).find(wrapped) != std::string::npos;
            }
        );
    };
    BOOST_TEST(files_with_it() > 0);
    {
        SqliteVault vault(folder.path());
        const auto other = vault.seal(KeyId{3}, "other words");
        vault.destroy_keys({KeyId{2}});
        BOOST_TEST(files_with_it() == 0);
        BOOST_TEST(!vault.open(sealed));
        BOOST_TEST(!vault.key(KeyId{2}));
        BOOST_TEST((vault.open(other) == "other words"));
        vault.destroy_keys({KeyId{2}});
    }
    SqliteVault vault(folder.path());
    BOOST_TEST(!vault.open(sealed));
    BOOST_TEST(vault.last_key().value == 3U);
    BOOST_TEST(files_with_it() == 0);
}

BOOST_FIXTURE_TEST_CASE(the_first_start_makes_a_master_key_for_its_owner_alone, InFolder) {
    const SqliteVault vault(folder.path());
    const std::string text = content(master);
    BOOST_TEST(text.size() == 65U);
    BOOST_TEST(text.find_first_not_of("0123456789abcdef") == 64U);
    BOOST_TEST(text[64] == '\n');
    for (const auto& entry : fs::directory_iterator(folder.path())) {
        const auto others = fs::perms::group_all | fs::perms::others_all;
        BOOST_TEST(((entry.status().permissions() & others) == fs::perms::none), entry.path());
    }
    BOOST_TEST(!fs::exists(folder / "master.key.new"));
}

BOOST_FIXTURE_TEST_CASE(neither_keys_nor_tokens_stand_in_the_database_in_clear, InFolder) {
    SqliteVault vault(folder.path());
    vault.make_keys(KeyId{3});
    vault.keep_token(hash_token("a-token-of-somebody"), {PersonId{5}});
    const auto key = vault.key(KeyId{2});
    const std::string stored = content(database) + content(folder / "vault.db-wal");
    BOOST_TEST(stored.find("a-token-of-somebody") == std::string::npos);
    const std::string clear(key->bytes.begin(), key->bytes.end());
    BOOST_TEST(stored.find(clear) == std::string::npos);
    BOOST_TEST(stored.size() > 0U);
}

BOOST_FIXTURE_TEST_CASE(a_master_key_that_others_may_read_stops_the_start, WithVault) {
    for (const auto rights :
         {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write}) {
        fs::permissions(master, fs::perms::owner_read | fs::perms::owner_write | rights);
        refuses("master.key");
    }
    fs::permissions(master, fs::perms::owner_read);
    BOOST_TEST((SqliteVault(folder.path()).open(sealed) == "words"));
}

BOOST_FIXTURE_TEST_CASE(a_missing_master_key_stops_the_start_and_isnt_replaced, WithVault) {
    fs::rename(master, folder / "elsewhere");
    refuses("is missing");
    BOOST_TEST(!fs::exists(master));
    fs::rename(folder / "elsewhere", master);
    BOOST_TEST((SqliteVault(folder.path()).open(sealed) == "words"));
}

BOOST_FIXTURE_TEST_CASE(another_vaults_master_key_stops_the_start, WithVault) {
    const TemporaryFolder other;
    {
        const SqliteVault vault(other.path());
    }
    fs::copy_file(other / "master.key", master, fs::copy_options::overwrite_existing);
    refuses("is not the key of");
}

BOOST_FIXTURE_TEST_CASE(a_master_key_that_is_no_key_stops_the_start, WithVault) {
    for (const std::string& text :
         {std::string(),
          std::string("abc\n"),
          std::string(63, 'a') + "\n",
          std::string(66, 'a'),
          std::string(64, 'g') + "\n"}) {
        std::ofstream(master, std::ios::trunc) << text;
        refuses("64 hex digits");
    }
}

BOOST_FIXTURE_TEST_CASE(a_start_that_broke_off_before_its_key_was_named_is_made_good, InFolder) {
    std::ofstream(folder / "master.key.new") << "half a k";
    const SqliteVault vault(folder.path());
    BOOST_TEST(content(master).size() == 65U);
    BOOST_TEST(!fs::exists(folder / "master.key.new"));
}

BOOST_FIXTURE_TEST_CASE(a_start_that_broke_off_before_the_database_keeps_its_master_key, InFolder) {
    {
        const SqliteVault vault(folder.path());
    }
    const std::string before = content(master);
    fs::remove(database);
    SqliteVault vault(folder.path());
    vault.make_keys(KeyId{1});
    BOOST_TEST(content(master) == before);
}

BOOST_FIXTURE_TEST_CASE(a_destroyed_key_opens_nothing_and_isnt_made_again, WithVault) {
    change("DELETE FROM keys WHERE id IN (2, 3)");
    SqliteVault vault(folder.path());
    BOOST_TEST(vault.last_key().value == 3U);
    vault.make_keys(KeyId{3});
    BOOST_TEST(!vault.key(KeyId{2}));
    BOOST_TEST(!vault.open(sealed));
    BOOST_CHECK_THROW(vault.seal(KeyId{3}, "words"), VaultError);
    vault.make_keys(KeyId{4});
    BOOST_TEST(vault.key(KeyId{4}).has_value());
}

BOOST_FIXTURE_TEST_CASE(a_key_put_in_anothers_place_is_found_out, WithVault) {
    change("UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE id = 1) WHERE id = 2");
    SqliteVault vault(folder.path());
    BOOST_CHECK_THROW(vault.key(KeyId{2}), VaultError);
}

BOOST_FIXTURE_TEST_CASE(a_second_server_is_kept_out_and_told_why, InFolder) {
    const SqliteVault vault(folder.path());
    refuses("another server uses the folder");
}

BOOST_FIXTURE_TEST_CASE(another_database_is_refused, InFolder) {
    SQLite::Database(database.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE recipes(name TEXT)");
    refuses("is not a vault of Dageng");
    BOOST_TEST(!fs::exists(master));
}

BOOST_FIXTURE_TEST_CASE(a_newer_format_is_refused_by_number, WithVault) {
    change("PRAGMA user_version = 3");
    refuses("has format 3");
}

/// Copies of all files, for whoever has the master key of before.
struct Copied : WithVault {
    /// Whether the master key of `folder_then` opens the vault of the present files.
    bool opens_now(const std::string& master_of_then) const {
        TemporaryFolder stolen;
        fs::copy_file(database, stolen / "vault.db");
        std::ofstream(stolen / "master.key") << master_of_then;
        fs::permissions(stolen / "master.key", fs::perms::owner_read | fs::perms::owner_write);
        try {
            const SqliteVault vault(stolen.path());
            return true;
        } catch (const VaultError&) {
            return false;
        }
    }
};

BOOST_FIXTURE_TEST_CASE(another_master_key_wraps_everything_and_the_one_of_before_nothing, Copied) {
    const std::string before = content(master);
    BOOST_TEST(opens_now(before));
    Login login{PersonId{5}, "$argon2id$of-a-password", make_one_time_secret()};
    {
        SqliteVault vault(folder.path());
        vault.keep_login("wang", login);
        vault.rotate_master();
        BOOST_TEST((vault.open(sealed) == "words"));
        vault.make_keys(KeyId{5});
        vault.rotate_master();
        BOOST_TEST(fs::file_size(folder / "vault.db-wal") == 0U);
    }
    BOOST_TEST(content(master) != before);
    BOOST_TEST(!fs::exists(folder / "master.key.next"));
    BOOST_TEST(!opens_now(before));
    SqliteVault vault(folder.path());
    BOOST_TEST((vault.open(sealed) == "words"));
    BOOST_TEST(vault.last_key().value == 5U);
    BOOST_TEST((vault.login("wang")->one_time.bytes == login.one_time.bytes));
    BOOST_TEST(vault.owner_of(hash_token("token"))->person.value == 5U);
}

BOOST_FIXTURE_TEST_CASE(
    a_change_of_the_master_key_that_was_cut_off_is_finished_or_forgotten, WithVault
) {
    const std::string before = content(master);
    {
        SqliteVault vault(folder.path());
        vault.rotate_master();
    }
    // As if the power had gone after all was wrapped and before the new key had its name.
    fs::rename(master, folder / "master.key.next");
    std::ofstream(master) << before;
    fs::permissions(master, fs::perms::owner_read | fs::perms::owner_write);
    for (int start = 0; start < 2; ++start) {
        SqliteVault vault(folder.path());
        BOOST_TEST((vault.open(sealed) == "words"));
        BOOST_TEST(!fs::exists(folder / "master.key.next"));
    }
    // And as if it had gone before anything was wrapped.
    std::ofstream(folder / "master.key.next") << before;
    fs::permissions(folder / "master.key.next", fs::perms::owner_read | fs::perms::owner_write);
    SqliteVault vault(folder.path());
    BOOST_TEST((vault.open(sealed) == "words"));
    vault.rotate_master();
    BOOST_TEST((vault.open(sealed) == "words"));
}

BOOST_FIXTURE_TEST_CASE(others_read_and_seal_while_the_master_key_changes, InFolder) {
    SqliteVault vault(folder.path());
    constexpr std::uint64_t keys = 60'000; // More than stay in memory.
    vault.make_keys(KeyId{keys});
    std::atomic<bool> over = false;
    std::atomic<int> wrong = 0;
    std::thread reader([&] {
        for (std::uint64_t i = 0; !over; ++i) {
            const KeyId key{1 + i * 7919 % keys};
            const auto box = vault.seal(key, "words");
            wrong += vault.open(box) == "words" ? 0 : 1;
        }
    });
    for (int i = 0; i < 3; ++i)
        vault.rotate_master();
    over = true;
    reader.join();
    BOOST_TEST(wrong == 0);
}

BOOST_FIXTURE_TEST_CASE(a_master_key_may_come_from_elsewhere_and_lie_in_no_file, InFolder) {
    SecretKey given = make_one_time_secret();
    VaultOptions options;
    options.master = [&] { return given; };
    protocol::Sealed box;
    {
        SqliteVault vault(folder.path(), options);
        vault.make_keys(KeyId{1});
        box = vault.seal(KeyId{1}, "words");
        BOOST_CHECK_THROW(vault.rotate_master(), VaultError); // It is still the same.
        given = make_one_time_secret();
        vault.rotate_master();
    }
    BOOST_TEST(!fs::exists(master));
    BOOST_TEST(!fs::exists(folder / "master.key.next"));
    BOOST_TEST((SqliteVault(folder.path(), options).open(box) == "words"));
    given = make_one_time_secret();
    BOOST_CHECK_THROW(SqliteVault(folder.path(), options), VaultError);
    refuses("master.key");
}

BOOST_FIXTURE_TEST_CASE(keys_not_used_lately_come_from_the_disk, InFolder) {
    SqliteVault vault(folder.path());
    constexpr std::uint64_t keys = 100'000;
    vault.make_keys(KeyId{keys});
    for (const std::uint64_t key : {std::uint64_t{1}, keys / 2, keys}) {
        const auto box = vault.seal(KeyId{key}, "words");
        BOOST_TEST((vault.open(box) == "words"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
