#include "server/geo/polygon.hpp"

#include <charconv>
#include <limits>
#include <optional>
#include <utility>

namespace dageng::geo {
namespace {

using protocol::ErrorCode;
using protocol::LatLon;
using protocol::Refusal;
using protocol::Result;

void write_ring(const Ring& ring, std::string& text) {
    std::int64_t lat = 0;
    std::int64_t lon = 0;
    for (const LatLon& corner : ring) {
        if (&corner != &ring.front()) {
            text += ' ';
        }
        text += std::to_string(corner.lat_e7 - lat);
        text += ',';
        text += std::to_string(corner.lon_e7 - lon);
        lat = corner.lat_e7;
        lon = corner.lon_e7;
    }
}

/// Reads numbers and separators from the front of a text.
class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    bool at_end() const { return at_ == text_.size(); }
    std::size_t at() const { return at_; }

    bool take(char wanted) {
        if (at_end() || text_[at_] != wanted) {
            return false;
        }
        ++at_;
        return true;
    }

    std::optional<std::int64_t> number() {
        std::int64_t value = 0;
        const char* begin = text_.data() + at_;
        const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
        // Two of these are added later; no real difference of degrees is as large.
        if (error != std::errc{} || value > 4'000'000'000 || value < -4'000'000'000) {
            return std::nullopt;
        }
        at_ += static_cast<std::size_t>(end - begin);
        return value;
    }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

bool fits(std::int64_t value) {
    return value >= std::numeric_limits<std::int32_t>::min() &&
           value <= std::numeric_limits<std::int32_t>::max();
}

bool read_ring(Reader& reader, Ring& ring) {
    std::int64_t lat = 0;
    std::int64_t lon = 0;
    do {
        const auto lat_step = reader.number();
        if (!lat_step || !reader.take(',')) {
            return false;
        }
        const auto lon_step = reader.number();
        if (!lon_step) {
            return false;
        }
        lat += *lat_step;
        lon += *lon_step;
        if (!fits(lat) || !fits(lon)) {
            return false;
        }
        ring.push_back({static_cast<std::int32_t>(lat), static_cast<std::int32_t>(lon)});
    } while (reader.take(' '));
    return true;
}

} // namespace

std::string Boundary::to_text() const {
    std::string text;
    text.reserve(vertices() * 14);
    for (const Part& part : parts_) {
        if (!text.empty()) {
            text += '|';
        }
        for (const Ring& ring : part) {
            if (&ring != &part.front()) {
                text += ';';
            }
            write_ring(ring, text);
        }
    }
    return text;
}

Result<Boundary> Boundary::from_text(std::string_view text) {
    Reader reader{text};
    std::vector<Part> parts;
    do {
        Part part;
        do {
            part.emplace_back();
            if (!read_ring(reader, part.back())) {
                return Refusal{
                    ErrorCode::bad_field,
                    "not the text of an area: byte " + std::to_string(reader.at()),
                    {}
                };
            }
        } while (reader.take(';'));
        parts.push_back(std::move(part));
    } while (reader.take('|'));
    if (!reader.at_end()) {
        return Refusal{
            ErrorCode::bad_field, "not the text of an area: byte " + std::to_string(reader.at()), {}
        };
    }
    return make(std::move(parts));
}

} // namespace dageng::geo
