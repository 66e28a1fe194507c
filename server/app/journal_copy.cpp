#include "server/app/journal_copy.hpp"

#include "server/journal/sqlite_copy.hpp"
#include "server/journal/sqlite_journal.hpp"

#include <cstdlib>
#include <string>
#include <system_error>

namespace dageng::app {

namespace {

std::filesystem::path new_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "dageng-copy-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw journal::JournalError("no folder can be made for a copy of the journal");
    }
    return name;
}

void remove_folder(const std::filesystem::path& folder) {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
}

} // namespace

JournalCopy::JournalCopy(const std::filesystem::path& data) : folder_(new_folder()) {
    try {
        const auto file = folder_ / "journal.db";
        journal::copy_database(data / "journal.db", file);
        journal_ = std::make_unique<const journal::SqliteJournal>(file);
    } catch (...) {
        remove_folder(folder_);
        throw;
    }
}

JournalCopy::~JournalCopy() {
    journal_.reset();
    remove_folder(folder_);
}

} // namespace dageng::app
