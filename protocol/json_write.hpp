#pragma once

#include "protocol/assert.hpp"
#include "protocol/json_options.hpp"
#include "protocol/names.hpp"
#include "protocol/session_messages.hpp"
#include "protocol/traits.hpp"

#include <boost/mp11/algorithm.hpp>

#include <cstdint>
#include <string>
#include <string_view>

/// Values as JSON text. Works for everything that messages and events are made of; the output is
/// always valid JSON and valid UTF-8.
namespace dageng::protocol {

namespace detail {

void write_signed(std::string& out, std::int64_t value);
void write_unsigned(std::string& out, std::uint64_t value);
/// Quoted and escaped; bytes that are no UTF-8 become U+FFFD.
void write_string(std::string& out, std::string_view text);
/// A moment outside the years 1970 to 9999 is written as the nearest one inside.
void write_time(std::string& out, TimeMs time);
/// Degrees × 10⁷ as degrees.
void write_degrees(std::string& out, std::int32_t value_e7);
void write_lat_lon(std::string& out, LatLon place);
void write_sealed(std::string& out, const Sealed& sealed);
void write_mark(std::string& out, const Mark& mark);
void write_cell(std::string& out, const CellCount& cell);

} // namespace detail

/// Appends `value` as JSON. An optional without value appends `null`; as a field it is left out.
/// A clear personal value that isn't empty must not reach the journal: stops the process. Any
/// thread.
template <class T>
void write_json(std::string& out, const T& value, const WriteOptions& options = {});

/// The same as a text of its own.
template <class T>
std::string to_json(const T& value, const WriteOptions& options = {}) {
    std::string out;
    write_json(out, value, options);
    return out;
}

namespace detail {

template <class Items>
void write_items(std::string& out, const Items& items, const WriteOptions& options) {
    out += '[';
    bool first = true;
    for (const auto& item : items) {
        if (!first) {
            out += ',';
        }
        first = false;
        write_json(out, item, options);
    }
    out += ']';
}

template <class T>
void write_personal(std::string& out, const Personal<T>& value, const WriteOptions& options) {
    static_assert(is_text<T>, "only text can be sealed");
    if (options.mode == JsonMode::journal) {
        if (value.is_sealed()) {
            write_sealed(out, value.sealed());
        } else {
            DAGENG_ASSERT(value.clear().empty());
            out += "null";
        }
        return;
    }
    if (!value.is_sealed()) {
        write_string(out, value.clear().value);
        return;
    }
    const auto opened = options.opener != nullptr && *options.opener
                            ? (*options.opener)(value.sealed())
                            : std::nullopt;
    if (opened) {
        write_string(out, *opened);
    } else {
        out += "null";
    }
}

template <class T>
void write_struct(std::string& out, const T& value, const WriteOptions& options) {
    out += '{';
    bool first = true;
    const auto write_member = [&](std::string_view name, const auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        if constexpr (is_optional<Member>) {
            if (!member) {
                return;
            }
        }
        out += first ? "\"" : ",\"";
        first = false;
        out += name;
        out += "\":";
        write_json(out, member, options);
    };
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        write_member(member.name, value.*member.pointer);
    });
    out += '}';
}

} // namespace detail

template <class T>
void write_json(std::string& out, const T& value, const WriteOptions& options) {
    if constexpr (std::same_as<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::signed_integral<T>) {
        detail::write_signed(out, value);
    } else if constexpr (std::unsigned_integral<T>) {
        detail::write_unsigned(out, value);
    } else if constexpr (std::convertible_to<const T&, std::string_view>) {
        detail::write_string(out, value);
    } else if constexpr (detail::is_id<T>) {
        detail::write_unsigned(out, value.value);
    } else if constexpr (detail::is_whole<T>) {
        detail::write_signed(out, value.value);
    } else if constexpr (detail::is_text<T> || std::same_as<T, ClientId> || std::same_as<T, Slug>) {
        detail::write_string(out, value.value);
    } else if constexpr (std::same_as<T, TimeMs>) {
        detail::write_time(out, value);
    } else if constexpr (std::same_as<T, LatLon>) {
        detail::write_lat_lon(out, value);
    } else if constexpr (std::same_as<T, Mark>) {
        detail::write_mark(out, value);
    } else if constexpr (std::same_as<T, CellCount>) {
        detail::write_cell(out, value);
    } else if constexpr (std::same_as<T, Sealed>) {
        detail::write_sealed(out, value);
    } else if constexpr (detail::is_list<T>) {
        detail::write_items(out, value.items, options);
    } else if constexpr (detail::is_vector<T>) {
        detail::write_items(out, value, options);
    } else if constexpr (detail::is_personal<T>) {
        detail::write_personal(out, value, options);
    } else if constexpr (detail::is_optional<T>) {
        if (value) {
            write_json(out, *value, options);
        } else {
            out += "null";
        }
    } else if constexpr (detail::DescribedEnum<T>) {
        detail::write_string(out, enum_name(value));
    } else {
        static_assert(detail::DescribedStruct<T>, "this type has no JSON; describe it");
        detail::write_struct(out, value, options);
    }
}

} // namespace dageng::protocol
