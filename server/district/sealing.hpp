#pragma once

#include "protocol/messages.hpp"
#include "server/engine/events.hpp"
#include "server/engine/state.hpp"
#include "server/vault/vault.hpp"

#include <string>
#include <string_view>

/// The step between a client's words and everything that keeps them.
namespace dageng::district {

/// Seals every personal value of the command that isn't empty. `key` must have been made.
void seal(protocol::Command& command, protocol::KeyId key, vault::Vault& vault);

/// Seals what a decision itself made: tracks and explanations, with their incident's key. Of those
/// next in line a number stays (number_in) and no person, sealed with the event's own key.
void seal_made(engine::Event& event, const engine::State& state, vault::Vault& vault);

/// The number that stands for a person within an incident: keyed by the incident's key, so that
/// without it nobody can tell whose it is, and with another it is another.
std::uint32_t number_in(const vault::SecretKey& incident_key, protocol::PersonId person);

/// 16 bytes in hex of keyed BLAKE2b.
std::string keyed_hash(std::string_view text, const vault::SecretKey& key);

/// Tells a command from another under the same id, without telling anybody else what it says: 16
/// bytes in hex of keyed BLAKE2b over the command in clear. The key is the district's own.
std::string fingerprint(const protocol::Command& command, vault::Vault& vault);

/// The same of what in a command no event may hold: the words looked for
/// (searched_fingerprint), or the safe word, with the key of its person; empty when there is
/// neither in it. When the person's key is gone the text is like no fingerprint.
std::string
secret_fingerprint(const protocol::Command& command, protocol::KeyId key, vault::Vault& vault);

/// The same of words that are looked for, whatever their order, capitals and blanks; empty without
/// any.
std::string searched_fingerprint(std::string_view words, vault::Vault& vault);

/// The number of a person on somebody's map, for a quarter of an hour: keyed like fingerprint. On
/// another's map it is another, so that two who compare theirs learn nothing more.
std::uint32_t mark_id(
    protocol::PersonId person,
    protocol::PersonId watcher,
    protocol::TimeMs now,
    const vault::SecretKey& key
);

/// The district's own key, never destroyed.
inline constexpr protocol::KeyId district_key{1};

} // namespace dageng::district
