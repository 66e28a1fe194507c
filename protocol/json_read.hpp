#pragma once

#include "protocol/json_cursor.hpp"
#include "protocol/json_options.hpp"
#include "protocol/names.hpp"
#include "protocol/session_messages.hpp"
#include "protocol/traits.hpp"

#include <boost/mp11/algorithm.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// Values from JSON text: the counterpart of json_write.hpp. Include it where values are read, in
/// .cpp files: it makes a table of fields for each type that is read.
namespace dageng::protocol {

/// Reads a described struct (or a list) from a text that holds nothing else.
///
/// Fields that aren't known are ignored, but must be JSON. Required are all fields but those that
/// `may_be_absent` (traits.hpp). A refusal is `bad_json` when the text isn't JSON or too deep, else
/// `bad_field` with the path of the field and what was expected. Whole numbers may be written in
/// any way that JSON has; places are rounded to 7 decimals. Any thread.
template <class T>
Result<T> read_json(std::string_view text, const ReadOptions& options = {});

namespace detail {

/// A field of an object: where it goes and who reads it there.
struct Field {
    std::string_view name;
    bool required = true;
    bool (*read)(JsonValue& value, void* object) = nullptr;
};

inline constexpr std::size_t max_fields = 64;
inline constexpr std::uint64_t largest_safe_number = (std::uint64_t{1} << 53U) - 1;

bool read_fields(JsonValue& value, std::span<const Field> fields, void* object);
bool read_signed(JsonValue& value, std::int64_t& out, std::int64_t min, std::int64_t max);
bool read_unsigned(JsonValue& value, std::uint64_t& out, std::uint64_t min, std::uint64_t max);
bool read_text_value(JsonValue& value, std::string& out, std::size_t min, std::size_t max);
bool too_many_items(Reading& reading, std::size_t max);

// One read_value for each kind of value; all are found through the JsonValue.

bool read_value(JsonValue& value, bool& out);
bool read_value(JsonValue& value, std::string& out);
bool read_value(JsonValue& value, ClientId& out);
bool read_value(JsonValue& value, Slug& out);
bool read_value(JsonValue& value, TimeMs& out);
bool read_value(JsonValue& value, LatLon& out);
bool read_value(JsonValue& value, Sealed& out);
bool read_value(JsonValue& value, Mark& out);
bool read_value(JsonValue& value, CellCount& out);

template <Number T>
bool read_value(JsonValue& value, T& out) {
    using Limits = std::numeric_limits<T>;
    if constexpr (std::is_signed_v<T>) {
        std::int64_t wide = 0;
        const bool good = read_signed(value, wide, Limits::min(), Limits::max());
        out = static_cast<T>(wide);
        return good;
    } else {
        std::uint64_t wide = 0;
        const bool good = read_unsigned(value, wide, 0, Limits::max());
        out = static_cast<T>(wide);
        return good;
    }
}

template <DescribedEnum E>
bool read_value(JsonValue& value, E& out) {
    std::string_view name;
    if (!value.string(name)) {
        return false;
    }
    if (const auto found = enum_from_name<E>(name)) {
        out = *found;
        return true;
    }
    std::string names;
    for_each_enumerator<E>([&](E, std::string_view each) {
        names += names.empty() ? "" : ", ";
        names += each;
    });
    return value.reading().expected("one of: " + names);
}

template <class Tag>
bool read_value(JsonValue& value, Id<Tag>& out) {
    // An event may name nothing.
    const std::uint64_t least = value.reading().mode() == JsonMode::journal ? 0 : 1;
    return read_unsigned(value, out.value, least, largest_safe_number);
}

template <std::int64_t Min, std::int64_t Max>
bool read_value(JsonValue& value, Whole<Min, Max>& out) {
    return read_signed(value, out.value, Min, Max);
}

template <std::size_t Min, std::size_t Max>
bool read_value(JsonValue& value, Text<Min, Max>& out) {
    return read_text_value(value, out.value, Min, Max);
}

template <class T>
bool read_items(JsonValue& value, std::vector<T>& out, std::size_t max) {
    out.clear();
    return value.each_item([&](std::size_t index, JsonValue& item) {
        if (index == max) {
            return too_many_items(item.reading(), max);
        }
        return read_value(item, out.emplace_back());
    });
}

template <class T>
bool read_value(JsonValue& value, std::vector<T>& out) {
    return read_items(value, out, std::numeric_limits<std::size_t>::max());
}

template <class T, std::size_t Max>
bool read_value(JsonValue& value, List<T, Max>& out) {
    return read_items(value, out.items, Max);
}

template <class T>
bool read_value(JsonValue& value, std::optional<T>& out) {
    return read_value(value, out.emplace());
}

template <class T>
bool read_value(JsonValue& value, Personal<T>& out) {
    if (value.reading().mode() == JsonMode::wire) {
        T clear;
        const bool good = read_value(value, clear);
        out = Personal<T>(std::move(clear));
        return good;
    }
    if (value.is_null()) {
        out = Personal<T>();
        return true;
    }
    Sealed sealed;
    const bool good = read_value(value, sealed);
    out = Personal<T>(std::move(sealed));
    return good;
}

template <class T, class D>
bool read_member(JsonValue& value, void* object) {
    return read_value(value, static_cast<T*>(object)->*D::pointer);
}

template <class T>
struct FieldsOf {
    template <class D>
    using Member = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;

    template <class... D>
    static constexpr std::array<Field, sizeof...(D)> make(boost::mp11::mp_list<D...>) {
        return {Field{D::name, !may_be_absent<Member<D>>, &read_member<T, D>}...};
    }

    static constexpr auto fields = make(boost::mp11::mp_rename<Members<T>, boost::mp11::mp_list>());
    static_assert(fields.size() <= max_fields);
};

template <DescribedStruct T>
bool read_value(JsonValue& value, T& out) {
    return read_fields(value, FieldsOf<T>::fields, &out);
}

} // namespace detail

template <class T>
Result<T> read_json(std::string_view text, const ReadOptions& options) {
    detail::Reading reading{options};
    T value;
    const auto read = [&](detail::JsonValue& root) { return read_value(root, value); };
    if (detail::read_text(text, reading, {read})) {
        return value;
    }
    reading.inside(options.path);
    return reading.refusal();
}

} // namespace dageng::protocol
