#pragma once

#include "protocol/types.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace dageng::engine {

/// A client-made id, or none, in 18 bytes: its characters are of 64 kinds. One of more than 22
/// characters, which is what 128 random bits take, has memory of its own beside.
class PackedId {
  public:
    PackedId() = default;
    explicit PackedId(const protocol::ClientId& id);
    PackedId(const PackedId& other);
    PackedId(PackedId&& other) noexcept;
    PackedId& operator=(PackedId other) noexcept;
    ~PackedId();

    protocol::ClientId unpacked() const;

    bool operator==(const protocol::ClientId& id) const;
    bool operator==(const PackedId& other) const { return unpacked() == other.unpacked(); }

  private:
    static constexpr std::uint8_t apart = 255;

    std::size_t code_at(std::size_t letter) const;
    bool is_apart() const { return size_ == apart; }
    const protocol::ClientId& kept_apart() const;

    std::uint8_t size_ = 0; ///< In characters.
    /// Six bits a character, or the address of what is kept apart.
    std::array<std::uint8_t, 17> bytes_{};
};

} // namespace dageng::engine
