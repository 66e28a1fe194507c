#pragma once

#include "protocol/types.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dageng::story {

/// Somebody who has every file of a data folder, the master key too, and all the time in the world:
/// tries whatever might be a key, wrapped or bare, at each byte of each file, freed pages and
/// write-ahead logs included.
class KeyReader {
  public:
    explicit KeyReader(const std::filesystem::path& folder);

    /// The clear text, by whatever it found; nothing when no bytes of any file open it.
    std::optional<std::string> open(const protocol::Sealed& box) const;

    /// How many files it read.
    std::size_t files() const { return files_.size(); }

  private:
    std::vector<std::string> files_;
    std::filesystem::path folder_;
};

} // namespace dageng::story
