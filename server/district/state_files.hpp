#pragma once

#include "server/engine/state.hpp"
#include "server/journal/journal.hpp"
#include "server/vault/files.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dageng::district {

/// States of the fold on disk, so that a start reads the newest and folds only what followed. They
/// are a short cut and nothing else: the journal stays the truth, and one that doesn't fit is as
/// good as none. Each is a text file: what it fits to, the state's lines (state_text.hpp), and the
/// BLAKE2b-256 of all before. One thread at a time.
class StateFiles {
  public:
    /// How many are kept: should the newest be damaged, there is the one before.
    static constexpr std::size_t most_kept = 2;

    /// `folder` is made with the first. `code` names the program: a state that another has written
    /// doesn't fit. Nothing is written while less than `reserve_bytes` are free on the disk.
    StateFiles(
        std::shared_ptr<vault::Files> files,
        std::filesystem::path folder,
        std::string code,
        std::uint64_t reserve_bytes
    );

    /// The newest that fits: whole, of this code, and of a journal that at its offset has the very
    /// record it was written after.
    std::optional<engine::State> newest(const journal::Journal& journal) const;

    /// Writes a state that is durable in the journal to its last event. Returns whether it did;
    /// false when the disk has no room. Throws FilesError, and JournalError when the journal can't
    /// be read.
    bool keep(const engine::State& state, const journal::Journal& journal);

  private:
    std::vector<std::string> names() const;
    /// Removes all but those that are kept.
    void tidy_up();

    std::shared_ptr<vault::Files> files_;
    std::filesystem::path folder_;
    std::string code_;
    std::uint64_t reserve_bytes_;
};

} // namespace dageng::district
