#include "server/app/erasures.hpp"

#include "server/app/log.hpp"
#include "server/engine/account_rules.hpp"
#include "server/http/photo_store.hpp"
#include "server/vault/files.hpp"

#include <algorithm>
#include <sstream>
#include <string>

namespace dageng::app {

namespace fs = std::filesystem;

namespace {

std::string line_of(const Erasure& erasure) {
    std::string line = erasure.log + ' ' + std::to_string(erasure.person.value);
    for (const protocol::KeyId key : erasure.keys) {
        line += ' ' + std::to_string(key.value);
    }
    return line + '\n';
}

std::optional<Erasure> erasure_in(const std::string& line) {
    std::istringstream words(line);
    Erasure erasure;
    if (!(words >> erasure.log >> erasure.person.value) || erasure.person.value == 0) {
        return std::nullopt;
    }
    for (protocol::KeyId key; words >> key.value;) {
        erasure.keys.push_back(key);
    }
    return words.eof() ? std::optional{erasure} : std::nullopt;
}

std::vector<protocol::ClientId> photos_of(Foundation& foundation, protocol::PersonId person) {
    return foundation.ask([&](const district::Leader& leader, district::Clocks) {
        std::vector<protocol::ClientId> photos;
        for (const auto& [id, photo] : leader.engine().state().photos) {
            if (photo.owner == person) {
                photos.push_back(id);
            }
        }
        return photos;
    });
}

/// What follows the district's word that the person is forgotten.
void carry_out(Foundation& foundation, const Erasure& erasure) {
    add_erasure(foundation.erasures, erasure);
    foundation.vault.forget_person(erasure.person);
    foundation.vault.destroy_keys(erasure.keys);
    // Nobody opens them any more; they only take room.
    const auto files = vault::posix_files();
    for (const protocol::ClientId& photo : photos_of(foundation, erasure.person)) {
        http::remove_photo(*files, foundation.folder / "photos", photo);
    }
}

bool is_carried_out(Foundation& foundation, const Erasure& erasure) {
    return std::none_of(erasure.keys.begin(), erasure.keys.end(), [&](protocol::KeyId key) {
        return foundation.vault.key(key).has_value();
    });
}

} // namespace

std::vector<Erasure> read_erasures(const fs::path& list) {
    std::vector<Erasure> erasures;
    if (!fs::exists(list)) {
        return erasures;
    }
    const std::string text = read_text(list);
    std::size_t number = 0;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = text.find('\n', from);
        if (end == std::string::npos) {
            break;
        }
        ++number;
        auto erasure = erasure_in(text.substr(from, end - from));
        if (!erasure) {
            throw StartError(
                list.string() + ":" + std::to_string(number) +
                ": not a journal, a person and their keys"
            );
        }
        erasures.push_back(std::move(*erasure));
        from = end + 1;
    }
    return erasures;
}

void add_erasure(const fs::path& list, const Erasure& erasure) {
    const auto known = read_erasures(list);
    if (std::find(known.begin(), known.end(), erasure) != known.end()) {
        return;
    }
    const auto files = vault::posix_files();
    if (!files->exists(list)) {
        files->create_new(list)->sync();
        files->sync_directory(fs::absolute(list).parent_path());
    }
    // A last line that was cut off goes.
    const std::string text = files->read(list);
    const std::size_t end = text.rfind('\n');
    const auto file = files->append_to(list, end == std::string::npos ? 0 : end + 1);
    file->write(line_of(erasure));
    file->sync();
}

protocol::Result<Erasure> erase_person(Foundation& foundation, const ErasePerson& wanted) {
    const protocol::PersonId person = person_of(wanted.person);
    auto keys = foundation.ask([&](district::Leader& leader, district::Clocks clocks) {
        return leader.erase(person, clocks);
    });
    if (!keys) {
        return keys.refusal();
    }
    Erasure erasure{foundation.journal.head().log, person, std::move(*keys)};
    carry_out(foundation, erasure);
    return erasure;
}

void carry_out_erasures(Foundation& foundation) {
    const std::string log = foundation.journal.head().log;
    const auto listed = read_erasures(foundation.erasures);
    const auto erased = foundation.ask([&](district::Leader& leader, district::Clocks clocks) {
        // A restore brought them back: the list knows better.
        for (const Erasure& one : listed) {
            if (one.log == log && leader.role_of(one.person)) {
                const auto again = leader.erase(one.person, clocks);
                if (!again) {
                    log_error(
                        "an erased person is back and can't be erased",
                        {{"account", static_cast<std::int64_t>(one.person.value)},
                         {"why", again.refusal().detail}}
                    );
                }
            }
        }
        std::vector<Erasure> all;
        const engine::State& state = leader.engine().state();
        for (const engine::Person& person : state.people) {
            if (!person.erased) {
                continue;
            }
            // Whose line is there needs no walk over all photos.
            const auto known = std::find_if(listed.begin(), listed.end(), [&](const Erasure& one) {
                return one.log == log && one.person == person.id;
            });
            if (known != listed.end()) {
                all.push_back(*known);
            } else {
                all.push_back({log, person.id, engine::keys_of(state, person.id)});
            }
        }
        return all;
    });
    for (const Erasure& one : erased) {
        if (!is_carried_out(foundation, one) ||
            std::find(listed.begin(), listed.end(), one) == listed.end()) {
            carry_out(foundation, one);
        }
    }
}

std::size_t erase_in_restored(
    vault::SqliteVault& vault,
    const fs::path& list,
    const fs::path& new_list,
    const Restored& restored
) {
    std::size_t count = 0;
    for (const Erasure& one : read_erasures(list)) {
        if (one.log != restored.log || one.person.value > restored.last_person) {
            continue;
        }
        Erasure here{restored.new_log, one.person, {}};
        for (const protocol::KeyId key : one.keys) {
            if (key <= restored.last_key) {
                here.keys.push_back(key);
            }
        }
        vault.forget_person(here.person);
        vault.destroy_keys(here.keys);
        add_erasure(new_list, here);
        ++count;
    }
    return count;
}

} // namespace dageng::app
