#include "server/district/key_reserve.hpp"
#include "server/vault/memory_vault.hpp"

#include <boost/test/unit_test.hpp>

#include <future>

// Server/district/key_reserve.cpp
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

BOOST_AUTO_TEST_SUITE(key_reserve)

BOOST_AUTO_TEST_CASE(a_batch_is_made_when_few_are_left_and_none_when_there_are_enough) {
    WatchedVault vault;
    district::KeyReserve reserve{vault};
    reserve.used({1});
    BOOST_TEST(vault.made.get_future().get() == 1 + district::KeyReserve::full);
    vault.made = {};
    reserve.used({2});
    const std::uint64_t used = district::KeyReserve::full - district::KeyReserve::low + 2;
    reserve.used({used});
    BOOST_TEST(vault.made.get_future().get() == used + district::KeyReserve::full);
}

BOOST_AUTO_TEST_CASE(a_vault_that_fails_ends_the_reserve_and_harms_nobody_else) {
    WatchedVault vault;
    vault.fails = true;
    district::KeyReserve reserve{vault};
    reserve.used({1});
    vault.tried.get_future().wait();
    reserve.used({1});
    BOOST_TEST(vault.last_key().value == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
