#include "server/http/base_map.hpp"

#include "server/http/gzip.hpp"

#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace dageng::http {

namespace {

constexpr std::string_view base_map_path = "/api/v1/base-map";

StaticFile static_file(std::string plain, std::string_view type) {
    StaticFile file;
    file.etag = etag_of(plain);
    auto packed = gzip(plain);
    if (packed.size() < plain.size()) {
        file.gzip = std::make_shared<const std::string>(std::move(packed));
    }
    file.plain = std::make_shared<const std::string>(std::move(plain));
    file.media_type = type;
    file.cache_control = "no-cache";
    return file;
}

std::string read_layer(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in || bytes.empty()) {
        throw std::runtime_error("cannot read the base map " + path.string());
    }
    if (bytes.starts_with("\x1f\x8b")) {
        auto plain = gunzip(bytes, BaseMap::max_file_bytes);
        if (!plain) {
            throw std::runtime_error("the base map " + path.string() + " is damaged or too large");
        }
        bytes = std::move(*plain);
    }
    if (bytes.size() > BaseMap::max_file_bytes) {
        throw std::runtime_error("the base map " + path.string() + " is too large");
    }
    return bytes;
}

} // namespace

BaseMap::BaseMap(const std::vector<std::filesystem::path>& files) {
    std::string list = R"({"layers":[)";
    for (const auto& path : files) {
        list += (layers_.empty() ? "\"" : ",\"") + std::string(base_map_path) + "/" +
                std::to_string(layers_.size()) + "\"";
        layers_.push_back(static_file(read_layer(path), "application/geo+json"));
    }
    list_ = static_file(list + "]}", "application/json");
}

std::optional<Response> BaseMap::answer(const Request& request) const {
    if (request.path == base_map_path) {
        return serve(list_, request);
    }
    const std::string_view path = request.path;
    if (!path.starts_with(base_map_path) || path.size() < base_map_path.size() + 2 ||
        path[base_map_path.size()] != '/') {
        return std::nullopt;
    }
    const auto digits = path.substr(base_map_path.size() + 1);
    std::size_t number = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc{} || rest != end || number >= layers_.size()) {
        return std::nullopt;
    }
    return serve(layers_[number], request);
}

} // namespace dageng::http
