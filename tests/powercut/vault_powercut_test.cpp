#include "server/vault/sqlite_vault.hpp"
#include "tests/powercut/each_sync.hpp"
#include "tests/powercut/power_cut_files.hpp"
#include "tests/powercut/power_cut_vfs.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <random>
#include <utility>

using namespace dageng;
using namespace dageng::vault;
using namespace dageng::powercut;

namespace {

std::optional<PersonId> person_of(const SqliteVault& vault, const TokenHash& token) {
    const auto owner = vault.owner_of(token);
    return owner ? std::optional{owner->person} : std::nullopt;
}

/// Makes keys, seals with them, keeps and forgets tokens, closes the vault and opens it again.
class VaultStory {
  public:
    explicit VaultStory(std::uint64_t seed) : random_(seed) {}

    void play(PowerCutDisk& disk) {
        try {
            disk.make_directory("/data");
            disk.sync_directory("/");
            for (int session = 0; session < 3; ++session)
                use(disk);
        } catch (const std::exception&) {
            // The power is gone; what was told before counts.
        }
    }

    std::optional<std::string> loss(PowerCutDisk& disk) {
        try {
            disk.make_directory("/data");
            const PowerCutVfs vfs(disk);
            SqliteVault vault("/data", {std::make_shared<PowerCutFiles>(disk), vfs.name()});
            if (vault.last_key().value < keys_)
                return "keys are missing";
            for (const auto& [sealed, clear] : boxes_)
                if (vault.open(sealed) != clear)
                    return "a box doesn't open";
            for (const auto& [token, person] : tokens_)
                if (person && person_of(vault, token) != *person)
                    return "a token is not as told";
            const KeyId next{vault.last_key().value + 1};
            vault.make_keys(next);
            if (vault.open(vault.seal(next, "more")) != "more")
                return "it doesn't go on";
            return std::nullopt;
        } catch (const std::exception& error) {
            return std::string("it doesn't open: ") + error.what();
        }
    }

  private:
    void use(PowerCutDisk& disk) {
        const PowerCutVfs vfs(disk);
        SqliteVault vault("/data", {std::make_shared<PowerCutFiles>(disk), vfs.name()});
        // What an opened vault knows, it must not forget.
        keys_ = vault.last_key().value;
        for (auto& [token, person] : tokens_)
            if (!person)
                person = person_of(vault, token);
        for (int step = 0; step < 6; ++step) {
            const KeyId last{vault.last_key().value + 1 + random_() % 5};
            vault.make_keys(last);
            keys_ = last.value;
            const KeyId key{1 + random_() % keys_};
            const std::string clear = "words " + std::to_string(random_());
            boxes_.emplace_back(vault.seal(key, clear), clear);

            const PersonId person{1 + random_() % 3};
            const TokenHash token = hash_token(std::to_string(random_()));
            tokens_[token] = std::nullopt;
            vault.keep_token(token, {person});
            tokens_[token] = Whose(person);
            if (random_() % 3 == 0)
                forget(vault, person);
            if (random_() % 4 == 0)
                vault.rotate_master();
        }
    }

    void forget(SqliteVault& vault, PersonId person) {
        std::vector<TokenHash> theirs;
        for (const auto& [token, whose] : tokens_)
            if (whose == Whose(person))
                theirs.push_back(token);
        for (const TokenHash& token : theirs)
            tokens_[token] = std::nullopt;
        vault.forget_tokens(person);
        for (const TokenHash& token : theirs)
            tokens_[token] = Whose(std::nullopt);
    }

    /// Whose a token is, or nobody's; and nothing at all while that is being changed.
    using Whose = std::optional<PersonId>;

    std::mt19937_64 random_;
    std::uint64_t keys_ = 0;
    std::vector<std::pair<protocol::Sealed, std::string>> boxes_;
    std::map<TokenHash, std::optional<Whose>> tokens_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(vault_powercut_suite)

BOOST_AUTO_TEST_CASE(a_power_cut_at_any_sync_takes_no_key_and_no_token_that_was_made) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const Cuts cuts = cut_at_each_sync([&] { return VaultStory(seed); }, seed * 1000);
        BOOST_TEST(cuts.losses == "");
        BOOST_TEST(cuts.made > 40U);
    }
}

BOOST_AUTO_TEST_CASE(nor_does_a_power_cut_after_the_process_was_killed) {
    const Cuts cuts = kill_at_each_sync_then_cut([] { return VaultStory(1); }, 1000, 8);
    BOOST_TEST(cuts.losses == "");
    BOOST_TEST(cuts.made > 100U);
}

BOOST_AUTO_TEST_CASE(with_syncing_switched_off_there_are_losses) {
    for (const Unsynced off : {Unsynced::files, Unsynced::directories, Unsynced::all}) {
        const Cuts cuts = cut_at_each_sync([] { return VaultStory(1); }, 1000, off);
        BOOST_TEST(!cuts.losses.empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
