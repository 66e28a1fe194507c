#include "server/http/pages.hpp"

#include "server/http/problem.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace dageng::http {

namespace {

constexpr std::string_view forever = "public, max-age=31536000, immutable";

/// Nothing inline, nothing from elsewhere. The map draws in a worker that is made from a blob and
/// shows photos as blobs.
constexpr std::string_view content_policy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self' ws: wss:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

struct Page {
    std::string_view path;
    std::string_view file;
};

constexpr std::array<Page, 3> pages{{
    {"/", "/index.html"},
    {"/console", "/console/index.html"},
    {"/map", "/map/index.html"},
}};

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        throw std::runtime_error("cannot read " + path.string());
    }
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string_view file_of(std::string_view path) {
    if (path.size() > 1 && path.ends_with('/')) {
        path.remove_suffix(1);
    }
    for (const auto& page : pages) {
        if (page.path == path) {
            return page.file;
        }
    }
    return path;
}

bool is_page(std::string_view file) {
    for (const auto& page : pages) {
        if (page.file == file) {
            return true;
        }
    }
    return false;
}

} // namespace

Pages::Pages(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder)) {
        return;
    }
    std::size_t total = 0;
    std::map<std::string, Bytes> packed;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) {
            continue;
        }
        auto bytes = std::make_shared<const std::string>(read_file(entry.path()));
        total += bytes->size();
        if (total > max_bytes) {
            throw std::runtime_error(folder.string() + " holds more than a web build can");
        }
        auto path = "/" + entry.path().lexically_relative(folder).generic_string();
        if (path.ends_with(".gz")) {
            packed.emplace(path.substr(0, path.size() - 3), std::move(bytes));
            continue;
        }
        const bool hashed = path.starts_with("/assets/");
        auto tag = etag_of(*bytes);
        auto type = std::string(media_type_of(path));
        files_.emplace(
            std::move(path),
            StaticFile{
                std::move(bytes),
                nullptr,
                std::move(type),
                std::string(hashed ? forever : "no-cache"),
                std::move(tag)
            }
        );
    }
    for (auto& [path, bytes] : packed) {
        if (const auto file = files_.find(path); file != files_.end()) {
            file->second.gzip = bytes;
        }
    }
}

std::optional<Response> Pages::answer(const Request& request) const {
    const auto name = file_of(request.path);
    const auto file = files_.find(name);
    if (file == files_.end()) {
        if (is_page(name)) {
            return problem(503, "no-web-build", "The web pages have not been built.");
        }
        return std::nullopt;
    }
    auto response = serve(file->second, request);
    if (file->second.media_type.starts_with("text/html")) {
        response.fields.emplace_back("content-security-policy", content_policy);
    }
    return response;
}

} // namespace dageng::http
