#pragma once

#include "protocol/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// The kinds of value that messages are made of. A value that was parsed is within its limits.
namespace dageng::protocol {

/// UTF-8 text of `Min` to `Max` code points, without control characters but the line feed.
template <std::size_t Min, std::size_t Max>
struct Text {
    static constexpr std::size_t min_points = Min;
    static constexpr std::size_t max_points = Max;

    std::string value;

    bool operator==(const Text&) const = default;
    bool empty() const { return value.empty(); }
};

/// A client-made id: 8 to 64 of `A-Z a-z 0-9 _ -`; random, so that no two clients make the same.
struct ClientId {
    std::string value;

    auto operator<=>(const ClientId&) const = default;
};

/// A name from the configuration, such as `elder-missing`: 1 to 40 of `a-z 0-9 -`.
struct Slug {
    std::string value;

    auto operator<=>(const Slug&) const = default;
};

/// A whole number from `Min` to `Max`.
template <std::int64_t Min, std::int64_t Max>
struct Whole {
    static constexpr std::int64_t min = Min;
    static constexpr std::int64_t max = Max;

    std::int64_t value = Min;

    auto operator<=>(const Whole&) const = default;
};

/// A list of at most `Max` items.
template <class T, std::size_t Max>
struct List {
    using Item = T;
    static constexpr std::size_t max_items = Max;

    std::vector<T> items;

    bool operator==(const List&) const = default;
};

/// A place on WGS-84 in degrees × 10⁷. On the wire: `{"lat":39.9219,"lon":116.4436}`.
struct LatLon {
    std::int32_t lat_e7 = 0; ///< -900,000,000 to 900,000,000
    std::int32_t lon_e7 = 0; ///< -1,800,000,000 to 1,800,000,000

    bool operator==(const LatLon&) const = default;
};

/// What the vault makes of a personal value: which key opens it, and the sealed bytes (nonce and
/// ciphertext). In the journal: `{"key":7,"box":"<base64>"}`.
struct Sealed {
    KeyId key;
    std::string box;

    bool operator==(const Sealed&) const = default;
};

/// A value about a person: clear only between a client's frame and the vault, and again in frames
/// to those who may see it. The engine, the journal and every file hold it sealed. Nothing may be
/// decided by what is in it.
template <class T>
class Personal {
  public:
    using Clear = T;

    Personal() = default;
    explicit Personal(T clear) : held_(std::move(clear)) {}
    explicit Personal(Sealed sealed) : held_(std::move(sealed)) {}

    bool is_sealed() const { return held_.index() == 1; }
    const T& clear() const { return std::get<0>(held_); }
    const Sealed& sealed() const { return std::get<1>(held_); }
    bool operator==(const Personal&) const = default;

  private:
    std::variant<T, Sealed> held_;
};

} // namespace dageng::protocol
