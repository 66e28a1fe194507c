#include "server/vault/sqlite_vault.hpp"

#include "protocol/assert.hpp"
#include "server/vault/credential_rows.hpp"
#include "server/vault/crypto.hpp"
#include "server/vault/key_cache.hpp"
#include "server/vault/key_rows.hpp"
#include "server/vault/master_key.hpp"
#include "server/vault/token_table.hpp"
#include "server/vault/vault_format.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

namespace dageng::vault {

namespace {

constexpr int busy_timeout_ms = 10'000; // For a back-up that opens the file at the same moment.
constexpr std::size_t cached_keys = 32'768;
constexpr std::size_t keys_to_come = 4096; // Those made in advance (keys_thread.hpp), and some.
constexpr std::uint64_t most_keys_at_once = 1'000'000;

/// The number under which the master key's own proof is wrapped; no key of the vault has it.
constexpr KeyId proof_number{0};
/// The district's own key hashes the names of logins.
constexpr KeyId naming_key{1};

} // namespace

class SqliteVault::Store {
  public:
    Store(const std::filesystem::path& folder, const VaultOptions& options)
        : folder_(folder), file_(folder / "vault.db"),
          files_(options.files ? options.files : posix_files()), supplied_(options.master) {
        start_sodium();
        named([&] { open(options.vfs); });
    }

    /// Runs `work` on the credentials, alone.
    template <class Work>
    auto write(Work&& work) {
        const std::lock_guard lock(writing_);
        return named([&] {
            CredentialRows rows{*writer_};
            return work(rows);
        });
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
        std::vector<std::pair<KeyId, std::string>> wrapped;
        for (std::size_t i = 0; i < made.size(); ++i) {
            made[i] = make_key();
            const KeyId id{before + 1 + i};
            wrapped.emplace_back(id, wrap_key(master_, id, made[i]));
        }
        in_transaction([&] { KeyRows{*writer_}.add(wrapped, last); });
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
            const auto wrapped = KeyRows{*reader_}.find(id);
            if (!wrapped)
                return std::nullopt;
            auto key = unwrap_key(master_, id, *wrapped);
            if (!key && next_master_)
                key = unwrap_key(*next_master_, id, *wrapped);
            if (!key)
                throw VaultError(
                    file_.string() + ": key " + std::to_string(id.value) + " is damaged"
                );
            cache_.keep(id, *key);
            return key;
        });
    }

    void destroy_keys(const std::vector<KeyId>& ids) {
        const std::lock_guard lock(writing_);
        in_transaction([&] { KeyRows{*writer_}.destroy(ids); });
        for (const KeyId id : ids)
            cache_.forget(id);
        empty_log();
    }

    void rotate_master() {
        const std::lock_guard lock(writing_);
        const SecretKey fresh =
            named([&] { return supplied_ ? supplied_() : make_next_master_key(*files_, folder_); });
        if (fresh.bytes == master_.bytes)
            throw VaultError("the next master key is the one in use");
        set_masters(master_, fresh);
        try {
            in_transaction([&] { wrap_all(fresh); });
        } catch (...) {
            set_masters(master_, std::nullopt);
            throw;
        }
        set_masters(fresh, std::nullopt);
        if (!supplied_)
            named([&] { adopt_next_master_key(*files_, folder_); });
        empty_log();
    }

    std::optional<TokenOwner> owner_of(const TokenHash& token) const {
        return tokens_.owner_of(token);
    }

    void keep_token(const TokenHash& token, const TokenOwner& owner) {
        write([&](CredentialRows& rows) { rows.keep_token(token, owner); });
        tokens_.keep(token, owner);
    }

    void admit(const TokenHash& token, const TokenOwner& owner, bool uses_code) {
        DAGENG_ASSERT(owner.device.has_value());
        write([&](CredentialRows& rows) { rows.admit(token, owner, uses_code); });
        forget_in_memory(owner.person, *owner.device);
        tokens_.keep(token, owner);
    }

    bool renew(const TokenHash& old, const TokenHash& fresh, TimeMs now) {
        const auto had = tokens_.owner_of(old);
        if (!had || !had->device)
            return false;
        const TokenOwner owner{had->person, had->device, now};
        write([&](CredentialRows& rows) { rows.renew(old, fresh, owner); });
        forget_in_memory(owner.person, *owner.device);
        tokens_.keep(old, *had);
        tokens_.keep(fresh, owner);
        return true;
    }

    bool keep_login(std::string_view name, const Login& login) {
        const TokenHash hash = name_hash(name);
        return write([&](CredentialRows& rows) {
            const CredentialRows::Kept kept{
                login.person,
                login.password,
                wrap_key(master_, one_time_number(login.person), login.one_time),
                login.last_step
            };
            return rows.keep_login(hash, kept);
        });
    }

    std::optional<Login> login(std::string_view name) {
        const TokenHash hash = name_hash(name);
        return write([&](CredentialRows& rows) -> std::optional<Login> {
            const auto kept = rows.login(hash);
            if (!kept)
                return std::nullopt;
            const auto one_time =
                unwrap_key(master_, one_time_number(kept->person), kept->one_time);
            if (!one_time)
                throw VaultError(file_.string() + ": a login is damaged");
            return Login{kept->person, kept->password, *one_time, kept->last_step};
        });
    }

    void forget_device(PersonId person, const DeviceMark& device, bool known) {
        write([&](CredentialRows& rows) { rows.forget_device(person, device, known); });
        forget_in_memory(person, device);
    }

    void forget_tokens(PersonId person) {
        write([&](CredentialRows& rows) { rows.forget_tokens(person); });
        forget_in_memory(person);
    }

    void forget_person(PersonId person) {
        write([&](CredentialRows& rows) { rows.forget_person(person); });
        forget_in_memory(person);
        const std::lock_guard lock(writing_);
        empty_log();
    }

    void forget_old(TimeMs made_before, TimeMs replaced_before) {
        const auto gone = write([&](CredentialRows& rows) {
            return rows.forget_old(made_before, replaced_before);
        });
        for (const TokenHash& token : gone)
            tokens_.forget(token);
    }

  private:
    /// No key of the vault has such a number.
    static KeyId one_time_number(PersonId person) {
        return {person.value | std::uint64_t{1} << 63U};
    }

    /// Both may be read by while all is being wrapped anew.
    void set_masters(const SecretKey& master, const std::optional<SecretKey>& next) {
        const std::lock_guard lock(reading_);
        master_ = master;
        next_master_ = next;
    }

    /// Every key, the proof and the logins' secrets.
    void wrap_all(const SecretKey& fresh) {
        KeyRows keys{*writer_};
        keys.change_all([&](KeyId id, const std::string& box) {
            return wrapped_anew(fresh, id, box);
        });
        keys.set_proof(wrap_key(fresh, proof_number, SecretKey{}));
        CredentialRows{*writer_}.each_one_time([&](PersonId person, const std::string& box) {
            return wrapped_anew(fresh, one_time_number(person), box);
        });
    }

    std::string wrapped_anew(const SecretKey& fresh, KeyId id, std::string_view box) const {
        const auto key = unwrap_key(master_, id, box);
        if (!key)
            throw VaultError(file_.string() + ": key " + std::to_string(id.value) + " is damaged");
        return wrap_key(fresh, id, *key);
    }

    /// Who has read the file can't try names out without the keys.
    TokenHash name_hash(std::string_view name) {
        const auto key = this->key(naming_key);
        if (!key)
            throw VaultError("the vault has no key to hash names with");
        return keyed_hash(*key, name);
    }

    void forget_in_memory(PersonId person, const DeviceMark& device) {
        tokens_.forget([&](const TokenOwner& owner) {
            return owner.person == person && owner.device == device;
        });
    }
    void forget_in_memory(PersonId person) {
        tokens_.forget([&](const TokenOwner& owner) { return owner.person == person; });
    }

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

    template <class Work>
    void in_transaction(Work&& work) {
        named([&] {
            SQLite::Transaction transaction(*writer_, SQLite::TransactionBehavior::IMMEDIATE);
            work();
            transaction.commit();
        });
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
        const int found = format_of(*writer_, file_.string());
        master_ = master_key(found == 0);
        if (writer_->execAndGet("PRAGMA journal_mode = WAL").getString() != "wal")
            throw VaultError("vault " + file_.string() + ": no write-ahead log is possible here");
        writer_->exec("PRAGMA synchronous = FULL");
        writer_->exec("PRAGMA secure_delete = ON");
        if (found == 0)
            create_vault(*writer_, wrap_key(master_, proof_number, SecretKey{}));
        else
            raise_vault(*writer_, found);
        load();
        reader_ = std::make_unique<SQLite::Database>(
            file_.string(), SQLite::OPEN_READONLY, busy_timeout_ms, vfs
        );
        // Each time, and after the log was opened: a process that was killed may have left files
        // whose names aren't durable.
        files_->sync_directory(folder_);
    }

    SecretKey master_key(bool fresh) {
        if (supplied_)
            return supplied_();
        if (auto found = load_master_key(*files_, folder_))
            return *found;
        if (!fresh)
            throw VaultError(
                (folder_ / master_key_name).string() + " is missing, and " + file_.string() +
                " can't be opened without it: put it back"
            );
        return make_master_key(*files_, folder_);
    }

    void load() {
        const auto master = KeyRows{*writer_}.master();
        if (!master)
            throw VaultError("vault " + file_.string() + " is broken: it has no master row");
        check_proof(master->proof);
        last_key_ = master->last_key.value;
        load_keys_to_come();
        CredentialRows{*writer_}.each_token(
            [this](const TokenHash& token, const TokenOwner& owner) { tokens_.keep(token, owner); }
        );
    }

    /// A change of the master key that was cut off is finished.
    void check_proof(std::string_view proof) {
        if (unwrap_key(master_, proof_number, proof))
            return;
        const auto next = supplied_ ? std::nullopt : load_next_master_key(*files_, folder_);
        if (!next || !unwrap_key(*next, proof_number, proof))
            throw VaultError(
                (supplied_ ? std::string("what the command gives")
                           : (folder_ / master_key_name).string()) +
                " is not the key of " + file_.string()
            );
        adopt_next_master_key(*files_, folder_);
        master_ = *next;
    }

    /// The newest keys are those that nothing uses yet, and that the next tips will. A damaged one
    /// is found out when it is used.
    void load_keys_to_come() {
        for (const auto& [id, wrapped] : KeyRows{*writer_}.newest(keys_to_come))
            if (const auto key = unwrap_key(master_, id, wrapped))
                cache_.keep(id, *key);
    }

    std::filesystem::path folder_;
    std::filesystem::path file_;
    std::shared_ptr<Files> files_;
    std::unique_ptr<FileLock> lock_;
    std::function<SecretKey()> supplied_; ///< The master key; none: it is in its file.
    SecretKey master_;                    ///< Written with both locks, as the next.
    std::optional<SecretKey> next_master_;
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

void SqliteVault::rotate_master() {
    store_->rotate_master();
}

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

void SqliteVault::destroy_keys(const std::vector<KeyId>& keys) {
    store_->destroy_keys(keys);
}

void SqliteVault::keep_token(const TokenHash& token, const TokenOwner& owner) {
    store_->keep_token(token, owner);
}

std::optional<TokenOwner> SqliteVault::owner_of(const TokenHash& token) const {
    return store_->owner_of(token);
}

void SqliteVault::keep_code(const TokenHash& code, PersonId person, TimeMs until) {
    store_->write([&](CredentialRows& rows) { rows.keep_code(code, person, until); });
}

std::optional<PersonId> SqliteVault::person_of_code(const TokenHash& code, TimeMs now) const {
    return store_->write([&](const CredentialRows& rows) { return rows.person_of_code(code, now); }
    );
}

void SqliteVault::admit(const TokenHash& token, const TokenOwner& owner, bool uses_code) {
    store_->admit(token, owner, uses_code);
}

bool SqliteVault::renew(const TokenHash& old, const TokenHash& fresh, TimeMs now) {
    return store_->renew(old, fresh, now);
}

bool SqliteVault::knows(PersonId person, const DeviceMark& device) const {
    return store_->write([&](const CredentialRows& rows) { return rows.knows(person, device); });
}

std::vector<KnownDevice> SqliteVault::devices_of(PersonId person) const {
    return store_->write([&](const CredentialRows& rows) { return rows.devices_of(person); });
}

bool SqliteVault::keep_login(std::string_view name, const Login& login) {
    return store_->keep_login(name, login);
}

std::optional<Login> SqliteVault::login(std::string_view name) const {
    return store_->login(name);
}

bool SqliteVault::use_step(PersonId person, std::int64_t step) {
    return store_->write([&](CredentialRows& rows) { return rows.use_step(person, step); });
}

void SqliteVault::forget_device(PersonId person, const DeviceMark& device, bool known) {
    store_->forget_device(person, device, known);
}

void SqliteVault::forget_person(PersonId person) {
    store_->forget_person(person);
}

void SqliteVault::forget_old(TimeMs made_before, TimeMs replaced_before) {
    store_->forget_old(made_before, replaced_before);
}

void SqliteVault::forget_tokens(PersonId person) {
    store_->forget_tokens(person);
}

} // namespace dageng::vault
