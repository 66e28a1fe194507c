#include "server/http/picture.hpp"

#include <vips/vips8>

#include <mutex>
#include <stdexcept>

namespace dageng::http {

namespace {

void be_silent(const gchar*, GLogLevelFlags, const gchar*, gpointer) {}

/// libvips keeps results for later calls unless told not to: pictures of people stay no longer than
/// they must.
void start_vips() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (vips_init("dageng") != 0) {
            throw std::runtime_error(std::string("libvips: ") + vips_error_buffer());
        }
        vips_cache_set_max(0);
        vips_concurrency_set(1);
        vips_block_untrusted_set(1);
        g_log_set_handler("VIPS", G_LOG_LEVEL_MASK, be_silent, nullptr);
    });
}

protocol::Refusal bad_photo(std::string detail) {
    return {protocol::ErrorCode::bad_photo, std::move(detail), {}};
}

std::string preview_of(std::string_view picture) {
    VipsBlob* blob = vips_blob_new(nullptr, picture.data(), picture.size());
    vips::VOption* const size = vips::VImage::option()
                                    ->set("height", preview_side)
                                    ->set("size", VIPS_SIZE_DOWN)
                                    ->set("export_profile", "srgb");
    auto small = vips::VImage::thumbnail_buffer(blob, preview_side, size);
    vips_area_unref(reinterpret_cast<VipsArea*>(blob));
    if (small.has_alpha()) {
        small = small.flatten(vips::VImage::option()->set("background", 255.0));
    }
    VipsBlob* packed =
        small.jpegsave_buffer(vips::VImage::option()->set("Q", preview_quality)->set("strip", true)
        );
    std::size_t length = 0;
    const auto* const bytes = static_cast<const char*>(vips_blob_get(packed, &length));
    std::string jpeg(bytes, length);
    vips_area_unref(reinterpret_cast<VipsArea*>(packed));
    return jpeg;
}

} // namespace

std::optional<std::string_view> picture_type(std::string_view head) {
    using namespace std::string_view_literals;
    if (head.starts_with("\xff\xd8\xff"sv)) {
        return "image/jpeg";
    }
    if (head.starts_with("\x89PNG\r\n\x1a\n"sv)) {
        return "image/png";
    }
    if (head.size() < picture_head_bytes) {
        return std::nullopt;
    }
    if (head.starts_with("RIFF"sv) && head.substr(8, 4) == "WEBP"sv) {
        return "image/webp";
    }
    const auto brand = head.substr(8, 4);
    const bool heic = brand == "heic"sv || brand == "heix"sv || brand == "mif1"sv;
    if (head.substr(4, 4) == "ftyp"sv && heic) {
        return "image/heic";
    }
    return std::nullopt;
}

protocol::Result<std::string> make_preview(std::string_view picture) {
    start_vips();
    if (vips_foreign_find_load_buffer(picture.data(), picture.size()) == nullptr) {
        vips_error_clear();
        return bad_photo("This type of picture can't be opened here.");
    }
    try {
        const auto header = vips::VImage::new_from_buffer(picture.data(), picture.size(), "");
        if (std::int64_t{header.width()} * header.height() > max_pixels) {
            return bad_photo("The picture has more than 50,000,000 pixels.");
        }
        return preview_of(picture);
    } catch (const vips::VError&) {
        vips_error_clear();
        return bad_photo("The picture is damaged.");
    }
}

} // namespace dageng::http
