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
#include <span>
#include <string>
#include <string_view>
#include <tuple>

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
bool read_bool(JsonValue& value, bool& out);
bool read_signed(JsonValue& value, std::int64_t& out, std::int64_t min, std::int64_t max);
bool read_unsigned(JsonValue& value, std::uint64_t& out, std::uint64_t min, std::uint64_t max);
bool read_text_value(JsonValue& value, std::string& out, std::size_t min, std::size_t max);
bool read_client_id(JsonValue& value, ClientId& out);
bool read_slug(JsonValue& value, Slug& out);
bool read_time(JsonValue& value, TimeMs& out);
bool read_lat_lon(JsonValue& value, LatLon& out);
bool read_sealed(JsonValue& value, Sealed& out);
bool read_mark(JsonValue& value, Mark& out);
bool read_cell(JsonValue& value, CellCount& out);
bool too_many_items(Reading& reading, std::size_t max);

template <class T>
bool read_value(JsonValue& value, T& out);

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

template <class E>
bool read_enum(JsonValue& value, E& out) {
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

template <class T>
bool read_number(JsonValue& value, T& out) {
    if constexpr (std::is_signed_v<T>) {
        std::int64_t wide = 0;
        const bool good =
            read_signed(value, wide, std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
        out = static_cast<T>(wide);
        return good;
    } else {
        std::uint64_t wide = 0;
        const bool good = read_unsigned(value, wide, 0, std::numeric_limits<T>::max());
        out = static_cast<T>(wide);
        return good;
    }
}

template <class T>
bool read_personal(JsonValue& value, Personal<T>& out) {
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
    const bool good = read_sealed(value, sealed);
    out = Personal<T>(std::move(sealed));
    return good;
}

template <class T, class D>
bool read_member(JsonValue& value, void* object) {
    return read_value(value, static_cast<T*>(object)->*D::pointer);
}

template <class T>
struct FieldsOf {
    template <class... D>
    static constexpr std::array<Field, sizeof...(D)> make(boost::mp11::mp_list<D...>) {
        return {
            Field{D::name, !may_be_absent<std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>>, &read_member<T, D>}...
        };
    }
    static constexpr auto fields = make(boost::mp11::mp_rename<Members<T>, boost::mp11::mp_list>());
    static_assert(fields.size() <= max_fields);
};

template <class T>
bool read_value(JsonValue& value, T& out) {
    if constexpr (std::same_as<T, bool>) {
        return read_bool(value, out);
    } else if constexpr (Number<T>) {
        return read_number(value, out);
    } else if constexpr (std::same_as<T, std::string>) {
        return read_text_value(value, out, 0, std::numeric_limits<std::size_t>::max());
    } else if constexpr (is_id<T>) {
        // An event may name nothing.
        const std::uint64_t least = value.reading().mode() == JsonMode::journal ? 0 : 1;
        return read_unsigned(value, out.value, least, largest_safe_number);
    } else if constexpr (is_whole<T>) {
        return read_signed(value, out.value, T::min, T::max);
    } else if constexpr (is_text<T>) {
        return read_text_value(value, out.value, T::min_points, T::max_points);
    } else if constexpr (std::same_as<T, ClientId>) {
        return read_client_id(value, out);
    } else if constexpr (std::same_as<T, Slug>) {
        return read_slug(value, out);
    } else if constexpr (std::same_as<T, TimeMs>) {
        return read_time(value, out);
    } else if constexpr (std::same_as<T, LatLon>) {
        return read_lat_lon(value, out);
    } else if constexpr (std::same_as<T, Sealed>) {
        return read_sealed(value, out);
    } else if constexpr (std::same_as<T, Mark>) {
        return read_mark(value, out);
    } else if constexpr (std::same_as<T, CellCount>) {
        return read_cell(value, out);
    } else if constexpr (is_list<T>) {
        return read_items(value, out.items, T::max_items);
    } else if constexpr (is_vector<T>) {
        return read_items(value, out, std::numeric_limits<std::size_t>::max());
    } else if constexpr (is_personal<T>) {
        return read_personal(value, out);
    } else if constexpr (is_optional<T>) {
        return read_value(value, out.emplace());
    } else if constexpr (DescribedEnum<T>) {
        return read_enum(value, out);
    } else {
        static_assert(DescribedStruct<T>, "this type has no JSON; describe it");
        return read_fields(value, FieldsOf<T>::fields, &out);
    }
}

} // namespace detail

template <class T>
Result<T> read_json(std::string_view text, const ReadOptions& options) {
    detail::Reading reading{options};
    T value;
    const auto read = [&](detail::JsonValue& root) { return detail::read_value(root, value); };
    if (detail::read_text(text, reading, {read})) {
        return value;
    }
    reading.inside(options.path);
    return reading.refusal();
}

} // namespace dageng::protocol
