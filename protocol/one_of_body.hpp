#pragma once

#include "protocol/one_of.hpp"

// For the one file that instantiates a OneOf.
namespace dageng::protocol {

template <class Kinds>
OneOf<Kinds>::OneOf() = default;
template <class Kinds>
OneOf<Kinds>::OneOf(const OneOf& other) = default;
template <class Kinds>
OneOf<Kinds>::OneOf(OneOf&& other) noexcept = default;
template <class Kinds>
OneOf<Kinds>& OneOf<Kinds>::operator=(const OneOf& other) = default;
template <class Kinds>
OneOf<Kinds>& OneOf<Kinds>::operator=(OneOf&& other) noexcept = default;
template <class Kinds>
OneOf<Kinds>::~OneOf() = default;

} // namespace dageng::protocol
