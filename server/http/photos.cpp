#include "server/http/photos.hpp"

#include "server/http/photo_upload.hpp"
#include "server/http/problem.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace dageng::http {

namespace {

constexpr std::string_view photos_path = "/api/v1/photos/";
constexpr std::string_view preview = "/preview";

/// What follows the root: an id, and whether its preview is meant.
struct Target {
    protocol::ClientId photo;
    bool is_preview = false;
};

bool is_client_id(std::string_view text) {
    return text.size() >= 8 && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-';
           });
}

std::optional<Target> target_of(std::string_view path) {
    Target target;
    path.remove_prefix(photos_path.size());
    if (path.ends_with(preview)) {
        path.remove_suffix(preview.size());
        target.is_preview = true;
    }
    if (!is_client_id(path)) {
        return std::nullopt;
    }
    target.photo.value = path;
    return target;
}

Response wrong_method(std::string_view allowed) {
    auto response = problem(405, "not-allowed", "This method has no meaning here.");
    response.fields.emplace_back("allow", allowed);
    return response;
}

Response busy(std::string_view detail) {
    return problem(503, "busy", detail);
}

/// On a worker.
Response preview_response(const PhotoRoom& room, const protocol::PhotoTicket& ticket) {
    const auto missing = problem(404, "not-found", "There is no such photo.");
    const auto key = room.vault.key(ticket.key);
    if (!key) {
        return missing;
    }
    auto jpeg = room.store.read(ticket.photo, PhotoFile::preview, *key);
    if (!jpeg) {
        spdlog::error(
            "the preview of a stored photo is missing or damaged: {}", ticket.photo.value
        );
        return missing;
    }
    return {
        200,
        {{"content-type", "image/jpeg"}, {"cache-control", "private, no-store"}},
        std::make_shared<const std::string>(std::move(*jpeg))
    };
}

} // namespace

Photos::Photos(
    vault::Vault& vault,
    PhotoCalls& calls,
    std::shared_ptr<vault::Files> files,
    const std::filesystem::path& folder,
    std::uint64_t reserve_bytes,
    unsigned threads
)
    : room_(new PhotoRoom{
          vault,
          calls,
          PhotoStore(std::move(files), folder, reserve_bytes),
          {},
          0,
          Workers(threads, max_uploads + max_reads)
      }) {}

Photos::~Photos() {
    stop();
}

void Photos::stop() {
    room_->workers.stop();
}

bool Photos::owns(std::string_view path) {
    return path.starts_with(photos_path);
}

std::shared_ptr<Upload> Photos::handle(const Request& request, Answer answer) {
    const auto target = target_of(request.path);
    if (!target) {
        answer(problem(404, "not-found", "There is nothing under this path."));
        return nullptr;
    }
    const bool reads = request.method == Method::get || request.method == Method::head;
    if (target->is_preview ? !reads : request.method != Method::put) {
        answer(wrong_method(target->is_preview ? "GET, HEAD" : "PUT"));
        return nullptr;
    }
    if (request.bearer().empty()) {
        answer(problem(401, "not-signed-in", "A bearer token is needed."));
        return nullptr;
    }
    if (target->is_preview) {
        get_preview(request, target->photo, std::move(answer));
        return nullptr;
    }
    return put(request, target->photo, std::move(answer));
}

std::shared_ptr<Upload>
Photos::put(const Request& request, protocol::ClientId photo, Answer answer) {
    if (request.content_length.value_or(0) >
        static_cast<std::uint64_t>(protocol::max_photo_bytes)) {
        answer(problem(413, "too-large", "A photo may have 15,728,640 bytes."));
        return nullptr;
    }
    if (room_->uploads >= max_uploads) {
        answer(busy("Too many photos are being uploaded."));
        return nullptr;
    }
    if (room_->store.is_full()) {
        answer(busy("The disk is nearly full: photos have to wait."));
        return nullptr;
    }
    auto upload = std::make_shared<PhotoUpload>(
        room_, std::move(photo), std::string(request.bearer()), std::move(answer)
    );
    upload->begin();
    return upload;
}

void Photos::get_preview(const Request& request, const protocol::ClientId& photo, Answer answer) {
    room_->calls.ask(
        std::string(request.bearer()),
        protocol::ReadPhoto{photo},
        [room = room_, answer](const protocol::Result<protocol::PhotoTicket>& ticket) {
            if (!ticket) {
                answer(problem(ticket.refusal()));
                return;
            }
            if (!ticket->stored) {
                answer(problem(404, "not-found", "This photo has not been uploaded yet."));
                return;
            }
            const bool taken = room->workers.give([room, answer, ticket = *ticket] {
                try {
                    answer(preview_response(*room, ticket));
                } catch (const std::exception& error) {
                    spdlog::error("a preview could not be read: {}", error.what());
                    answer(busy("The photo can't be read at the moment."));
                }
            });
            if (!taken) {
                answer(busy("Too many photos are being looked at."));
            }
        }
    );
}

} // namespace dageng::http
