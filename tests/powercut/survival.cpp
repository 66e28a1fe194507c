#include "tests/powercut/survival.hpp"

#include <algorithm>

namespace dageng::powercut {

namespace {

constexpr std::uint64_t sector = 512;
constexpr std::uint64_t manners = 4;

} // namespace

Survival::Survival(std::mt19937_64& random, std::uint64_t first, std::uint64_t last)
    : random_(random), manner_(static_cast<Manner>(below(manners))),
      moment_(first + below(last - first + 1)), per_hundred_(1 + below(99)) {}

bool Survival::whole(std::uint64_t order) {
    switch (manner_) {
    case Manner::nothing:
        return false;
    case Manner::everything:
        return true;
    case Manner::up_to_a_moment:
        return order < moment_;
    case Manner::mixture:
        break;
    }
    return below(100) < per_hundred_;
}

bool Survival::piece(std::uint64_t order) {
    if (manner_ == Manner::up_to_a_moment && order == moment_)
        return below(2) == 0;
    return whole(order);
}

void Survival::write(
    std::uint64_t order, std::uint64_t offset, std::string_view bytes, std::string& content
) {
    while (!bytes.empty()) {
        const std::uint64_t size = std::min<std::uint64_t>(sector - offset % sector, bytes.size());
        if (piece(order)) {
            grow(content, offset + size);
            content.replace(offset, size, bytes.substr(0, size));
        }
        offset += size;
        bytes.remove_prefix(size);
    }
}

void Survival::truncate(std::uint64_t order, std::uint64_t size, std::string& content) {
    if (!piece(order))
        return;
    if (size > content.size())
        grow(content, size);
    else
        content.resize(size);
}

void Survival::grow(std::string& content, std::uint64_t size) {
    const char filler = static_cast<char>(below(2) == 0 ? 0 : below(256));
    if (content.size() < size)
        content.resize(size, filler);
}

std::uint64_t Survival::below(std::uint64_t bound) {
    return random_() % bound;
}

} // namespace dageng::powercut
