#include "server/engine/packed_id.hpp"

#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>

namespace dageng::engine {

namespace {

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
constexpr std::size_t longest_inside = 22;

} // namespace

PackedId::PackedId(const protocol::ClientId& id) {
    if (id.value.size() <= longest_inside) {
        std::size_t bit = 0;
        for (const char letter : id.value) {
            const auto code = static_cast<unsigned>(letters.find(letter));
            if (code >= letters.size()) {
                break;
            }
            // Six bits from this bit on lie in one byte or two.
            const unsigned shifted = code << (bit % 8);
            bytes_[bit / 8] |= static_cast<std::uint8_t>(shifted);
            if (shifted > 0xFF) {
                bytes_[bit / 8 + 1] |= static_cast<std::uint8_t>(shifted >> 8);
            }
            bit += 6;
            ++size_;
        }
        if (size_ == id.value.size()) {
            return;
        }
    }
    const auto* const kept = new protocol::ClientId(id);
    std::memcpy(bytes_.data(), &kept, sizeof kept);
    size_ = apart;
}

PackedId::PackedId(const PackedId& other) : PackedId(other.unpacked()) {}

PackedId::PackedId(PackedId&& other) noexcept
    : size_(std::exchange(other.size_, 0)), bytes_(std::exchange(other.bytes_, {})) {}

PackedId& PackedId::operator=(PackedId other) noexcept {
    std::swap(size_, other.size_);
    std::swap(bytes_, other.bytes_);
    return *this;
}

PackedId::~PackedId() {
    if (is_apart()) {
        delete &kept_apart();
    }
}

const protocol::ClientId& PackedId::kept_apart() const {
    const protocol::ClientId* kept = nullptr;
    std::memcpy(&kept, bytes_.data(), sizeof kept);
    return *kept;
}

protocol::ClientId PackedId::unpacked() const {
    if (is_apart()) {
        return kept_apart();
    }
    protocol::ClientId id;
    for (std::size_t i = 0; i < size_; ++i) {
        id.value += letters[code_at(i)];
    }
    return id;
}

bool PackedId::operator==(const protocol::ClientId& id) const {
    if (is_apart()) {
        return kept_apart() == id;
    }
    if (id.value.size() != size_) {
        return false;
    }
    for (std::size_t i = 0; i < size_; ++i) {
        if (letters[code_at(i)] != id.value[i]) {
            return false;
        }
    }
    return true;
}

std::size_t PackedId::code_at(std::size_t letter) const {
    const std::size_t bit = 6 * letter;
    unsigned two = bytes_[bit / 8];
    if (bit / 8 + 1 < bytes_.size()) {
        two |= static_cast<unsigned>(bytes_[bit / 8 + 1]) << 8;
    }
    return two >> (bit % 8) & 63U;
}

} // namespace dageng::engine
