#include "server/vault/vault_format.hpp"

#include "server/vault/credential_rows.hpp"
#include "server/vault/key_rows.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace dageng::vault {

namespace {

constexpr int application_id = 0x4447564C; // "DGVL"
constexpr int present = 2;

} // namespace

int format_of(SQLite::Database& file, const std::string& name) {
    const int id = file.execAndGet("PRAGMA application_id").getInt();
    const int found = file.execAndGet("PRAGMA user_version").getInt();
    if (id == 0 && file.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0)
        return 0;
    if (id != application_id)
        throw VaultError(name + " is not a vault of Dageng");
    if (found < 1 || found > present)
        throw VaultError(
            "vault " + name + " has format " + std::to_string(found) +
            "; this program knows format " + std::to_string(present)
        );
    return found;
}

void create_vault(SQLite::Database& file, const std::string& proof) {
    SQLite::Transaction transaction(file, SQLite::TransactionBehavior::IMMEDIATE);
    file.exec("PRAGMA application_id = " + std::to_string(application_id));
    file.exec("PRAGMA user_version = " + std::to_string(present));
    KeyRows{file}.create(proof);
    CredentialRows{file}.create();
    transaction.commit();
}

void raise_vault(SQLite::Database& file, int format) {
    SQLite::Transaction transaction(file, SQLite::TransactionBehavior::IMMEDIATE);
    if (format == 1)
        CredentialRows{file}.raise();
    file.exec("PRAGMA user_version = " + std::to_string(present));
    transaction.commit();
}

} // namespace dageng::vault
