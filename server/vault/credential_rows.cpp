#include "server/vault/credential_rows.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstring>

namespace dageng::vault {

namespace {

using Statement = SQLite::Statement;
using SQLite::Transaction;
constexpr auto at_once = SQLite::TransactionBehavior::IMMEDIATE;

std::int64_t number(PersonId person) {
    return static_cast<std::int64_t>(person.value);
}

PersonId person_in(const SQLite::Column& column) {
    return {static_cast<std::uint64_t>(column.getInt64())};
}

void bind(Statement& statement, int index, PersonId person) {
    statement.bind(index, number(person));
}

void bind(Statement& statement, int index, TimeMs at) {
    statement.bind(index, at.value);
}

void bind(Statement& statement, int index, std::int64_t value) {
    statement.bind(index, value);
}

void bind(Statement& statement, int index, const std::string& bytes) {
    statement.bind(index, bytes.data(), static_cast<int>(bytes.size()));
}

template <std::size_t N>
void bind(Statement& statement, int index, const std::array<std::uint8_t, N>& bytes) {
    statement.bind(index, bytes.data(), static_cast<int>(N));
}

template <class T>
void bind(Statement& statement, int index, const std::optional<T>& value) {
    if (value)
        bind(statement, index, *value);
    else
        statement.bind(index);
}

/// A statement with these values for its question marks.
template <class... Values>
Statement prepared(SQLite::Database& file, const char* sql, const Values&... values) {
    Statement statement(file, sql);
    int index = 0;
    (bind(statement, ++index, values), ...);
    return statement;
}

template <class... Values>
int run(SQLite::Database& file, const char* sql, const Values&... values) {
    return prepared(file, sql, values...).exec();
}

template <std::size_t N>
std::array<std::uint8_t, N> bytes_in(const SQLite::Column& column) {
    std::array<std::uint8_t, N> bytes{};
    if (column.getBytes() != static_cast<int>(N))
        throw VaultError("the vault is broken: a hash has the wrong length");
    std::memcpy(bytes.data(), column.getBlob(), N);
    return bytes;
}

constexpr std::size_t hash_bytes = std::tuple_size_v<TokenHash>;
constexpr std::size_t mark_bytes = std::tuple_size_v<DeviceMark>;

constexpr const char* tables_beside_tokens =
    "CREATE TABLE devices(person INTEGER NOT NULL, device BLOB NOT NULL, since INTEGER NOT NULL, "
    "PRIMARY KEY(person, device)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE codes(hash BLOB PRIMARY KEY, person INTEGER NOT NULL UNIQUE, until INTEGER NOT "
    "NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE logins(name BLOB PRIMARY KEY, person INTEGER NOT NULL UNIQUE, password TEXT NOT "
    "NULL, one_time BLOB NOT NULL, last_step INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

constexpr const char* insert_token =
    "INSERT OR REPLACE INTO tokens(hash, person, device, made_at) VALUES (?, ?, ?, ?)";

} // namespace

void CredentialRows::create() {
    file_.exec("CREATE TABLE tokens(hash BLOB PRIMARY KEY, person INTEGER NOT NULL, device BLOB, "
               "made_at INTEGER NOT NULL DEFAULT 0, replaced_at INTEGER) STRICT, WITHOUT ROWID");
    file_.exec("CREATE INDEX tokens_by_person ON tokens(person)");
    file_.exec(tables_beside_tokens);
}

void CredentialRows::raise() {
    file_.exec("ALTER TABLE tokens ADD COLUMN device BLOB");
    file_.exec("ALTER TABLE tokens ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0");
    file_.exec("ALTER TABLE tokens ADD COLUMN replaced_at INTEGER");
    file_.exec(tables_beside_tokens);
}

void CredentialRows::each_token(const EachToken& take) const {
    Statement all(file_, "SELECT hash, person, device, made_at FROM tokens");
    while (all.executeStep()) {
        TokenOwner owner{person_in(all.getColumn(1)), std::nullopt, {all.getColumn(3).getInt64()}};
        if (!all.getColumn(2).isNull())
            owner.device = bytes_in<mark_bytes>(all.getColumn(2));
        take(bytes_in<hash_bytes>(all.getColumn(0)), owner);
    }
}

void CredentialRows::keep_token(const TokenHash& token, const TokenOwner& owner) {
    run(file_, insert_token, token, owner.person, owner.device, owner.made_at);
}

void CredentialRows::keep_code(const TokenHash& code, PersonId person, TimeMs until) {
    Transaction transaction(file_, at_once);
    run(file_, "DELETE FROM codes WHERE person = ?", person);
    run(file_, "INSERT INTO codes(hash, person, until) VALUES (?, ?, ?)", code, person, until);
    transaction.commit();
}

std::optional<PersonId> CredentialRows::person_of_code(const TokenHash& code, TimeMs now) const {
    auto find = prepared(file_, "SELECT person FROM codes WHERE hash = ? AND until > ?", code, now);
    return find.executeStep() ? std::optional{person_in(find.getColumn(0))} : std::nullopt;
}

void CredentialRows::admit(const TokenHash& token, const TokenOwner& owner, bool uses_code) {
    Transaction transaction(file_, at_once);
    run(file_, "DELETE FROM tokens WHERE person = ? AND device = ?", owner.person, owner.device);
    run(file_, insert_token, token, owner.person, owner.device, owner.made_at);
    run(file_,
        "INSERT OR IGNORE INTO devices(person, device, since) VALUES (?, ?, ?)",
        owner.person,
        owner.device,
        owner.made_at);
    if (uses_code)
        run(file_, "DELETE FROM codes WHERE person = ?", owner.person);
    transaction.commit();
}

void CredentialRows::renew(const TokenHash& old, const TokenHash& fresh, const TokenOwner& owner) {
    Transaction transaction(file_, at_once);
    run(file_,
        "DELETE FROM tokens WHERE person = ? AND device = ? AND hash <> ?",
        owner.person,
        owner.device,
        old);
    run(file_, insert_token, fresh, owner.person, owner.device, owner.made_at);
    run(file_,
        "UPDATE tokens SET replaced_at = coalesce(replaced_at, ?) WHERE hash = ?",
        owner.made_at,
        old);
    transaction.commit();
}

bool CredentialRows::knows(PersonId person, const DeviceMark& device) const {
    return prepared(file_, "SELECT 1 FROM devices WHERE person = ? AND device = ?", person, device)
        .executeStep();
}

std::vector<KnownDevice> CredentialRows::devices_of(PersonId person) const {
    auto all = prepared(
        file_,
        "SELECT device, since, EXISTS(SELECT 1 FROM tokens WHERE tokens.person = devices.person "
        "AND tokens.device = devices.device) FROM devices WHERE person = ? ORDER BY since, device",
        person
    );
    std::vector<KnownDevice> devices;
    while (all.executeStep())
        devices.push_back(
            {bytes_in<mark_bytes>(all.getColumn(0)),
             {all.getColumn(1).getInt64()},
             all.getColumn(2).getInt() != 0}
        );
    return devices;
}

bool CredentialRows::keep_login(const TokenHash& name, const Kept& login) {
    Transaction transaction(file_, at_once);
    auto taken =
        prepared(file_, "SELECT 1 FROM logins WHERE name = ? AND person <> ?", name, login.person);
    if (taken.executeStep())
        return false;
    run(file_, "DELETE FROM logins WHERE person = ?", login.person);
    auto insert = prepared(
        file_,
        "INSERT INTO logins(name, person, one_time, last_step, password) VALUES (?, ?, ?, ?, ?)",
        name,
        login.person,
        login.one_time,
        login.last_step
    );
    insert.bind(5, login.password);
    insert.exec();
    transaction.commit();
    return true;
}

std::optional<CredentialRows::Kept> CredentialRows::login(const TokenHash& name) const {
    auto find = prepared(
        file_, "SELECT person, password, one_time, last_step FROM logins WHERE name = ?", name
    );
    if (!find.executeStep())
        return std::nullopt;
    const SQLite::Column one_time = find.getColumn(2);
    return Kept{
        person_in(find.getColumn(0)),
        find.getColumn(1).getString(),
        {static_cast<const char*>(one_time.getBlob()), static_cast<std::size_t>(one_time.getBytes())
        },
        find.getColumn(3).getInt64()
    };
}

void CredentialRows::each_one_time(
    const std::function<std::string(PersonId, const std::string&)>& change
) {
    std::vector<std::pair<PersonId, std::string>> changed;
    Statement all(file_, "SELECT person, one_time FROM logins");
    while (all.executeStep()) {
        const PersonId person = person_in(all.getColumn(0));
        changed.emplace_back(person, change(person, all.getColumn(1).getString()));
    }
    for (const auto& [person, one_time] : changed)
        run(file_, "UPDATE logins SET one_time = ? WHERE person = ?", one_time, person);
}

bool CredentialRows::use_step(PersonId person, std::int64_t step) {
    const int changed =
        run(file_,
            "UPDATE logins SET last_step = ? WHERE person = ? AND last_step < ?",
            step,
            person,
            step);
    return changed == 1;
}

void CredentialRows::forget_device(PersonId person, const DeviceMark& device, bool known) {
    Transaction transaction(file_, at_once);
    run(file_, "DELETE FROM tokens WHERE person = ? AND device = ?", person, device);
    if (known)
        run(file_, "DELETE FROM devices WHERE person = ? AND device = ?", person, device);
    transaction.commit();
}

void CredentialRows::forget_tokens(PersonId person) {
    Transaction transaction(file_, at_once);
    run(file_, "DELETE FROM tokens WHERE person = ?", person);
    run(file_, "DELETE FROM devices WHERE person = ?", person);
    transaction.commit();
}

void CredentialRows::forget_person(PersonId person) {
    Transaction transaction(file_, at_once);
    for (const char* table : {"tokens", "devices", "codes", "logins"}) {
        run(file_, ("DELETE FROM " + std::string(table) + " WHERE person = ?").c_str(), person);
    }
    transaction.commit();
}

std::vector<TokenHash> CredentialRows::forget_old(TimeMs made_before, TimeMs replaced_before) {
    auto gone = prepared(
        file_,
        "DELETE FROM tokens WHERE device IS NOT NULL AND (made_at < ? OR replaced_at < ?) "
        "RETURNING hash",
        made_before,
        replaced_before
    );
    std::vector<TokenHash> hashes;
    while (gone.executeStep())
        hashes.push_back(bytes_in<hash_bytes>(gone.getColumn(0)));
    return hashes;
}

} // namespace dageng::vault
