#pragma once

#include "protocol/json_options.hpp"
#include "protocol/names.hpp"
#include "protocol/session_messages.hpp"
#include "protocol/traits.hpp"

#include <boost/mp11/algorithm.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Values as JSON text. Works for everything that messages and events are made of; the output is
/// always valid JSON and valid UTF-8.
namespace dageng::protocol {

namespace detail {

/// Where a value is written to, and how.
struct Writer {
    std::string& out;
    const WriteOptions& options;
};

/// Quoted and escaped; bytes that are no UTF-8 become U+FFFD.
void write_string(std::string& out, std::string_view text);
/// Degrees × 10⁷ as degrees.
void write_degrees(std::string& out, std::int32_t value_e7);
void write_signed(std::string& out, std::int64_t value);
void write_unsigned(std::string& out, std::uint64_t value);

/// `,"name":` of a described member.
template <class Member>
struct Key {
    static constexpr std::size_t length = length_of(Member::name) + 4;
    static constexpr std::array<char, length> make() {
        std::array<char, length> key{',', '"'};
        for (std::size_t i = 0; i < length - 4; ++i) {
            key[i + 2] = Member::name[i];
        }
        key[length - 2] = '"';
        key[length - 1] = ':';
        return key;
    }
    static constexpr std::array<char, length> value = make();
    static constexpr std::string_view view() { return {value.data(), length}; }
};

// One write_value for each kind of value; all are found through the Writer.

void write_value(Writer& to, std::string_view text);
/// A moment outside the years 1970 to 9999 is written as the nearest one inside.
void write_value(Writer& to, TimeMs time);
void write_value(Writer& to, LatLon place);
void write_value(Writer& to, const ClientId& id);
void write_value(Writer& to, const Slug& slug);
void write_value(Writer& to, const Sealed& sealed);
void write_value(Writer& to, const Mark& mark);
void write_value(Writer& to, const CellCount& cell);

template <std::same_as<bool> T>
void write_value(Writer& to, T value) {
    to.out += value ? "true" : "false";
}

template <Number T>
void write_value(Writer& to, T value) {
    if constexpr (std::signed_integral<T>) {
        write_signed(to.out, value);
    } else {
        write_unsigned(to.out, value);
    }
}

template <DescribedEnum T>
void write_value(Writer& to, T value) {
    write_string(to.out, enum_name(value));
}

template <class Tag>
void write_value(Writer& to, Id<Tag> id) {
    write_unsigned(to.out, id.value);
}

template <std::int64_t Min, std::int64_t Max>
void write_value(Writer& to, Whole<Min, Max> number) {
    write_signed(to.out, number.value);
}

template <std::size_t Min, std::size_t Max>
void write_value(Writer& to, const Text<Min, Max>& text) {
    write_string(to.out, text.value);
}

template <class T>
void write_value(Writer& to, const std::vector<T>& items) {
    to.out += '[';
    bool first = true;
    for (const T& item : items) {
        to.out += first ? "" : ",";
        first = false;
        write_value(to, item);
    }
    to.out += ']';
}

template <class T, std::size_t Max>
void write_value(Writer& to, const List<T, Max>& list) {
    write_value(to, list.items);
}

template <class T>
void write_value(Writer& to, const std::optional<T>& value) {
    if (value) {
        write_value(to, *value);
    } else {
        to.out += "null";
    }
}

void write_personal_text(Writer& to, const Sealed* sealed, std::string_view clear);

template <class T>
void write_value(Writer& to, const Personal<T>& value) {
    static_assert(is_text<T>, "only text can be sealed");
    if (value.is_sealed()) {
        write_personal_text(to, &value.sealed(), {});
    } else {
        write_personal_text(to, nullptr, value.clear().value);
    }
}

template <DescribedStruct T>
void write_value(Writer& to, const T& value) {
    to.out += '{';
    std::size_t comma = 1; // None before the first.
    const auto write_member = [&](std::string_view key, const auto& member) {
        if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>) {
            if (!member) {
                return;
            }
        }
        to.out += key.substr(std::exchange(comma, 0));
        write_value(to, member);
    };
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        write_member(Key<decltype(member)>::view(), value.*member.pointer);
    });
    to.out += '}';
}

} // namespace detail

/// Appends `value` as JSON. An optional without value appends `null`; as a field it is left out.
/// A clear personal value that isn't empty must not reach the journal: stops the process. Any
/// thread.
template <class T>
void write_json(std::string& out, const T& value, const WriteOptions& options = {}) {
    detail::Writer to{out, options};
    write_value(to, value);
}

/// The same as a text of its own.
template <class T>
std::string to_json(const T& value, const WriteOptions& options = {}) {
    std::string out;
    write_json(out, value, options);
    return out;
}

} // namespace dageng::protocol
