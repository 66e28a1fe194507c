#include "server/district/keys_thread.hpp"
#include "server/vault/memory_vault.hpp"

#include <boost/test/unit_test.hpp>

#include <future>

using namespace dageng;

namespace {

/// Says when keys were made.
class WatchedVault final : public vault::MemoryVault {
  public:
    void make_keys(protocol::KeyId last) override {
        if (fails) {
            tried.set_value();
            throw vault::VaultError("the disk is full");
        }
        MemoryVault::make_keys(last);
        made.set_value(last.value);
    }

    bool fails = false;
    std::promise<std::uint64_t> made;
    std::promise<void> tried;
};

} // namespace

BOOST_AUTO_TEST_SUITE(keys_thread)

BOOST_AUTO_TEST_CASE(a_batch_is_made_when_few_are_left_and_none_when_there_are_enough) {
    WatchedVault vault;
    district::KeysThread keys{vault, [](protocol::KeyId) {}};
    keys.used({1});
    BOOST_TEST(vault.made.get_future().get() == 1 + district::KeysThread::full);
    vault.made = {};
    keys.used({2});
    const std::uint64_t used = district::KeysThread::full - district::KeysThread::low + 2;
    keys.used({used});
    BOOST_TEST(vault.made.get_future().get() == used + district::KeysThread::full);
}

BOOST_AUTO_TEST_CASE(a_vault_that_fails_ends_it_and_harms_nobody_else) {
    WatchedVault vault;
    vault.fails = true;
    district::KeysThread keys{vault, [](protocol::KeyId) {}};
    keys.used({1});
    vault.tried.get_future().wait();
    keys.used({1});
    BOOST_TEST(vault.last_key().value == 0U);
}

BOOST_AUTO_TEST_CASE(a_key_whose_time_is_over_is_destroyed_once_and_told) {
    vault::MemoryVault vault;
    vault.make_keys({2000});
    const auto sealed = vault.seal({7}, "who was next");
    std::promise<protocol::KeyId> told;
    int times = 0;
    district::KeysThread keys{vault, [&](protocol::KeyId key) {
                                  ++times;
                                  told.set_value(key);
                              }};
    keys.destroy({7});
    keys.destroy({7});
    BOOST_TEST((told.get_future().get() == protocol::KeyId{7}));
    BOOST_TEST(!vault.open(sealed).has_value());
    told = {};
    keys.destroy({8});
    told.get_future().wait();
    BOOST_TEST(times == 2);
}

BOOST_AUTO_TEST_SUITE_END()
