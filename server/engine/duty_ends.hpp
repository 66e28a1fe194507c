#pragma once

#include "server/engine/state.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace dageng::engine {

/// Whose duty ends first: a heap of those on duty with each one's place in it, so that it is told
/// of a change and holds nobody twice. Eight bytes a person.
class DutyEnds {
  public:
    /// After each change to whether somebody is on duty, or until when.
    void renew(const std::vector<Person>& people, PersonId person);

    /// Of those whose duty ends at the same time the one of the lowest number.
    std::optional<PersonId> first() const;

    void clear();

  private:
    /// Index in `people`.
    using Slot = std::uint32_t;
    static constexpr std::uint32_t nowhere = 0xFFFF'FFFF;

    void put(std::size_t at, Slot slot);
    void sift(const std::vector<Person>& people, std::size_t at);
    void take_out(const std::vector<Person>& people, std::size_t at);

    std::vector<Slot> heap_;           ///< The first on top.
    std::vector<std::uint32_t> place_; ///< Of a slot, in the heap.
};

} // namespace dageng::engine
