#pragma once

#include <compare>
#include <cstdint>
#include <functional>

/// Identifiers and moments, as distinct types, so that one can't be taken for another.
namespace dageng::protocol {

/// A whole number that names one thing of kind `Tag`. 0 names nothing. On the wire: a JSON number
/// from 1 to 2^53 - 1.
template <class Tag>
struct Id {
    std::uint64_t value = 0;

    constexpr explicit operator bool() const { return value != 0; }
    constexpr auto operator<=>(const Id&) const = default;
};

using PersonId = Id<struct PersonTag>;         ///< An account: one real person, any role.
using TipId = Id<struct TipTag>;               ///< One report, from one reporter.
using IncidentId = Id<struct IncidentTag>;     ///< One incident, made from one tip or more.
using AssignmentId = Id<struct AssignmentTag>; ///< One person asked for one incident, once.
using KeyId = Id<struct KeyTag>;               ///< A key of the vault.

/// Numbers the events of a district's journal: the first is 1, without gaps. A notice's number is
/// the offset of the event that it tells of.
using Offset = std::uint64_t;

/// A moment in milliseconds since 1970-01-01 UTC. On the wire: RFC 3339 in UTC with milliseconds.
struct TimeMs {
    std::int64_t value = 0;

    constexpr auto operator<=>(const TimeMs&) const = default;
    constexpr TimeMs operator+(std::int64_t ms) const { return {value + ms}; }
    constexpr std::int64_t operator-(TimeMs other) const { return value - other.value; }
};

} // namespace dageng::protocol

template <class Tag>
struct std::hash<dageng::protocol::Id<Tag>> {
    std::size_t operator()(dageng::protocol::Id<Tag> id) const noexcept {
        return static_cast<std::size_t>(id.value * 0x9E3779B97F4A7C15ULL);
    }
};
