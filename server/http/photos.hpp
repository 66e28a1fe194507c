#pragma once

#include "server/http/calls.hpp"
#include "server/http/exchange.hpp"
#include "server/vault/files.hpp"
#include "server/vault/vault.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace dageng::http {

struct PhotoRoom;

/// `PUT /api/v1/photos/<id>` and `GET /api/v1/photos/<id>/preview`, signed in by a bearer token.
class Photos {
  public:
    /// More uploads at once are answered with 503.
    static constexpr unsigned max_uploads = 32;
    /// So many previews may wait to be read.
    static constexpr std::size_t max_reads = 64;

    /// `folder`: where the photos lie; made if need be. What an earlier run left unfinished is
    /// removed. While less than `reserve_bytes` is free there, uploads are answered with 503. The
    /// vault and the calls outlive it. Throws vault::FilesError.
    Photos(
        vault::Vault& vault,
        PhotoCalls& calls,
        std::shared_ptr<vault::Files> files,
        const std::filesystem::path& folder,
        std::uint64_t reserve_bytes = 0,
        unsigned threads = 1
    );
    Photos(const Photos&) = delete;
    Photos& operator=(const Photos&) = delete;
    /// Stops.
    ~Photos();

    static bool owns(std::string_view path);

    /// As Handler::handle, for the paths that it owns. I/O threads.
    std::shared_ptr<Upload> handle(const Request& request, Answer answer);

    /// Ends the work under way; what is unfinished gets no answer. After the last call of `handle`.
    void stop();

  private:
    std::shared_ptr<Upload> put(const Request& request, protocol::ClientId photo, Answer answer);
    void get_preview(const Request& request, const protocol::ClientId& photo, Answer answer);

    const std::shared_ptr<PhotoRoom> room_;
};

} // namespace dageng::http
