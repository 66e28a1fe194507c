#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace dageng::powercut {

/// Decides what of the unsynced changes a power cut leaves. For PowerCutDisk.
class Survival {
  public:
    /// Picks a manner by `random`, which must outlive it. The changes that aren't durable have
    /// numbers from `first` to `last`.
    Survival(std::mt19937_64& random, std::uint64_t first, std::uint64_t last);

    /// Whether the change of this number happened, when it can only happen whole.
    bool whole(std::uint64_t order);

    /// What the change leaves in a file's content.
    void
    write(std::uint64_t order, std::uint64_t offset, std::string_view bytes, std::string& content);
    void truncate(std::uint64_t order, std::uint64_t size, std::string& content);

  private:
    enum class Manner { nothing, everything, up_to_a_moment, mixture };

    std::uint64_t below(std::uint64_t bound);
    bool piece(std::uint64_t order);
    void grow(std::string& content, std::uint64_t size);

    std::mt19937_64& random_;
    Manner manner_;
    std::uint64_t moment_;      ///< The last change that begins to happen, torn.
    std::uint64_t per_hundred_; ///< Of a mixture.
};

} // namespace dageng::powercut
