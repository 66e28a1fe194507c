#include "server/vault/key_rows.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace dageng::vault {

namespace {

using SQLite::Statement;

std::int64_t number(KeyId id) {
    return static_cast<std::int64_t>(id.value);
}

KeyId key_in(const SQLite::Column& column) {
    return {static_cast<std::uint64_t>(column.getInt64())};
}

void bind_bytes(Statement& statement, int index, const std::string& bytes) {
    statement.bind(index, bytes.data(), static_cast<int>(bytes.size()));
}

std::vector<std::pair<KeyId, std::string>> rows_of(Statement& statement) {
    std::vector<std::pair<KeyId, std::string>> rows;
    while (statement.executeStep())
        rows.emplace_back(key_in(statement.getColumn(0)), statement.getColumn(1).getString());
    return rows;
}

} // namespace

void KeyRows::create(const std::string& proof) {
    file_.exec("CREATE TABLE keys(id INTEGER PRIMARY KEY, wrapped BLOB NOT NULL) STRICT");
    file_.exec("CREATE TABLE master(proof BLOB NOT NULL, last_key INTEGER NOT NULL) STRICT");
    Statement master(file_, "INSERT INTO master(proof, last_key) VALUES (?, 0)");
    bind_bytes(master, 1, proof);
    master.exec();
}

std::optional<KeyRows::Master> KeyRows::master() const {
    Statement master(file_, "SELECT proof, last_key FROM master");
    if (!master.executeStep())
        return std::nullopt;
    return Master{master.getColumn(0).getString(), key_in(master.getColumn(1))};
}

void KeyRows::set_proof(const std::string& proof) {
    Statement set(file_, "UPDATE master SET proof = ?");
    bind_bytes(set, 1, proof);
    set.exec();
}

void KeyRows::add(const std::vector<std::pair<KeyId, std::string>>& wrapped, KeyId last) {
    Statement insert(file_, "INSERT INTO keys(id, wrapped) VALUES (?, ?)");
    for (const auto& [id, box] : wrapped) {
        insert.bind(1, number(id));
        bind_bytes(insert, 2, box);
        insert.exec();
        insert.reset();
    }
    Statement count(file_, "UPDATE master SET last_key = ?");
    count.bind(1, number(last));
    count.exec();
}

std::optional<std::string> KeyRows::find(KeyId id) const {
    Statement find(file_, "SELECT wrapped FROM keys WHERE id = ?");
    find.bind(1, number(id));
    return find.executeStep() ? std::optional{find.getColumn(0).getString()} : std::nullopt;
}

std::vector<std::pair<KeyId, std::string>> KeyRows::newest(std::size_t most) const {
    Statement newest(file_, "SELECT id, wrapped FROM keys ORDER BY id DESC LIMIT ?");
    newest.bind(1, static_cast<std::int64_t>(most));
    return rows_of(newest);
}

void KeyRows::destroy(const std::vector<KeyId>& ids) {
    Statement destroy(file_, "DELETE FROM keys WHERE id = ?");
    for (const KeyId id : ids) {
        destroy.bind(1, number(id));
        destroy.exec();
        destroy.reset();
    }
}

void KeyRows::change_all(const Change& change) {
    Statement some(file_, "SELECT id, wrapped FROM keys WHERE id > ? ORDER BY id LIMIT 1000");
    Statement update(file_, "UPDATE keys SET wrapped = ? WHERE id = ?");
    for (KeyId after{0};;) {
        some.bind(1, number(after));
        const auto rows = rows_of(some);
        some.reset();
        if (rows.empty())
            return;
        for (const auto& [id, wrapped] : rows) {
            bind_bytes(update, 1, change(id, wrapped));
            update.bind(2, number(id));
            update.exec();
            update.reset();
        }
        after = rows.back().first;
    }
}

} // namespace dageng::vault
