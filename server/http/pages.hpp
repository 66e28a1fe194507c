#pragma once

#include "server/http/static_file.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace dageng::http {

/// The built web apps: `/` (phone), `/console`, `/map`, and their assets. All files are read when
/// it is made and served from memory, so that no path of a request ever reaches the file system.
/// What lies under `assets/` has its hash in its name and may be kept for ever; `file.gz` beside
/// `file` is sent to those who take gzip.
class Pages {
  public:
    /// More than this in the folder is a mistake: the constructor throws std::runtime_error.
    static constexpr std::size_t max_bytes = std::size_t{64} * 1024 * 1024;

    /// `folder` may be missing: then each page is answered with 503.
    explicit Pages(const std::filesystem::path& folder);

    /// The answer for this path, or nothing when no page or asset is there. Any thread.
    std::optional<Response> answer(const Request& request) const;

  private:
    std::map<std::string, StaticFile, std::less<>> files_; ///< By path, such as `/assets/x.js`.
};

} // namespace dageng::http
