#pragma once

#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

/// Names of described enums on the wire: kebab-case of their C++ names, so that one is never typed
/// twice. Works for every enum with BOOST_DESCRIBE_ENUM.
namespace dageng::protocol {

namespace detail {

constexpr std::size_t length_of(const char* text) {
    return std::string_view{text}.size();
}

template <class Enumerator>
struct KebabName {
    static constexpr std::size_t length = length_of(Enumerator::name);
    static constexpr std::array<char, length> make() {
        std::array<char, length> name{};
        for (std::size_t i = 0; i < length; ++i) {
            name[i] = Enumerator::name[i] == '_' ? '-' : Enumerator::name[i];
        }
        return name;
    }
    static constexpr std::array<char, length> value = make();
    static constexpr std::string_view view() { return {value.data(), length}; }
};

} // namespace detail

/// Calls `visit(value, name)` for each enumerator in the order of declaration.
template <class E, class Visit>
constexpr void for_each_enumerator(Visit visit) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        visit(enumerator.value, detail::KebabName<decltype(enumerator)>::view());
    });
}

/// The wire name of an enumerator; "?" for a value that isn't one.
template <class E>
constexpr std::string_view enum_name(E value) {
    std::string_view found = "?";
    for_each_enumerator<E>([&](E candidate, std::string_view name) {
        if (candidate == value) {
            found = name;
        }
    });
    return found;
}

template <class E>
constexpr std::optional<E> enum_from_name(std::string_view wanted) {
    std::optional<E> found;
    for_each_enumerator<E>([&](E candidate, std::string_view name) {
        if (name == wanted) {
            found = candidate;
        }
    });
    return found;
}

} // namespace dageng::protocol
