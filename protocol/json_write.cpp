#include "protocol/json_write.hpp"

#include "protocol/assert.hpp"
#include "protocol/base64.hpp"
#include "protocol/time_text.hpp"
#include "protocol/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace dageng::protocol::detail {
namespace {

constexpr std::uint32_t e7 = 10'000'000;

template <class N>
void append_number(std::string& out, N value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

bool is_escaped(char byte) {
    return static_cast<unsigned char>(byte) < 0x20 || byte == '"' || byte == '\\';
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

/// Whether a text stands in JSON as it is: ASCII of which nothing is escaped. Eight bytes at a
/// time: most texts are short names.
bool is_plain(std::string_view text) {
    constexpr std::uint64_t each = 0x0101'0101'0101'0101;
    constexpr std::uint64_t high = 0x80 * each;
    // Something, just when a byte is nought (Warren, Hacker's Delight, 6-1).
    const auto noughts = [](std::uint64_t word) { return (word - each) & ~word & high; };
    std::uint64_t bad = 0;
    while (!text.empty()) {
        std::uint64_t word = 0x20 * each;
        const std::size_t taken = std::min(text.size(), sizeof word);
        std::memcpy(&word, text.data(), taken);
        bad |= (word & high) | noughts(word & (0xE0 * each)) | noughts(word ^ ('"' * each)) |
               noughts(word ^ ('\\' * each));
        text.remove_prefix(taken);
    }
    return bad == 0;
}

void append_valid(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const auto* const end = std::find_if(text.begin(), text.end(), is_escaped);
        const auto plain = static_cast<std::size_t>(end - text.begin());
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (!text.empty()) {
            append_escaped(out, text[0]);
            text.remove_prefix(1);
        }
    }
}

} // namespace

void write_signed(std::string& out, std::int64_t value) {
    append_number(out, value);
}

void write_unsigned(std::string& out, std::uint64_t value) {
    append_number(out, value);
}

void write_string(std::string& out, std::string_view text) {
    if (is_plain(text)) {
        out += '"';
        out += text;
        out += '"';
        return;
    }
    out += '"';
    while (!text.empty()) {
        const std::size_t valid = valid_until(text, 0);
        append_valid(out, text.substr(0, valid));
        text.remove_prefix(valid);
        if (!text.empty()) {
            out += "\uFFFD";
            text.remove_prefix(1);
        }
    }
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

void write_value(Writer& to, std::string_view text) {
    write_string(to.out, text);
}

void write_value(Writer& to, TimeMs time) {
    to.out += '"';
    append_time(to.out, time);
    to.out += '"';
}

void write_value(Writer& to, LatLon place) {
    to.out += "{\"lat\":";
    write_degrees(to.out, place.lat_e7);
    to.out += ",\"lon\":";
    write_degrees(to.out, place.lon_e7);
    to.out += '}';
}

void write_value(Writer& to, const ClientId& id) {
    write_string(to.out, id.value);
}

void write_value(Writer& to, const Slug& slug) {
    write_string(to.out, slug.value);
}

void write_value(Writer& to, const Sealed& sealed) {
    to.out += "{\"key\":";
    append_number(to.out, sealed.key.value);
    to.out += ",\"box\":\"";
    append_base64(to.out, sealed.box);
    to.out += "\"}";
}

void write_value(Writer& to, const Mark& mark) {
    to.out += '[';
    append_number(to.out, mark.id);
    to.out += ',';
    write_degrees(to.out, mark.at.lat_e7);
    to.out += ',';
    write_degrees(to.out, mark.at.lon_e7);
    to.out += ',';
    append_number(to.out, unsigned{mark.category});
    to.out += ',';
    append_number(to.out, unsigned{mark.state});
    to.out += ']';
}

void write_value(Writer& to, const CellCount& cell) {
    to.out += '[';
    write_degrees(to.out, cell.centre.lat_e7);
    to.out += ',';
    write_degrees(to.out, cell.centre.lon_e7);
    to.out += ',';
    append_number(to.out, cell.people);
    to.out += ',';
    append_number(to.out, cell.engaged);
    to.out += ']';
}

void write_personal_text(Writer& to, const Sealed* sealed, std::string_view clear) {
    const bool to_journal = to.options.mode == JsonMode::journal;
    if (sealed != nullptr && to_journal) {
        write_value(to, *sealed);
        return;
    }
    if (to_journal) {
        DAGENG_ASSERT(clear.empty());
        to.out += "null";
        return;
    }
    if (sealed == nullptr) {
        write_string(to.out, clear);
        return;
    }
    const Opener* const opener = to.options.opener;
    const auto opened = opener != nullptr && *opener ? (*opener)(*sealed) : std::nullopt;
    if (opened) {
        write_string(to.out, *opened);
    } else {
        to.out += "null";
    }
}

} // namespace dageng::protocol::detail
