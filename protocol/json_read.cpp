#include "protocol/json_read.hpp"

#include "protocol/base64.hpp"
#include "protocol/decimal.hpp"
#include "protocol/time_text.hpp"
#include "protocol/utf8.hpp"

#include <algorithm>

namespace dageng::protocol::detail {
namespace {

constexpr std::int32_t max_lat_e7 = 900'000'000;
constexpr std::int32_t max_lon_e7 = 1'800'000'000;
constexpr int e7_places = 7;

std::string range(std::string_view what, const std::string& min, const std::string& max) {
    return std::string(what) + " from " + min + " to " + max;
}

bool all_of(std::string_view text, std::string_view beside_lower_and_digits) {
    return std::ranges::all_of(text, [&](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
               beside_lower_and_digits.find(byte) != std::string_view::npos;
    });
}

bool is_control(std::uint32_t point) {
    return (point < 0x20 && point != '\n') || (point >= 0x7F && point < 0xA0);
}

/// `wanted`: what is said of what isn't. Places are the most frequent of all that is read: nothing
/// is put together for them that only a refusal needs.
bool read_degrees(
    JsonValue& value, std::int32_t& out, std::int32_t max_e7, std::string_view wanted
) {
    std::string_view token;
    if (!value.token(token, wanted)) {
        return false;
    }
    const Scaled number = scaled_decimal(token, e7_places);
    if (!number.fits || number.size > static_cast<std::uint64_t>(max_e7)) {
        return value.reading().expected(wanted);
    }
    const auto size = static_cast<std::int32_t>(number.size);
    out = number.negative ? -size : size;
    return true;
}

bool read_lat(JsonValue& value, void* object) {
    return read_degrees(
        value, static_cast<LatLon*>(object)->lat_e7, max_lat_e7, "a number from -90 to 90"
    );
}

bool read_lon(JsonValue& value, void* object) {
    return read_degrees(
        value, static_cast<LatLon*>(object)->lon_e7, max_lon_e7, "a number from -180 to 180"
    );
}

bool read_key(JsonValue& value, void* object) {
    return read_unsigned(value, static_cast<Sealed*>(object)->key.value, 1, largest_safe_number);
}

bool read_box(JsonValue& value, void* object) {
    std::string_view text;
    if (!value.string(text)) {
        return false;
    }
    auto bytes = from_base64(text);
    if (!bytes) {
        return value.reading().expected("base 64");
    }
    static_cast<Sealed*>(object)->box = std::move(*bytes);
    return true;
}

/// A tuple: an array whose items are read one by one.
bool read_tuple(JsonValue& value, std::span<const Field> fields, void* object) {
    std::size_t seen = 0;
    const bool good = value.each_item([&](std::size_t index, JsonValue& item) {
        seen = index + 1;
        return index < fields.size() ? fields[index].read(item, object)
                                     : too_many_items(item.reading(), fields.size());
    });
    if (good && seen < fields.size()) {
        return value.reading().expected("a list of " + std::to_string(fields.size()));
    }
    return good;
}

template <class T, auto Member>
bool read_plain(JsonValue& value, void* object) {
    return read_value(value, static_cast<T*>(object)->*Member);
}

template <class T, auto Place>
bool read_lat_of(JsonValue& value, void* object) {
    return read_lat(value, &(static_cast<T*>(object)->*Place));
}

template <class T, auto Place>
bool read_lon_of(JsonValue& value, void* object) {
    return read_lon(value, &(static_cast<T*>(object)->*Place));
}

} // namespace

bool read_fields(JsonValue& value, std::span<const Field> fields, void* object) {
    std::uint64_t seen = 0;
    const bool good = value.each_field([&](std::string_view name, JsonValue& field) {
        const auto found = std::ranges::find(fields, name, &Field::name);
        if (found == fields.end()) {
            return field.check();
        }
        const std::uint64_t bit = std::uint64_t{1} << (found - fields.begin());
        if ((seen & bit) != 0) {
            return field.reading().bad_field("", "given twice");
        }
        seen |= bit;
        return found->read(field, object);
    });
    if (!good) {
        return false;
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].required && (seen >> i & 1U) == 0) {
            return value.reading().bad_field(fields[i].name, "missing");
        }
    }
    return true;
}

bool read_value(JsonValue& value, bool& out) {
    std::string_view token;
    if (!value.token(token, "true or false")) {
        return false;
    }
    out = token == "true";
    return out || token == "false" || value.reading().expected("true or false");
}

bool read_signed(JsonValue& value, std::int64_t& out, std::int64_t min, std::int64_t max) {
    std::string_view token;
    const bool scalar = value.token(token, "a whole number");
    if (!scalar) {
        return false;
    }
    const Scaled number = scaled_decimal(token, 0);
    const std::uint64_t most =
        number.negative ? std::uint64_t{1} << 63U : std::numeric_limits<std::int64_t>::max();
    if (number.fits && number.exact && number.size <= most) {
        // Negated as unsigned: the least number has no positive counterpart.
        out = static_cast<std::int64_t>(number.negative ? 0 - number.size : number.size);
        if (out >= min && out <= max) {
            return true;
        }
    }
    return value.reading().expected(
        range("a whole number", std::to_string(min), std::to_string(max))
    );
}

bool read_unsigned(JsonValue& value, std::uint64_t& out, std::uint64_t min, std::uint64_t max) {
    if (value.reading().mode() == JsonMode::wire) {
        max = std::min(max, largest_safe_number);
    }
    std::string_view token;
    const bool scalar = value.token(token, "a whole number");
    if (!scalar) {
        return false;
    }
    const Scaled number = scaled_decimal(token, 0);
    const bool positive = !number.negative || number.size == 0;
    if (number.fits && number.exact && positive && number.size >= min && number.size <= max) {
        out = number.size;
        return true;
    }
    return value.reading().expected(
        range("a whole number", std::to_string(min), std::to_string(max))
    );
}

bool read_text_value(JsonValue& value, std::string& out, std::size_t min, std::size_t max) {
    std::string_view text;
    if (!value.string(text)) {
        return false;
    }
    std::size_t points = 0;
    for (std::string_view rest = text; !rest.empty(); ++points) {
        const CodePoint point = first_code_point(rest);
        if (point.bytes == 0) {
            return value.reading().bad_json("an escaped surrogate without its other half");
        }
        if (is_control(point.value)) {
            return value.reading().expected("text without control characters");
        }
        rest.remove_prefix(point.bytes);
    }
    if (points < min || points > max) {
        const std::string most = std::to_string(max);
        return value.reading().expected(
            "text of " + std::to_string(min) + " to " + most + " characters"
        );
    }
    out = text;
    return true;
}

bool read_value(JsonValue& value, std::string& out) {
    return read_text_value(value, out, 0, std::numeric_limits<std::size_t>::max());
}

bool read_value(JsonValue& value, ClientId& out) {
    constexpr std::string_view beside = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_-";
    std::string_view text;
    if (!value.string(text)) {
        return false;
    }
    // What is kept may name nothing.
    const bool none = text.empty() && value.reading().mode() == JsonMode::journal;
    if (!none && (text.size() < 8 || text.size() > 64 || !all_of(text, beside))) {
        return value.reading().expected("an id: 8 to 64 of A-Z a-z 0-9 _ -");
    }
    out.value = text;
    return true;
}

bool read_value(JsonValue& value, Slug& out) {
    std::string_view text;
    if (!value.string(text)) {
        return false;
    }
    if (text.empty() || text.size() > 40 || !all_of(text, "-")) {
        return value.reading().expected("a name: 1 to 40 of a-z 0-9 -");
    }
    out.value = text;
    return true;
}

bool read_value(JsonValue& value, TimeMs& out) {
    std::string_view text;
    if (!value.string(text)) {
        return false;
    }
    const auto time = time_from_text(text);
    if (!time) {
        return value.reading().expected("a time in UTC such as 2025-11-24T10:08:40.123Z");
    }
    out = *time;
    return true;
}

bool read_value(JsonValue& value, LatLon& out) {
    static constexpr std::array fields{
        Field{"lat", true, &read_lat},
        Field{"lon", true, &read_lon},
    };
    return read_fields(value, fields, &out);
}

bool read_value(JsonValue& value, Sealed& out) {
    static constexpr std::array fields{
        Field{"key", true, &read_key},
        Field{"box", true, &read_box},
    };
    return read_fields(value, fields, &out);
}

bool read_value(JsonValue& value, Mark& out) {
    static constexpr std::array fields{
        Field{"id", true, &read_plain<Mark, &Mark::id>},
        Field{"lat", true, &read_lat_of<Mark, &Mark::at>},
        Field{"lon", true, &read_lon_of<Mark, &Mark::at>},
        Field{"category", true, &read_plain<Mark, &Mark::category>},
        Field{"state", true, &read_plain<Mark, &Mark::state>},
    };
    return read_tuple(value, fields, &out);
}

bool read_value(JsonValue& value, CellCount& out) {
    static constexpr std::array fields{
        Field{"lat", true, &read_lat_of<CellCount, &CellCount::centre>},
        Field{"lon", true, &read_lon_of<CellCount, &CellCount::centre>},
        Field{"people", true, &read_plain<CellCount, &CellCount::people>},
        Field{"engaged", true, &read_plain<CellCount, &CellCount::engaged>},
    };
    return read_tuple(value, fields, &out);
}

bool too_many_items(Reading& reading, std::size_t max) {
    return reading.expected("at most " + std::to_string(max) + " items");
}

} // namespace dageng::protocol::detail
