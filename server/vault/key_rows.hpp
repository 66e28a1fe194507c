#pragma once

#include "server/vault/vault.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace SQLite { // NOLINT(readability-identifier-naming): the library calls itself so.
class Database;
}

namespace dageng::vault {

/// The wrapped keys in a vault's database, and the master key's proof: what it wraps under the
/// number 0. The caller keeps threads apart; each function that changes something wants a
/// transaction of the caller's.
class KeyRows {
  public:
    /// What of a key's row becomes, or is read.
    using Change = std::function<std::string(KeyId, const std::string& wrapped)>;
    struct Master {
        std::string proof;
        KeyId last_key;
    };

    /// The database outlives it.
    explicit KeyRows(SQLite::Database& file) : file_(file) {}

    void create(const std::string& proof);
    /// Nothing in a broken file.
    std::optional<Master> master() const;
    void set_proof(const std::string& proof);

    /// Those after the last, which is `last` from now on.
    void add(const std::vector<std::pair<KeyId, std::string>>& wrapped, KeyId last);
    std::optional<std::string> find(KeyId id) const;
    /// The newest, in any order.
    std::vector<std::pair<KeyId, std::string>> newest(std::size_t most) const;
    void destroy(const std::vector<KeyId>& ids);
    void change_all(const Change& change);

  private:
    SQLite::Database& file_;
};

} // namespace dageng::vault
