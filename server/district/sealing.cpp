#include "server/district/sealing.hpp"

#include "protocol/assert.hpp"
#include "protocol/codec.hpp"
#include "server/engine/safety_making.hpp"

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <sodium.h>

#include <array>
#include <cstring>

namespace dageng::district {

namespace {

template <class T>
void seal_value(protocol::Personal<T>& value, protocol::KeyId key, vault::Vault& vault) {
    if (!value.is_sealed() && !value.clear().empty()) {
        value = protocol::Personal<T>{vault.seal(key, value.clear().value)};
    }
}

/// 16 bytes in hex of keyed BLAKE2b.
std::string keyed_hash(std::string_view text, const vault::SecretKey& key) {
    std::array<unsigned char, 16> hash{};
    crypto_generichash(
        hash.data(),
        hash.size(),
        reinterpret_cast<const unsigned char*>(text.data()),
        text.size(),
        key.bytes.data(),
        key.bytes.size()
    );
    std::array<char, 33> hex{};
    return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

template <class T>
void seal_value(T&, protocol::KeyId, vault::Vault&) {}

template <class T>
void seal_members(T& value, protocol::KeyId key, vault::Vault& vault) {
    using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        seal_value(value.*member.pointer, key, vault);
    });
}

} // namespace

void seal(protocol::Command& command, protocol::KeyId key, vault::Vault& vault) {
    std::visit([&](auto& one) { seal_members(one, key, vault); }, command);
}

void seal(engine::TrackKept& track, protocol::KeyId key, vault::Vault& vault) {
    seal_value(track.points, key, vault);
}

std::string fingerprint(const protocol::Command& command, vault::Vault& vault) {
    const auto key = vault.key(district_key);
    DAGENG_ASSERT(key.has_value());
    return keyed_hash(protocol::canonical(command), *key);
}

std::string
safe_word_fingerprint(const protocol::Command& command, protocol::KeyId id, vault::Vault& vault) {
    const auto* word = engine::safe_word_in(command);
    if (word == nullptr) {
        return {};
    }
    const auto key = vault.key(id);
    return key ? keyed_hash("safe word: " + word->clear().value, *key) : "no key";
}

std::uint32_t
mark_id(protocol::PersonId person, protocol::TimeMs now, const vault::SecretKey& key) {
    constexpr std::int64_t quarter_ms = 900'000;
    const std::array<std::uint64_t, 2> what{
        person.value, static_cast<std::uint64_t>(now.value / quarter_ms)
    };
    std::array<unsigned char, crypto_shorthash_BYTES> hash{};
    static_assert(crypto_shorthash_KEYBYTES <= sizeof(key.bytes));
    crypto_shorthash(
        hash.data(),
        reinterpret_cast<const unsigned char*>(what.data()),
        sizeof what,
        key.bytes.data()
    );
    std::uint32_t id = 0;
    std::memcpy(&id, hash.data(), sizeof id);
    return id;
}

} // namespace dageng::district
