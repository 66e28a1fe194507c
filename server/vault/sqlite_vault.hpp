#pragma once

#include "server/vault/files.hpp"
#include "server/vault/vault.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace dageng::vault {

/// Where a SqliteVault lives. The default is the system's file system.
struct VaultOptions {
    std::shared_ptr<Files> files; ///< Null for posix_files().
    std::string vfs;              ///< Name of a registered SQLite VFS; empty for the system's.
};

/// A vault in a folder: `vault.db` (SQLite, write-ahead log, deleted content overwritten) with the
/// wrapped keys and the tokens' hashes, and `master.key`, which unwraps them. Whoever backs up both
/// to the same place has sealed nothing.
class SqliteVault final : public Vault {
  public:
    /// Opens the vault of the folder, which must exist, or makes one with a new master key.
    /// Throws VaultError when another server uses the folder, and when `master.key` is missing
    /// though there is a vault, is another vault's, or may be read by others than its owner.
    explicit SqliteVault(const std::filesystem::path& folder, const VaultOptions& options = {});

    ~SqliteVault() override;

    void make_keys(KeyId last) override;
    KeyId last_key() const override;
    protocol::Sealed seal(KeyId key, std::string_view clear) override;
    std::optional<std::string> open(const protocol::Sealed& sealed) override;
    std::optional<SecretKey> key(KeyId key) override;
    void destroy_key(KeyId key) override;
    void keep_token(const TokenHash& token, PersonId person) override;
    std::optional<PersonId> person_of(const TokenHash& token) const override;
    void forget_tokens(PersonId person) override;

  private:
    class Store;
    std::unique_ptr<Store> store_;
};

} // namespace dageng::vault
