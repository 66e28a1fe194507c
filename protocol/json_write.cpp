#include "protocol/json_write.hpp"

#include "protocol/base64.hpp"
#include "protocol/time_text.hpp"
#include "protocol/utf8.hpp"

#include <array>
#include <charconv>

namespace dageng::protocol::detail {
namespace {

constexpr std::uint32_t e7 = 10'000'000;

template <class N>
void append_number(std::string& out, N value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

bool is_plain(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x20 && code < 0x80 && byte != '"' && byte != '\\';
}

void append_escaped(std::string& out, char byte) {
    switch (byte) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    constexpr std::string_view hex = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(byte);
    out += "\\u00";
    out += hex[code >> 4U];
    out += hex[code & 15U];
}

} // namespace

void write_signed(std::string& out, std::int64_t value) {
    append_number(out, value);
}

void write_unsigned(std::string& out, std::uint64_t value) {
    append_number(out, value);
}

void write_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        std::size_t plain = 0;
        while (plain < text.size() && is_plain(text[plain])) {
            ++plain;
        }
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) {
            break;
        }
        const CodePoint point = first_code_point(text);
        if (point.bytes == 0) {
            out += "\uFFFD";
        } else if (point.bytes == 1) {
            append_escaped(out, text[0]);
        } else {
            out += text.substr(0, point.bytes);
        }
        text.remove_prefix(point.bytes == 0 ? 1 : point.bytes);
    }
    out += '"';
}

void write_time(std::string& out, TimeMs time) {
    out += '"';
    append_time(out, time);
    out += '"';
}

void write_degrees(std::string& out, std::int32_t value_e7) {
    const std::int64_t wide = value_e7;
    const auto size = static_cast<std::uint32_t>(wide < 0 ? -wide : wide);
    if (wide < 0) {
        out += '-';
    }
    append_number(out, size / e7);
    std::uint32_t fraction = size % e7;
    if (fraction == 0) {
        return;
    }
    out += '.';
    for (std::uint32_t place = e7 / 10; fraction != 0; place /= 10) {
        out += static_cast<char>('0' + fraction / place);
        fraction %= place;
    }
}

void write_lat_lon(std::string& out, LatLon place) {
    out += "{\"lat\":";
    write_degrees(out, place.lat_e7);
    out += ",\"lon\":";
    write_degrees(out, place.lon_e7);
    out += '}';
}

void write_sealed(std::string& out, const Sealed& sealed) {
    out += "{\"key\":";
    append_number(out, sealed.key.value);
    out += ",\"box\":\"";
    append_base64(out, sealed.box);
    out += "\"}";
}

void write_mark(std::string& out, const Mark& mark) {
    out += '[';
    append_number(out, mark.id);
    out += ',';
    write_degrees(out, mark.at.lat_e7);
    out += ',';
    write_degrees(out, mark.at.lon_e7);
    out += ',';
    append_number(out, unsigned{mark.category});
    out += ',';
    append_number(out, unsigned{mark.state});
    out += ']';
}

void write_cell(std::string& out, const CellCount& cell) {
    out += '[';
    write_degrees(out, cell.centre.lat_e7);
    out += ',';
    write_degrees(out, cell.centre.lon_e7);
    out += ',';
    append_number(out, cell.people);
    out += ',';
    append_number(out, cell.engaged);
    out += ']';
}

} // namespace dageng::protocol::detail
