#include "server/district/sealing.hpp"

#include "protocol/assert.hpp"
#include "protocol/codec.hpp"
#include "protocol/hex.hpp"
#include "server/engine/choice.hpp"
#include "server/engine/safety_making.hpp"
#include "server/engine/search.hpp"

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace dageng::district {

namespace {

template <class T>
void seal_value(protocol::Personal<T>& value, protocol::KeyId key, vault::Vault& vault) {
    if (!value.is_sealed() && !value.clear().empty()) {
        value = protocol::Personal<T>{vault.seal(key, value.clear().value)};
    }
}

/// The lines of those next in line with numbers for people; nobody's without the incident's key.
std::string numbered(const std::string& lines, const std::optional<vault::SecretKey>& key) {
    auto next = engine::waiting_from_lines(lines);
    for (engine::Waiting& one : next) {
        one.person = {key ? number_in(*key, one.person) : 0};
    }
    return engine::to_lines(next);
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

/// With the district's own key.
std::string districts_hash(std::string_view text, vault::Vault& vault) {
    const auto key = vault.key(district_key);
    DAGENG_ASSERT(key.has_value());
    return keyed_hash(text, *key);
}

} // namespace

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
    return protocol::to_hex(hash);
}

void seal(protocol::Command& command, protocol::KeyId key, vault::Vault& vault) {
    std::visit([&](auto& one) { seal_members(one, key, vault); }, command);
}

void seal_made(engine::Event& event, const engine::State& state, vault::Vault& vault) {
    if (auto* track = std::get_if<engine::TrackKept>(&event)) {
        seal_value(track->points, state.incidents.at(track->incident).key, vault);
    }
    auto* choice = std::get_if<engine::ChoiceExplained>(&event);
    if (choice == nullptr) {
        return;
    }
    const protocol::KeyId key = state.incidents.at(choice->incident).key;
    seal_value(choice->figures, key, vault);
    if (!choice->next.is_sealed() && !choice->next.clear().empty()) {
        choice->next =
            decltype(choice->next){{numbered(choice->next.clear().value, vault.key(key))}};
        seal_value(choice->next, choice->next_key, vault);
    }
}

std::uint32_t number_in(const vault::SecretKey& incident_key, protocol::PersonId person) {
    const std::string hash =
        keyed_hash("next in line: " + std::to_string(person.value), incident_key);
    std::uint32_t number = 0;
    std::from_chars(hash.data(), hash.data() + 8, number, 16);
    return number;
}

std::string fingerprint(const protocol::Command& command, vault::Vault& vault) {
    return districts_hash(protocol::canonical(command), vault);
}

std::string
secret_fingerprint(const protocol::Command& command, protocol::KeyId id, vault::Vault& vault) {
    if (const auto* search = std::get_if<protocol::SearchIncidents>(&command)) {
        return searched_fingerprint(search->words.clear().value, vault);
    }
    const auto* word = engine::safe_word_in(command);
    if (word == nullptr) {
        return {};
    }
    const auto key = vault.key(id);
    return key ? keyed_hash("safe word: " + word->clear().value, *key) : "no key";
}

std::string searched_fingerprint(std::string_view words, vault::Vault& vault) {
    auto terms = engine::search_terms(words);
    std::sort(terms.begin(), terms.end());
    std::string text;
    for (const std::string& term : terms) {
        text += ' ' + term;
    }
    return text.empty() ? text : districts_hash("looked for:" + text, vault);
}

std::uint32_t mark_id(
    protocol::PersonId person,
    protocol::PersonId watcher,
    protocol::TimeMs now,
    const vault::SecretKey& key
) {
    constexpr std::int64_t quarter_ms = 900'000;
    const std::array<std::uint64_t, 3> what{
        person.value, watcher.value, static_cast<std::uint64_t>(now.value / quarter_ms)
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
