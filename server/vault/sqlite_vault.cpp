#include "server/vault/sqlite_vault.hpp"

#include "protocol/assert.hpp"
#include "server/vault/crypto.hpp"
#include "server/vault/key_cache.hpp"
#include "server/vault/master_key.hpp"
#include "server/vault/token_table.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <atomic>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

namespace dageng::vault {

namespace {

constexpr int application_id = 0x4447564C; // "DGVL"
constexpr int format = 1;
constexpr int busy_timeout_ms = 10'000; // For a back-up that opens the file at the same moment.
constexpr std::size_t cached_keys = 32'768;
constexpr std::size_t keys_to_come = 4096; // Those made in advance (keys_thread.hpp), and some.
constexpr std::uint64_t most_keys_at_once = 1'000'000;

/// The number under which the master key's own proof is wrapped; no key of the vault has it.
constexpr KeyId proof_number{0};

std::string_view blob(const SQLite::Column& column) {
    return {
        static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())
    };
}

void bind_bytes(SQLite::Statement& statement, int index, const TokenHash& token) {
    statement.bind(index, token.data(), static_cast<int>(token.size()));
}

void bind_bytes(SQLite::Statement& statement, int index, const std::string& bytes) {
    statement.bind(index, bytes.data(), static_cast<int>(bytes.size()));
}

std::int64_t number(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

} // namespace

class SqliteVault::Store {
  public:
    Store(const std::filesystem::path& folder, const VaultOptions& options)
        : folder_(folder), file_(folder / "vault.db"),
          files_(options.files ? options.files : posix_files()) {
        start_sodium();
        named([&] { open(options.vfs); });
    }

    void make_keys(KeyId last) {
        if (last.value <= last_key_)
            return;
        const std::lock_guard lock(writing_);
        const std::uint64_t before = last_key_;
        if (last.value <= before)
            return;
        DAGENG_ASSERT(last.value - before <= most_keys_at_once);
        std::vector<SecretKey> made(last.value - before);
        named([&] {
            SQLite::Transaction transaction(*writer_, SQLite::TransactionBehavior::IMMEDIATE);
            SQLite::Statement insert(*writer_, "INSERT INTO keys(id, wrapped) VALUES (?, ?)");
            for (std::size_t i = 0; i < made.size(); ++i) {
                made[i] = make_key();
                const KeyId id{before + 1 + i};
                insert.bind(1, number(id.value));
                bind_bytes(insert, 2, wrap_key(master_, id, made[i]));
                insert.exec();
                insert.reset();
            }
            SQLite::Statement count(*writer_, "UPDATE master SET last_key = ?");
            count.bind(1, number(last.value));
            count.exec();
            transaction.commit();
        });
        for (std::size_t i = 0; i < made.size(); ++i)
            cache_.keep(KeyId{before + 1 + i}, made[i]);
        last_key_ = last.value;
    }

    KeyId last_key() const { return KeyId{last_key_}; }

    std::optional<SecretKey> key(KeyId id) {
        if (auto cached = cache_.find(id))
            return cached;
        const std::lock_guard lock(reading_);
        return named([&]() -> std::optional<SecretKey> {
            SQLite::Statement find(*reader_, "SELECT wrapped FROM keys WHERE id = ?");
            find.bind(1, number(id.value));
            if (!find.executeStep())
                return std::nullopt;
            const auto key = unwrap_key(master_, id, blob(find.getColumn(0)));
            if (!key)
                throw VaultError(
                    file_.string() + ": key " + std::to_string(id.value) + " is damaged"
                );
            cache_.keep(id, *key);
            return key;
        });
    }

    void destroy_key(KeyId id) {
        const std::lock_guard lock(writing_);
        named([&] {
            SQLite::Statement destroy(*writer_, "DELETE FROM keys WHERE id = ?");
            destroy.bind(1, number(id.value));
            destroy.exec();
        });
        cache_.forget(id);
        empty_log();
    }

    void keep_token(const TokenHash& token, PersonId person) {
        const std::lock_guard lock(writing_);
        named([&] {
            SQLite::Statement keep(
                *writer_, "INSERT OR REPLACE INTO tokens(hash, person) VALUES (?, ?)"
            );
            bind_bytes(keep, 1, token);
            keep.bind(2, number(person.value));
            keep.exec();
        });
        tokens_.keep(token, person);
    }

    std::optional<PersonId> person_of(const TokenHash& token) const {
        return tokens_.person_of(token);
    }

    void forget_tokens(PersonId person) {
        const std::lock_guard lock(writing_);
        named([&] {
            SQLite::Statement forget(*writer_, "DELETE FROM tokens WHERE person = ?");
            forget.bind(1, number(person.value));
            forget.exec();
        });
        tokens_.forget(person);
    }

  private:
    /// The write-ahead log still holds the page as it was: it goes into the file, where what was
    /// deleted is overwritten, and is cut to nothing.
    void empty_log() {
        const std::lock_guard lock(reading_); // A reader would keep the log from being cut.
        const bool held = named([&] {
            return writer_->execAndGet("PRAGMA wal_checkpoint(TRUNCATE)").getInt() != 0;
        });
        if (held)
            throw VaultError(
                file_.string() + ": its log can't be emptied, another program reads it"
            );
    }

    /// Runs `work`; what SQLite or the file system throws becomes a VaultError that names the file.
    template <class Work>
    auto named(Work&& work) const -> decltype(work()) {
        try {
            return work();
        } catch (const SQLite::Exception& error) {
            throw VaultError("vault " + file_.string() + ": " + error.what());
        } catch (const FilesError& error) {
            throw VaultError(std::string("vault: ") + error.what());
        }
    }

    void open(const std::string& vfs) {
        lock_ = files_->lock(folder_ / "vault.lock");
        if (!lock_)
            throw VaultError("another server uses the folder " + folder_.string());
        if (!files_->exists(file_))
            files_->create_new(file_);
        writer_ = std::make_unique<SQLite::Database>(
            file_.string(), SQLite::OPEN_READWRITE, busy_timeout_ms, vfs
        );
        const bool fresh = check_format();
        master_ = master_key(fresh);
        if (writer_->execAndGet("PRAGMA journal_mode = WAL").getString() != "wal")
            throw VaultError("vault " + file_.string() + ": no write-ahead log is possible here");
        writer_->exec("PRAGMA synchronous = FULL");
        writer_->exec("PRAGMA secure_delete = ON");
        if (fresh)
            create();
        else
            sync_what_is_found();
        load();
        reader_ = std::make_unique<SQLite::Database>(
            file_.string(), SQLite::OPEN_READONLY, busy_timeout_ms, vfs
        );
        // Each time, and after the log was opened: a process that was killed may have left files
        // whose names aren't durable.
        files_->sync_directory(folder_);
    }

    /// Whether the file holds nothing yet.
    bool check_format() {
        const int id = writer_->execAndGet("PRAGMA application_id").getInt();
        const int found = writer_->execAndGet("PRAGMA user_version").getInt();
        if (id == 0 && writer_->execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0)
            return true;
        if (id != application_id)
            throw VaultError(file_.string() + " is not a vault of Dageng");
        if (found != format)
            throw VaultError(
                "vault " + file_.string() + " has format " + std::to_string(found) +
                "; this program knows format " + std::to_string(format)
            );
        return false;
    }

    SecretKey master_key(bool fresh) {
        if (auto found = load_master_key(*files_, folder_))
            return *found;
        if (!fresh)
            throw VaultError(
                (folder_ / master_key_name).string() + " is missing, and " + file_.string() +
                " can't be opened without it: put it back"
            );
        return make_master_key(*files_, folder_);
    }

    void create() {
        SQLite::Transaction transaction(*writer_, SQLite::TransactionBehavior::IMMEDIATE);
        writer_->exec("PRAGMA application_id = " + std::to_string(application_id));
        writer_->exec("PRAGMA user_version = " + std::to_string(format));
        writer_->exec("CREATE TABLE keys(id INTEGER PRIMARY KEY, wrapped BLOB NOT NULL) STRICT");
        writer_->exec("CREATE TABLE tokens(hash BLOB PRIMARY KEY, person INTEGER NOT NULL) "
                      "STRICT, WITHOUT ROWID");
        writer_->exec("CREATE INDEX tokens_by_person ON tokens(person)");
        writer_->exec("CREATE TABLE master(proof BLOB NOT NULL, last_key INTEGER NOT NULL) STRICT");
        SQLite::Statement master(*writer_, "INSERT INTO master(proof, last_key) VALUES (?, 0)");
        bind_bytes(master, 1, wrap_key(master_, proof_number, SecretKey{}));
        master.exec();
        transaction.commit();
    }

    /// Of a process that was killed, the log may hold transactions that were written but not
    /// synced. SQLite shows them as committed; a power cut could still take them. A commit of our
    /// own, even one that changes nothing, syncs the log whole.
    void sync_what_is_found() { writer_->exec("PRAGMA user_version = " + std::to_string(format)); }

    void load() {
        SQLite::Statement master(*writer_, "SELECT proof, last_key FROM master");
        if (!master.executeStep())
            throw VaultError("vault " + file_.string() + " is broken: it has no master row");
        if (!unwrap_key(master_, proof_number, blob(master.getColumn(0))))
            throw VaultError(
                (folder_ / master_key_name).string() + " is not the key of " + file_.string()
            );
        last_key_ = static_cast<std::uint64_t>(master.getColumn(1).getInt64());
        load_keys_to_come();
        SQLite::Statement all(*writer_, "SELECT hash, person FROM tokens");
        while (all.executeStep()) {
            TokenHash token{};
            const SQLite::Column hash = all.getColumn(0);
            if (hash.getBytes() != static_cast<int>(token.size()))
                throw VaultError("vault " + file_.string() + " is broken: not a token's hash");
            std::memcpy(token.data(), hash.getBlob(), token.size());
            tokens_.keep(token, PersonId{static_cast<std::uint64_t>(all.getColumn(1).getInt64())});
        }
    }

    /// The newest keys are those that nothing uses yet, and that the next tips will. A damaged one
    /// is found out when it is used.
    void load_keys_to_come() {
        SQLite::Statement newest(*writer_, "SELECT id, wrapped FROM keys ORDER BY id DESC LIMIT ?");
        newest.bind(1, number(keys_to_come));
        while (newest.executeStep()) {
            const KeyId id{static_cast<std::uint64_t>(newest.getColumn(0).getInt64())};
            if (const auto key = unwrap_key(master_, id, blob(newest.getColumn(1))))
                cache_.keep(id, *key);
        }
    }

    std::filesystem::path folder_;
    std::filesystem::path file_;
    std::shared_ptr<Files> files_;
    std::unique_ptr<FileLock> lock_;
    SecretKey master_;
    KeyCache cache_{cached_keys};
    TokenTable tokens_;
    std::atomic<std::uint64_t> last_key_ = 0;

    std::mutex writing_; ///< Guards the writer and the order in which memory follows the disk.
    std::unique_ptr<SQLite::Database> writer_;
    std::mutex reading_; ///< Guards the reader: a key that isn't cached doesn't wait for a sync.
    std::unique_ptr<SQLite::Database> reader_;
};

SqliteVault::SqliteVault(const std::filesystem::path& folder, const VaultOptions& options)
    : store_(std::make_unique<Store>(folder, options)) {}

SqliteVault::~SqliteVault() = default;

void SqliteVault::make_keys(KeyId last) {
    store_->make_keys(last);
}

KeyId SqliteVault::last_key() const {
    return store_->last_key();
}

protocol::Sealed SqliteVault::seal(KeyId key, std::string_view clear) {
    const auto with = store_->key(key);
    if (!with)
        throw VaultError("the vault has no key " + std::to_string(key.value));
    return {key, seal_box(*with, key, clear)};
}

std::optional<std::string> SqliteVault::open(const protocol::Sealed& sealed) {
    const auto with = store_->key(sealed.key);
    if (!with)
        return std::nullopt;
    return open_box(*with, sealed.key, sealed.box);
}

std::optional<SecretKey> SqliteVault::key(KeyId key) {
    return store_->key(key);
}

void SqliteVault::destroy_key(KeyId key) {
    store_->destroy_key(key);
}

void SqliteVault::keep_token(const TokenHash& token, PersonId person) {
    store_->keep_token(token, person);
}

std::optional<PersonId> SqliteVault::person_of(const TokenHash& token) const {
    return store_->person_of(token);
}

void SqliteVault::forget_tokens(PersonId person) {
    store_->forget_tokens(person);
}

} // namespace dageng::vault
