#pragma once

#include "protocol/errors.hpp"
#include "server/app/accounts.hpp"
#include "server/app/foundation.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Erasing a person: the district forgets them (an event), a list outside of every back-up names
/// them, and then nothing is left of what admits them and of the keys that seal what is theirs.
namespace dageng::app {

/// One line of the list: the journal's name, a person's number in it, and those of the keys that
/// were destroyed.
struct Erasure {
    std::string log;
    protocol::PersonId person;
    std::vector<protocol::KeyId> keys;

    bool operator==(const Erasure&) const = default;
};

/// Of the list in a data folder.
inline constexpr const char* erasures_name = "erasures.list";

/// What the list says; nothing when there is no such file. Throws StartError for a line that isn't
/// one; the last may be cut off.
std::vector<Erasure> read_erasures(const std::filesystem::path& list);

/// Adds what it doesn't say yet; durable on return. Throws FilesError.
void add_erasure(const std::filesystem::path& list, const Erasure& erasure);

/// What `dageng person erase` asks for.
struct ErasePerson {
    AccountNumber person;
};
BOOST_DESCRIBE_STRUCT(ErasePerson, (), (person))

/// Erases a person; when it returns nothing opens what was theirs. Harmless when repeated. Refused
/// as engine::erase says. Throws VaultError, FilesError. Any thread but the district's.
protocol::Result<Erasure> erase_person(Foundation& foundation, const ErasePerson& wanted);

/// After the start: finishes what was cut off, and erases anew those whom a restore brought back.
void carry_out_erasures(Foundation& foundation);

/// A back-up of the journal `log`, with people and keys in use up to these numbers, becomes one of
/// another name. What the list names beyond them belongs to nobody here, or to somebody else later.
struct Restored {
    std::string log;
    std::uint64_t last_person = 0;
    protocol::KeyId last_key;
    std::string new_log;
};

/// In a restored vault: destroys what the list names of that journal, and adds that to the restored
/// district's list under the new name. Gives how many people.
std::size_t erase_in_restored(
    vault::SqliteVault& vault,
    const std::filesystem::path& list,
    const std::filesystem::path& new_list,
    const Restored& restored
);

} // namespace dageng::app
