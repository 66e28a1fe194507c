#include "server/app/backup.hpp"

#include "server/app/backup_file.hpp"
#include "server/app/erasures.hpp"
#include "server/app/roads_copy.hpp"
#include "server/district/front.hpp"
#include "server/district/incident_record.hpp"
#include "server/engine/engine.hpp"
#include "server/journal/sqlite_copy.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "server/vault/files.hpp"
#include "server/vault/sqlite_vault.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>
#include <vector>

namespace dageng::app {

namespace {

namespace fs = std::filesystem;

constexpr const char* journal_name = "journal.db";
constexpr const char* vault_name = "vault.db";
constexpr const char* master_key_name = "master.key";
constexpr const char* photos_name = "photos";

/// A folder beside a path that goes with all that is in it, unless it is given a name.
class Scratch {
  public:
    explicit Scratch(const fs::path& beside) : path_(beside.string() + ".part") {
        fs::remove_all(path_);
        fs::create_directories(path_);
        fs::permissions(path_, fs::perms::owner_all);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

fs::path folder_of(const fs::path& path) {
    const fs::path parent = fs::absolute(path).parent_path();
    return parent.empty() ? fs::path{"."} : parent;
}

/// Copies a small secret file, for its owner alone, durably.
void copy_secret(const fs::path& from, const fs::path& to) {
    const auto files = vault::posix_files();
    const auto copy = files->create_new(to);
    copy->write(files->read(from));
    copy->sync();
    files->sync_directory(folder_of(to));
}

/// Reads the whole journal, and so checks its chain. Folds it too where there is an engine for
/// that.
journal::Head check_journal(const fs::path& folder, engine::Engine* folded = nullptr) {
    const journal::SqliteJournal journal{folder / journal_name};
    if (folded != nullptr) {
        *folded = district::engine_at_front(journal);
    }
    journal.read(1, [&](const journal::Record& record) {
        if (folded != nullptr) {
            folded->apply(district::decision_of(record), record.first, record.at);
        }
        return true;
    });
    return journal.head();
}

std::uint64_t add_photos(BackupWriter& writer, const fs::path& folder) {
    std::uint64_t count = 0;
    if (!fs::exists(folder / photos_name)) {
        return count;
    }
    for (const auto& entry : fs::recursive_directory_iterator(folder / photos_name)) {
        // A photo has its name only once it is whole; what is still being written is no photo yet.
        if (entry.is_regular_file() && entry.path().extension() == ".sealed") {
            writer.add(fs::relative(entry.path(), folder).string(), entry.path());
            ++count;
        }
    }
    return count;
}

void add_roads(BackupWriter& writer, const fs::path& folder) {
    if (!fs::exists(folder / roads_name)) {
        return;
    }
    for (const auto& entry : fs::directory_iterator(folder / roads_name)) {
        if (entry.is_regular_file() && entry.path().extension() == roads_ending) {
            writer.add(fs::relative(entry.path(), folder).string(), entry.path());
        }
    }
}

fs::path keys_of(const fs::path& file) {
    return file.string() + ".vault";
}

fs::path master_of(const fs::path& file) {
    return file.string() + ".key";
}

/// Of back-ups of before keys were apart, which have the vault in them, there is nothing to do.
void extract_keys(const fs::path& file, const BackupSummary& whole, const fs::path& folder) {
    if (fs::exists(folder / vault_name)) {
        return;
    }
    if (!fs::exists(keys_of(file))) {
        throw BackupError(fmt::format(
            "{} is missing: without the keys in it nothing about people can be opened any more",
            keys_of(file).string()
        ));
    }
    const BackupReader keys{keys_of(file)};
    if (keys.summary().log != whole.log || keys.summary().last != whole.last) {
        throw BackupError(fmt::format("{} belongs to another back-up", keys_of(file).string()));
    }
    keys.extract_all(folder);
}

/// Removes what opens the back-ups of a folder that are older. Gives how many.
std::size_t remove_old_keys(const fs::path& folder, std::int64_t days) {
    std::vector<fs::path> old;
    const auto limit = fs::file_time_type::clock::now() - std::chrono::hours(24 * days);
    for (const auto& entry : fs::directory_iterator(folder)) {
        fs::path file = entry.path();
        const bool keys = entry.is_regular_file() && file.extension() == ".vault" &&
                          fs::exists(file.replace_extension());
        if (keys && entry.last_write_time() < limit) {
            old.push_back(file);
        }
    }
    for (const fs::path& file : old) {
        fs::remove(keys_of(file));
        fs::remove(master_of(file));
    }
    vault::posix_files()->sync_directory(folder);
    return old.size();
}

void sync_all(const fs::path& folder) {
    const auto files = vault::posix_files();
    files->sync_directory(folder);
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_directory()) {
            files->sync_directory(entry.path());
        }
    }
}

} // namespace

BackupSummary make_backup(const BackupWish& wish) {
    const fs::path& folder = wish.folder;
    const fs::path& file = wish.file;
    if (!fs::exists(folder / journal_name)) {
        throw BackupError(fmt::format("{} holds no district", folder.string()));
    }
    for (const fs::path& taken : {file, keys_of(file), master_of(file)}) {
        if (fs::exists(taken)) {
            throw BackupError(fmt::format("{} is there already", taken.string()));
        }
    }
    const Scratch scratch{file};
    journal::copy_database(folder / journal_name, scratch.path() / journal_name);
    journal::copy_database(folder / vault_name, scratch.path() / vault_name);
    const journal::Head head = check_journal(scratch.path());
    BackupSummary summary{head.log, head.last, 0};
    {
        BackupWriter writer{scratch.path() / "backup"};
        writer.add(journal_name, scratch.path() / journal_name);
        add_roads(writer, folder);
        summary.photos = add_photos(writer, folder);
        writer.finish(summary);
        BackupWriter keys{scratch.path() / "keys"};
        keys.add(vault_name, scratch.path() / vault_name);
        keys.finish(summary);
    }
    if (fs::exists(folder / master_key_name)) {
        copy_secret(folder / master_key_name, master_of(file));
    }
    for (const auto& [made, name] : {std::pair{"keys", keys_of(file)}, std::pair{"backup", file}}) {
        fs::permissions(scratch.path() / made, fs::perms::owner_read | fs::perms::owner_write);
        fs::rename(scratch.path() / made, name);
    }
    vault::posix_files()->sync_directory(folder_of(file));
    summary.keys_removed = remove_old_keys(folder_of(file), wish.key_days);
    return summary;
}

BackupSummary restore_backup(const RestoreWish& wish) {
    const fs::path& file = wish.file;
    const fs::path& folder = wish.folder;
    const fs::path key_file = wish.key.value_or(master_of(file));
    if (fs::exists(folder) && !fs::is_empty(folder)) {
        throw BackupError(fmt::format("{} isn't empty: a restore replaces nothing", folder.string())
        );
    }
    if (!wish.master && !fs::exists(key_file)) {
        throw BackupError(fmt::format(
            "there is no master key in {}: --master-key FILE names it", key_file.string()
        ));
    }
    const Scratch scratch{fs::absolute(folder).lexically_normal()};
    const BackupReader reader{file};
    reader.extract_all(scratch.path());
    extract_keys(file, reader.summary(), scratch.path());
    if (!wish.master) {
        copy_secret(key_file, scratch.path() / master_key_name);
    }

    BackupSummary summary = reader.summary();
    const ErasureLists& erasures = wish.erasures;
    engine::Engine then; // Folded only for the list.
    const journal::Head head =
        check_journal(scratch.path(), erasures.known.empty() ? nullptr : &then);
    if (head.last != summary.last || head.log != summary.log) {
        throw BackupError("the journal in the back-up isn't the one that it was made from");
    }
    // Opening it proves that the master key is this vault's.
    vault::VaultOptions options;
    options.master = wish.master;
    vault::SqliteVault vault{scratch.path(), options};
    const std::string log = std::exchange(summary.log, journal::make_log());
    if (!erasures.known.empty()) {
        summary.erased = erase_in_restored(
            vault,
            erasures.known,
            erasures.restored.empty() ? scratch.path() / erasures_name : erasures.restored,
            {log, then.state().people.size(), then.state().last_key, summary.log}
        );
    }
    journal::rename_log(scratch.path() / journal_name, summary.log);
    sync_all(scratch.path());
    fs::remove(folder);
    fs::rename(scratch.path(), folder);
    vault::posix_files()->sync_directory(folder_of(folder));
    return summary;
}

} // namespace dageng::app
