#pragma once

#include "server/http/static_file.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dageng::http {

/// The ground that the pages' maps are drawn on: GeoJSON files of the configuration, one a layer,
/// the lowest first. Read and packed when it is made, served from memory.
class BaseMap {
  public:
    /// A larger file (unpacked) is refused.
    static constexpr std::size_t max_file_bytes = std::size_t{64} * 1024 * 1024;

    /// Files may be gzip. Throws std::runtime_error, naming the file, when one can't be read.
    explicit BaseMap(const std::vector<std::filesystem::path>& files);

    /// `/api/v1/base-map` and `/api/v1/base-map/<number>`; nothing for other paths. Any thread.
    std::optional<Response> answer(const Request& request) const;

  private:
    StaticFile list_;
    std::vector<StaticFile> layers_;
};

} // namespace dageng::http
