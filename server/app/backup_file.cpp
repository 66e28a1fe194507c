#include "server/app/backup_file.hpp"

#include "server/vault/files.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <vector>

namespace dageng::app {

namespace {

namespace fs = std::filesystem;

constexpr int format = 1;
constexpr int application_id = 0x44676262; // "Dgbb"
constexpr std::size_t piece_bytes = std::size_t{1} << 20;

class Hasher {
  public:
    Hasher() { crypto_generichash_init(&state_, nullptr, 0, hash_bytes); }
    void add(std::string_view bytes) {
        crypto_generichash_update(
            &state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()
        );
    }
    std::string hash() {
        std::array<unsigned char, hash_bytes> bytes{};
        crypto_generichash_final(&state_, bytes.data(), bytes.size());
        return {bytes.begin(), bytes.end()};
    }

  private:
    static constexpr std::size_t hash_bytes = 32;
    crypto_generichash_state state_{};
};

/// Names in a back-up stay below the folder that they are written to.
bool is_safe(const fs::path& name) {
    return name.is_relative() && !name.empty() &&
           std::none_of(name.begin(), name.end(), [](const fs::path& part) {
               return part == ".." || part == ".";
           });
}

} // namespace

struct BackupWriter::Store {
    explicit Store(const fs::path& file)
        : database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
        database.exec("PRAGMA synchronous = FULL");
        database.exec(fmt::format("PRAGMA application_id = {}", application_id));
        database.exec("CREATE TABLE backup(format INTEGER, log TEXT, last INTEGER, photos INTEGER)"
        );
        database.exec("CREATE TABLE file(name TEXT PRIMARY KEY, bytes INTEGER, hash BLOB)");
        database.exec(
            "CREATE TABLE piece(name TEXT, number INTEGER, bytes BLOB, PRIMARY KEY(name, number))"
        );
    }

    SQLite::Database database;
};

BackupWriter::BackupWriter(const fs::path& file) {
    try {
        store_ = std::make_unique<Store>(file);
    } catch (const SQLite::Exception& error) {
        throw BackupError(fmt::format("{}: {}", file.string(), error.what()));
    }
}

BackupWriter::~BackupWriter() = default;

void BackupWriter::add(const std::string& name, const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        throw BackupError(fmt::format("{} can't be read", file.string()));
    }
    try {
        SQLite::Transaction transaction{store_->database};
        SQLite::Statement piece{store_->database, "INSERT INTO piece VALUES(?, ?, ?)"};
        std::vector<char> bytes(piece_bytes);
        Hasher hasher;
        std::int64_t size = 0;
        for (int number = 0; stream.read(bytes.data(), piece_bytes) || stream.gcount() > 0;
             ++number) {
            const auto count = static_cast<std::size_t>(stream.gcount());
            hasher.add({bytes.data(), count});
            piece.bind(1, name);
            piece.bind(2, number);
            piece.bind(3, bytes.data(), static_cast<int>(count));
            piece.exec();
            piece.reset();
            size += stream.gcount();
        }
        const std::string hash = hasher.hash();
        SQLite::Statement entry{store_->database, "INSERT INTO file VALUES(?, ?, ?)"};
        entry.bind(1, name);
        entry.bind(2, size);
        entry.bind(3, hash.data(), static_cast<int>(hash.size()));
        entry.exec();
        transaction.commit();
    } catch (const SQLite::Exception& error) {
        throw BackupError(fmt::format("back-up of {}: {}", name, error.what()));
    }
}

void BackupWriter::finish(const BackupSummary& summary) {
    SQLite::Statement entry{store_->database, "INSERT INTO backup VALUES(?, ?, ?, ?)"};
    entry.bind(1, format);
    entry.bind(2, summary.log);
    entry.bind(3, static_cast<std::int64_t>(summary.last));
    entry.bind(4, static_cast<std::int64_t>(summary.photos));
    entry.exec();
}

struct BackupReader::Store {
    explicit Store(const fs::path& file) : database(file.string(), SQLite::OPEN_READONLY) {}

    SQLite::Database database;
};

BackupReader::BackupReader(const fs::path& file) {
    try {
        store_ = std::make_unique<Store>(file);
        const int id = store_->database.execAndGet("PRAGMA application_id").getInt();
        const int version = store_->database.execAndGet("SELECT format FROM backup").getInt();
        if (id != application_id || version != format) {
            throw BackupError(fmt::format("{} is no back-up of this format", file.string()));
        }
    } catch (const SQLite::Exception& error) {
        throw BackupError(fmt::format("{} is no whole back-up: {}", file.string(), error.what()));
    }
}

BackupReader::~BackupReader() = default;

BackupSummary BackupReader::summary() const {
    SQLite::Statement entry{store_->database, "SELECT log, last, photos FROM backup"};
    entry.executeStep();
    return {
        entry.getColumn(0).getString(),
        static_cast<protocol::Offset>(entry.getColumn(1).getInt64()),
        static_cast<std::uint64_t>(entry.getColumn(2).getInt64())
    };
}

void BackupReader::extract_all(const fs::path& folder) const {
    const auto files = vault::posix_files();
    try {
        SQLite::Statement entries{
            store_->database, "SELECT name, bytes, hash FROM file ORDER BY name"
        };
        SQLite::Statement pieces{
            store_->database, "SELECT bytes FROM piece WHERE name = ? ORDER BY number"
        };
        while (entries.executeStep()) {
            const std::string name = entries.getColumn(0).getString();
            if (!is_safe(name)) {
                throw BackupError(fmt::format("the back-up holds a file named {}", name));
            }
            const fs::path target = folder / name;
            fs::create_directories(target.parent_path());
            fs::permissions(target.parent_path(), fs::perms::owner_all);
            const auto file = files->create_new(target);
            Hasher hasher;
            pieces.bind(1, name);
            while (pieces.executeStep()) {
                const std::string bytes = pieces.getColumn(0).getString();
                hasher.add(bytes);
                file->write(bytes);
            }
            pieces.reset();
            file->sync();
            if (hasher.hash() != entries.getColumn(2).getString()) {
                throw BackupError(fmt::format("{} in the back-up is damaged", name));
            }
        }
    } catch (const SQLite::Exception& error) {
        throw BackupError(fmt::format("the back-up can't be read: {}", error.what()));
    }
}

} // namespace dageng::app
