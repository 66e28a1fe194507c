#pragma once

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <type_traits>
#include <utility>
#include <variant>

namespace dageng::protocol {

/// A variant of a list's types. Copying, moving and destroying it is compiled once, in the file
/// that instantiates it (one_of_body.hpp), not in every file that makes one: with fifty kinds of
/// event that was half of the time that the engine took to compile. Any thread, as std::variant.
template <class Kinds>
class OneOf : public boost::mp11::mp_rename<Kinds, std::variant> {
  public:
    using Variant = boost::mp11::mp_rename<Kinds, std::variant>;

    OneOf();
    OneOf(const OneOf& other);
    OneOf(OneOf&& other) noexcept;
    OneOf& operator=(const OneOf& other);
    OneOf& operator=(OneOf&& other) noexcept;
    ~OneOf();

    template <class Kind>
        requires boost::mp11::mp_contains<Kinds, std::remove_cvref_t<Kind>>::value
    OneOf(Kind&& one)
        : Variant(std::in_place_type<std::remove_cvref_t<Kind>>, std::forward<Kind>(one)) {}
};

} // namespace dageng::protocol
