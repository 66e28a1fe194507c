#pragma once

#include "protocol/assert.hpp"

#include <compare>
#include <cstdint>

namespace dageng::engine {

/// An Id in four bytes, for what there are a hundred thousand of. The numbers of a district stay
/// far below 2^32: a thousand new ones a day for ten thousand years.
template <class Id>
struct Short {
    std::uint32_t value = 0;

    constexpr Short() = default;
    explicit Short(Id id) { *this = id; }
    Short& operator=(Id id) {
        DAGENG_ASSERT(id.value <= 0xFFFF'FFFF);
        value = static_cast<std::uint32_t>(id.value);
        return *this;
    }

    constexpr operator Id() const { return {value}; } // NOLINT(google-explicit-constructor)
    constexpr explicit operator bool() const { return value != 0; }
    constexpr auto operator<=>(const Short&) const = default;
};

} // namespace dageng::engine
