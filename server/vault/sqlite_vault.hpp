#pragma once

#include "server/vault/credentials.hpp"
#include "server/vault/files.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace dageng::vault {

/// Where a SqliteVault lives. The default is the system's file system.
struct VaultOptions {
    std::shared_ptr<Files> files = {}; ///< Null for posix_files().
    std::string vfs = {};              ///< Name of a registered SQLite VFS; empty for the system's.
    /// Gives the master key where it isn't in `master.key`; none: it is. Throws VaultError.
    std::function<SecretKey()> master = {};
};

/// A vault in a folder: `vault.db` (SQLite, write-ahead log, deleted content overwritten) with the
/// wrapped keys and the credentials, as hashes, and `master.key`, which unwraps them. Whoever backs
/// up both to the same place has sealed nothing.
class SqliteVault final : public Vault, public Credentials {
  public:
    /// Opens the vault of the folder, which must exist, or makes one with a new master key.
    /// Throws VaultError when another server uses the folder, and when `master.key` is missing
    /// though there is a vault, is another vault's, or may be read by others than its owner.
    explicit SqliteVault(const std::filesystem::path& folder, const VaultOptions& options = {});

    ~SqliteVault() override;

    /// Wraps all keys by another master key, and returns when nothing on disk can be opened by the
    /// one of before: a new one in `master.key`, or what `master` of the options gives now. Goes on
    /// beside everything else. Throws VaultError, also when the key is the same.
    void rotate_master();

    void make_keys(KeyId last) override;
    KeyId last_key() const override;
    protocol::Sealed seal(KeyId key, std::string_view clear) override;
    std::optional<std::string> open(const protocol::Sealed& sealed) override;
    std::optional<SecretKey> key(KeyId key) override;
    void destroy_keys(const std::vector<KeyId>& keys) override;
    void keep_token(const TokenHash& token, const TokenOwner& owner) override;
    std::optional<TokenOwner> owner_of(const TokenHash& token) const override;
    void forget_tokens(PersonId person) override;

    void keep_code(const TokenHash& code, PersonId person, TimeMs until) override;
    std::optional<PersonId> person_of_code(const TokenHash& code, TimeMs now) const override;
    void admit(const TokenHash& token, const TokenOwner& owner, bool uses_code) override;
    bool renew(const TokenHash& old, const TokenHash& fresh, TimeMs now) override;
    bool knows(PersonId person, const DeviceMark& device) const override;
    std::vector<KnownDevice> devices_of(PersonId person) const override;
    bool keep_login(std::string_view name, const Login& login) override;
    std::optional<Login> login(std::string_view name) const override;
    bool use_step(PersonId person, std::int64_t step) override;
    void forget_device(PersonId person, const DeviceMark& device, bool known) override;
    void forget_person(PersonId person) override;
    void forget_old(TimeMs made_before, TimeMs replaced_before) override;

  private:
    class Store;
    std::unique_ptr<Store> store_;
};

} // namespace dageng::vault
