#include "server/district/state_files.hpp"

#include "protocol/hex.hpp"
#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "server/engine/state_text.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>
#include <sodium.h>
#include <spdlog/spdlog.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace dageng::district {

namespace {

constexpr std::string_view format = "dageng state 1";
constexpr std::string_view end_mark = "end ";
constexpr std::string_view suffix = ".state";
constexpr std::string_view unfinished = ".part";
constexpr std::size_t piece_bytes = std::size_t{1} << 20;

/// What a state fits to.
struct Fit {
    std::string code;
    std::string log;
    protocol::Offset last = 0;
    std::string hash; ///< Of the journal's record that ends with that event.

    bool operator==(const Fit&) const = default;
};
BOOST_DESCRIBE_STRUCT(Fit, (), (code, log, last, hash))

/// Nothing when no record ends with `last`.
std::optional<Fit>
fit_at(const journal::Journal& journal, protocol::Offset last, const std::string& code) {
    const auto hash = journal.hash_at(last);
    if (!hash) {
        return std::nullopt;
    }
    return Fit{code, journal.head().log, last, protocol::to_hex(*hash)};
}

/// BLAKE2b-256 of lines.
class Sum {
  public:
    Sum() { crypto_generichash_init(&state_, nullptr, 0, size); }

    void add(std::string_view line) {
        update(line);
        update("\n");
    }
    std::string text() {
        std::array<std::uint8_t, size> bytes{};
        crypto_generichash_final(&state_, bytes.data(), bytes.size());
        return protocol::to_hex(bytes);
    }

  private:
    static constexpr std::size_t size = 32;

    void update(std::string_view text) {
        crypto_generichash_update(
            &state_, reinterpret_cast<const unsigned char*>(text.data()), text.size()
        );
    }

    crypto_generichash_state state_{};
};

/// The lines of a file.
class Lines {
  public:
    Lines(const vault::Files& files, std::filesystem::path file)
        : files_(files), file_(std::move(file)) {}

    /// Without its line feed; good until the next call. Nothing at the end.
    std::optional<std::string_view> next() {
        std::size_t end = piece_.find('\n', begin_);
        while (end == std::string::npos) {
            const std::string more = files_.read(file_, offset_, piece_bytes);
            if (more.empty()) {
                return std::nullopt;
            }
            offset_ += more.size();
            piece_.erase(0, begin_);
            begin_ = 0;
            const std::size_t searched = piece_.size();
            piece_ += more;
            end = piece_.find('\n', searched);
        }
        const std::string_view line{piece_.data() + begin_, end - begin_};
        begin_ = end + 1;
        return line;
    }

  private:
    const vault::Files& files_;
    std::filesystem::path file_;
    std::uint64_t offset_ = 0;
    std::string piece_;
    std::size_t begin_ = 0; ///< Of what hasn't been given.
};

std::optional<engine::State> read(
    const vault::Files& files,
    const std::filesystem::path& file,
    const journal::Journal& journal,
    const std::string& code
) {
    Lines lines{files, file};
    Sum sum;
    const auto next = [&] {
        auto line = lines.next();
        if (line) {
            sum.add(*line);
        }
        return line;
    };
    const auto first = next();
    if (!first || *first != format) {
        return std::nullopt;
    }
    const auto second = next();
    if (!second) {
        return std::nullopt;
    }
    const auto fit = protocol::read_json<Fit>(*second);
    if (!fit || fit_at(journal, fit->last, code) != *fit) {
        return std::nullopt;
    }
    std::string said;
    auto state = engine::read_state([&]() -> std::optional<std::string_view> {
        const auto line = lines.next();
        if (line && line->starts_with(end_mark)) {
            said = line->substr(end_mark.size());
            return std::nullopt;
        }
        if (line) {
            sum.add(*line);
        }
        return line;
    });
    if (!state || said != sum.text() || state->last != fit->last) {
        return std::nullopt;
    }
    return std::move(*state);
}

/// Gathers lines to pieces.
class Writing {
  public:
    explicit Writing(vault::FileHandle& file) : file_(file) {}

    void add(std::string_view line) {
        sum_.add(line);
        put(line);
    }
    void end() {
        put(std::string(end_mark) + sum_.text());
        file_.write(piece_);
    }

  private:
    void put(std::string_view line) {
        piece_ += line;
        piece_ += '\n';
        if (piece_.size() >= piece_bytes) {
            file_.write(piece_);
            piece_.clear();
        }
    }

    vault::FileHandle& file_;
    Sum sum_;
    std::string piece_;
};

} // namespace

StateFiles::StateFiles(
    std::shared_ptr<vault::Files> files,
    std::filesystem::path folder,
    std::string code,
    std::uint64_t reserve_bytes
)
    : files_(std::move(files)), folder_(std::move(folder)), code_(std::move(code)),
      reserve_bytes_(reserve_bytes) {}

std::vector<std::string> StateFiles::names() const {
    return files_->exists(folder_) ? files_->list(folder_) : std::vector<std::string>{};
}

void StateFiles::tidy_up() {
    std::size_t kept = 0;
    const auto all = names();
    for (auto name = all.rbegin(); name != all.rend(); ++name) {
        const bool stays = name->ends_with(suffix) && kept++ < most_kept;
        if (!stays) {
            files_->remove(folder_ / *name);
        }
    }
}

std::optional<engine::State> StateFiles::newest(const journal::Journal& journal) const {
    const auto all = names();
    for (auto name = all.rbegin(); name != all.rend(); ++name) {
        if (!name->ends_with(suffix)) {
            continue;
        }
        try {
            if (auto state = read(*files_, folder_ / *name, journal, code_)) {
                return state;
            }
        } catch (const vault::FilesError& error) {
            spdlog::warn("a kept state can't be read: {}", error.what());
        }
    }
    return std::nullopt;
}

bool StateFiles::keep(const engine::State& state, const journal::Journal& journal) {
    const auto fit = fit_at(journal, state.last, code_);
    if (!fit) {
        return false;
    }
    if (!files_->exists(folder_)) {
        files_->make_directory(folder_);
        files_->sync_directory(folder_.parent_path());
    }
    if (files_->free_bytes(folder_) < reserve_bytes_) {
        return false;
    }
    // Numbers of one length: the order of names is that of offsets.
    const auto file = folder_ / fmt::format("{:020}{}", state.last, suffix);
    const auto part = std::filesystem::path{file.string() + std::string(unfinished)};
    files_->remove(part);
    {
        const auto handle = files_->create_new(part);
        Writing writing{*handle};
        writing.add(format);
        writing.add(protocol::to_json(*fit));
        engine::write_state(state, [&](std::string_view line) { writing.add(line); });
        writing.end();
        handle->sync();
    }
    files_->rename(part, file);
    files_->sync_directory(folder_);
    tidy_up();
    return true;
}

} // namespace dageng::district
