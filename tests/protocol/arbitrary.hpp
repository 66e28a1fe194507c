#pragma once

#include "protocol/names.hpp"
#include "protocol/session_messages.hpp"
#include "protocol/time_text.hpp"
#include "protocol/traits.hpp"

#include <boost/mp11/algorithm.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// Any value of any described type, within its limits, for properties; and whether two are equal.
namespace dageng::protocol::testing {

/// How personal values are held.
enum class Held { clear, sealed };

template <class N>
N any_of(N min, N max) {
    // Wide ranges are drawn as bits: inRange counts with the type's own difference.
    const auto span = static_cast<std::uint64_t>(max) - static_cast<std::uint64_t>(min);
    const auto bits = *rc::gen::arbitrary<std::uint64_t>();
    const std::uint64_t step = span == ~std::uint64_t{0} ? bits : bits % (span + 1);
    return static_cast<N>(static_cast<std::uint64_t>(min) + step);
}

inline std::string any_text(std::size_t min, std::size_t max) {
    static const std::vector<std::string> points{
        "a",
        "Z",
        "0",
        " ",
        "\n",
        "\"",
        "\\",
        "/",
        "<",
        "é",
        "尾",
        "随",
        "\u2028",
        "\uFFFD",
        "🚨",
    };
    const std::size_t count = any_of(min, std::min(max, min + 12));
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        out += *rc::gen::elementOf(points);
    }
    return out;
}

inline std::string any_name(std::string_view letters, std::size_t min, std::size_t max) {
    const std::size_t count = any_of(min, max);
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        out += *rc::gen::elementOf(std::string(letters));
    }
    return out;
}

inline LatLon any_place() {
    return {any_of(-900'000'000, 900'000'000), any_of(-1'800'000'000, 1'800'000'000)};
}

template <class T>
void fill(T& value, Held held);

template <class Items>
void fill_items(Items& items, std::size_t max, Held held) {
    items.resize(any_of(std::size_t{0}, std::min(max, std::size_t{3})));
    for (auto& item : items) {
        fill(item, held);
    }
}

template <class T>
void fill_personal(Personal<T>& value, Held held) {
    if (held == Held::clear) {
        T clear;
        fill(clear, held);
        value = Personal<T>(std::move(clear));
    } else if (any_of(0, 3) == 0) {
        value = Personal<T>();
    } else {
        const KeyId key{any_of<std::uint64_t>(1, (std::uint64_t{1} << 53) - 1)};
        value = Personal<T>(Sealed{key, *rc::gen::arbitrary<std::string>()});
    }
}

template <class T>
void fill(T& value, Held held) {
    if constexpr (std::same_as<T, bool>) {
        value = any_of(0, 1) == 1;
    } else if constexpr (std::same_as<T, std::uint64_t>) {
        value = any_of<std::uint64_t>(0, (std::uint64_t{1} << 53) - 1);
    } else if constexpr (detail::Number<T>) {
        value = any_of(std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
    } else if constexpr (detail::is_id<T>) {
        value.value = any_of<std::uint64_t>(1, (std::uint64_t{1} << 53) - 1);
    } else if constexpr (detail::is_whole<T>) {
        value.value = any_of(T::min, T::max);
    } else if constexpr (detail::is_text<T>) {
        value.value = any_text(T::min_points, T::max_points);
    } else if constexpr (std::same_as<T, ClientId>) {
        value.value = any_name("AZaz09_-", 8, 64);
    } else if constexpr (std::same_as<T, Slug>) {
        value.value = any_name("az09-", 1, 40);
    } else if constexpr (std::same_as<T, TimeMs>) {
        value.value = any_of(first_moment.value, last_moment.value);
    } else if constexpr (std::same_as<T, LatLon>) {
        value = any_place();
    } else if constexpr (std::same_as<T, Mark>) {
        value.at = any_place();
        fill(value.id, held);
        fill(value.category, held);
        fill(value.state, held);
    } else if constexpr (std::same_as<T, CellCount>) {
        value.centre = any_place();
        fill(value.people, held);
        fill(value.engaged, held);
    } else if constexpr (detail::is_list<T>) {
        fill_items(value.items, T::max_items, held);
    } else if constexpr (detail::is_vector<T>) {
        fill_items(value, 3, held);
    } else if constexpr (detail::is_personal<T>) {
        fill_personal(value, held);
    } else if constexpr (detail::is_optional<T>) {
        value.reset();
        if (any_of(0, 1) == 1) {
            fill(value.emplace(), held);
        }
    } else if constexpr (detail::DescribedEnum<T>) {
        std::vector<T> all;
        for_each_enumerator<T>([&](T each, std::string_view) { all.push_back(each); });
        value = *rc::gen::elementOf(all);
    } else {
        boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
            fill(value.*member.pointer, held);
        });
    }
}

template <class T>
T any_value(Held held = Held::clear) {
    T value;
    fill(value, held);
    return value;
}

template <class T>
bool equal(const T& a, const T& b) {
    if constexpr (std::same_as<T, Mark>) {
        return a.id == b.id && a.at == b.at && a.category == b.category && a.state == b.state;
    } else if constexpr (std::same_as<T, CellCount>) {
        return a.centre == b.centre && a.people == b.people && a.engaged == b.engaged;
    } else if constexpr (detail::is_list<T>) {
        return std::ranges::equal(a.items, b.items, [](const auto& one, const auto& other) {
            return equal(one, other);
        });
    } else if constexpr (detail::is_optional<T>) {
        return a.has_value() == b.has_value() && (!a || equal(*a, *b));
    } else if constexpr (detail::DescribedStruct<T>) {
        bool same = true;
        boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
            same = same && equal(a.*member.pointer, b.*member.pointer);
        });
        return same;
    } else {
        return a == b;
    }
}

} // namespace dageng::protocol::testing
