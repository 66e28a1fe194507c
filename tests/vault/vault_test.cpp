#include "server/vault/memory_vault.hpp"
#include "server/vault/sqlite_vault.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

// What every vault does, whatever keeps it.

using namespace dageng;
using namespace dageng::vault;

namespace {

struct InMemory {
    MemoryVault vault;
};

struct InSqlite {
    TemporaryFolder folder;
    SqliteVault vault{folder.path()};
};

using Vaults = std::tuple<InMemory, InSqlite>;

const std::string words = "\u4e09\u4e2a\u4eba\u8ddf\u7740\u4e00\u4e2a\u5973\u7684";

} // namespace

BOOST_AUTO_TEST_SUITE(vault_suite)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_new_vault_has_no_keys_and_knows_nobody, Kept, Vaults) {
    Kept kept;
    BOOST_TEST(kept.vault.last_key().value == 0U);
    BOOST_TEST(!kept.vault.key(KeyId{1}));
    BOOST_TEST(!kept.vault.owner_of(hash_token("anything")));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keys_are_made_up_to_the_last_and_only_once, Kept, Vaults) {
    Kept kept;
    kept.vault.make_keys(KeyId{3});
    const auto first = kept.vault.key(KeyId{1});
    BOOST_REQUIRE(first);
    kept.vault.make_keys(KeyId{2});
    BOOST_TEST(kept.vault.last_key().value == 3U);
    kept.vault.make_keys(KeyId{5});
    BOOST_TEST(kept.vault.last_key().value == 5U);
    BOOST_TEST(kept.vault.key(KeyId{1})->bytes == first->bytes);
    std::set<std::array<std::uint8_t, 32>> different;
    for (std::uint64_t key = 1; key <= 5; ++key)
        different.insert(kept.vault.key(KeyId{key})->bytes);
    BOOST_TEST(different.size() == 5U);
    BOOST_TEST(!kept.vault.key(KeyId{6}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_sealed_opens, Kept, Vaults) {
    Kept kept;
    kept.vault.make_keys(KeyId{2});
    for (const std::string& clear : {words, std::string(), std::string(100'000, '\0')}) {
        const protocol::Sealed sealed = kept.vault.seal(KeyId{2}, clear);
        BOOST_TEST(sealed.key.value == 2U);
        BOOST_TEST((kept.vault.open(sealed) == clear));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_box_shows_nothing_and_is_never_the_same, Kept, Vaults) {
    Kept kept;
    kept.vault.make_keys(KeyId{1});
    const auto one = kept.vault.seal(KeyId{1}, words);
    const auto two = kept.vault.seal(KeyId{1}, words);
    BOOST_TEST(one.box != two.box);
    BOOST_TEST(one.box.find(words) == std::string::npos);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_changed_box_doesnt_open, Kept, Vaults) {
    Kept kept;
    kept.vault.make_keys(KeyId{1});
    const auto sealed = kept.vault.seal(KeyId{1}, words);
    for (std::size_t i = 0; i < sealed.box.size(); ++i) {
        auto changed = sealed;
        changed.box[i] ^= 1;
        BOOST_TEST(!kept.vault.open(changed));
        auto cut = sealed;
        cut.box.resize(i);
        BOOST_TEST(!kept.vault.open(cut));
    }
    auto longer = sealed;
    longer.box += 'x';
    BOOST_TEST(!kept.vault.open(longer));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_box_cant_be_passed_off_as_another_keys, Kept, Vaults) {
    Kept kept;
    kept.vault.make_keys(KeyId{2});
    auto sealed = kept.vault.seal(KeyId{1}, words);
    sealed.key = KeyId{2};
    BOOST_TEST(!kept.vault.open(sealed));
    sealed.key = KeyId{99};
    BOOST_TEST(!kept.vault.open(sealed));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(sealing_without_the_key_is_an_error, Kept, Vaults) {
    Kept kept;
    kept.vault.make_keys(KeyId{1});
    BOOST_CHECK_THROW(kept.vault.seal(KeyId{2}, words), VaultError);
    BOOST_CHECK_THROW(kept.vault.seal(KeyId{0}, words), VaultError);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_kept_token_says_whose_it_is, Kept, Vaults) {
    Kept kept;
    const std::string token = make_token();
    kept.vault.keep_token(hash_token(token), {PersonId{7}});
    BOOST_TEST(kept.vault.owner_of(hash_token(token))->person.value == 7U);
    BOOST_TEST(!kept.vault.owner_of(hash_token(make_token())));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(
    forgetting_a_person_ends_all_their_tokens_and_no_others, Kept, Vaults
) {
    Kept kept;
    const std::string phone = make_token();
    const std::string console = make_token();
    const std::string other = make_token();
    kept.vault.keep_token(hash_token(phone), {PersonId{7}});
    kept.vault.keep_token(hash_token(console), {PersonId{7}});
    kept.vault.keep_token(hash_token(other), {PersonId{8}});
    kept.vault.forget_tokens(PersonId{7});
    BOOST_TEST(!kept.vault.owner_of(hash_token(phone)));
    BOOST_TEST(!kept.vault.owner_of(hash_token(console)));
    BOOST_TEST(kept.vault.owner_of(hash_token(other))->person.value == 8U);
    kept.vault.forget_tokens(PersonId{99});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(threads_seal_and_open_while_keys_and_tokens_are_made, Kept, Vaults) {
    Kept kept;
    kept.vault.make_keys(KeyId{10});
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (std::uint64_t thread = 1; thread <= 3; ++thread) {
        threads.emplace_back([&, thread] {
            for (std::uint64_t i = 0; i < 100; ++i) {
                const auto sealed = kept.vault.seal(KeyId{1 + i % 10}, words);
                if (kept.vault.open(sealed) != words)
                    ++wrong;
                if (i % 25 == 0)
                    kept.vault.make_keys(KeyId{10 + i + thread});
                const auto token = hash_token(std::to_string(thread * 1000 + i));
                if (i % 10 == 0)
                    kept.vault.keep_token(token, {PersonId{thread}});
                if (i % 10 == 0 && kept.vault.owner_of(token) != TokenOwner{PersonId{thread}})
                    ++wrong;
            }
            kept.vault.forget_tokens(PersonId{thread});
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    BOOST_TEST(wrong == 0);
    BOOST_TEST(kept.vault.last_key().value == 88U);
    BOOST_TEST(!kept.vault.owner_of(hash_token("1000")));
}

BOOST_AUTO_TEST_SUITE_END()
