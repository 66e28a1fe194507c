#pragma once

#include "protocol/types.hpp"

#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

/// Which kind of value a type is: what reader, writer and published schema are derived from.
namespace dageng::protocol {

namespace detail {

template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

template <class T>
inline constexpr bool is_text = false;
template <std::size_t Min, std::size_t Max>
inline constexpr bool is_text<Text<Min, Max>> = true;

template <class T>
inline constexpr bool is_whole = false;
template <std::int64_t Min, std::int64_t Max>
inline constexpr bool is_whole<Whole<Min, Max>> = true;

template <class T>
inline constexpr bool is_list = false;
template <class T, std::size_t Max>
inline constexpr bool is_list<List<T, Max>> = true;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_personal = false;
template <class T>
inline constexpr bool is_personal<Personal<T>> = true;

template <class T>
concept Number = std::integral<T> && !std::same_as<T, bool>;

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <class T>
concept DescribedStruct = boost::describe::has_describe_members<T>::value &&
                          !boost::describe::has_describe_enumerators<T>::value;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
constexpr bool has_natural_empty() {
    if constexpr (is_text<T>) {
        return T::min_points == 0;
    } else if constexpr (is_personal<T>) {
        return has_natural_empty<typename T::Clear>();
    } else {
        return std::same_as<T, bool> || is_list<T> || is_vector<T> || is_optional<T>;
    }
}

} // namespace detail

/// May a field of this type be left out? An `std::optional` may, and what has a natural empty
/// value: a bool (false), a list (no items), text that may be empty, and personal text that may be
/// empty. All else is required, enums too: nothing is decided by a value that nobody sent. What we
/// send leaves out empty optionals only.
template <class T>
inline constexpr bool may_be_absent = detail::has_natural_empty<T>();

} // namespace dageng::protocol
