#pragma once

#include "server/vault/credentials.hpp"

#include <functional>

namespace SQLite { // NOLINT(readability-identifier-naming): the library calls itself so.
class Database;
}

namespace dageng::vault {

/// The credentials in a vault's database: their tables, and what is read from and written to them.
/// Each function is one transaction, but for those that read. The caller keeps threads apart.
class CredentialRows {
  public:
    using EachToken = std::function<void(const TokenHash&, const TokenOwner&)>;

    /// The database outlives it.
    explicit CredentialRows(SQLite::Database& file) : file_(file) {}

    /// In the caller's transaction.
    void create();
    /// From format 1, whose tokens had no device; in the caller's transaction.
    void raise();

    void each_token(const EachToken& take) const;
    void keep_token(const TokenHash& token, const TokenOwner& owner);
    void keep_code(const TokenHash& code, PersonId person, TimeMs until);
    std::optional<PersonId> person_of_code(const TokenHash& code, TimeMs now) const;
    void admit(const TokenHash& token, const TokenOwner& owner, bool uses_code);
    void renew(const TokenHash& old, const TokenHash& fresh, const TokenOwner& owner);
    bool knows(PersonId person, const DeviceMark& device) const;
    std::vector<KnownDevice> devices_of(PersonId person) const;

    /// A login as it lies on disk.
    struct Kept {
        PersonId person;
        std::string password;
        std::string one_time; ///< Wrapped.
        std::int64_t last_step = -1;
    };
    /// False: the name is somebody else's.
    bool keep_login(const TokenHash& name, const Kept& login);
    std::optional<Kept> login(const TokenHash& name) const;
    bool use_step(PersonId person, std::int64_t step);
    /// Puts what `change` gives in the place of each secret. In the caller's transaction.
    void each_one_time(const std::function<std::string(PersonId, const std::string&)>& change);

    void forget_device(PersonId person, const DeviceMark& device, bool known);
    void forget_tokens(PersonId person);
    void forget_person(PersonId person);
    /// Gives those that are gone.
    std::vector<TokenHash> forget_old(TimeMs made_before, TimeMs replaced_before);

  private:
    SQLite::Database& file_;
};

} // namespace dageng::vault
