#pragma once

#include "protocol/assert.hpp"

#include <cstddef>
#include <deque>
#include <utility>

namespace dageng::engine {

/// Things that have the numbers 1, 2, 3 … and keep them: tips, incidents, assignments. Reads as a
/// std::map of them would, in the order of their numbers, but finds one by its number in one step.
/// References stay true when more are added. One that left, of which nothing but the number remains
/// (FrontCut), is still there for `at` and for who goes through all, and isn't found.
template <class Id, class T>
class Numbered {
  public:
    using Items = std::deque<std::pair<Id, T>>;
    using iterator = typename Items::iterator;
    using const_iterator = typename Items::const_iterator;

    /// The number of the next.
    Id next() const { return {items_.size() + 1}; }

    /// `id`: `next()`.
    void emplace(Id id, T thing) {
        DAGENG_ASSERT(id == next());
        items_.emplace_back(id, std::move(thing));
    }

    bool contains(Id id) const { return id.value - 1 < items_.size() && !at(id).left(); }

    /// Throws std::out_of_range for a number that nothing has.
    const T& at(Id id) const { return items_.at(id.value - 1).second; }
    T& at(Id id) { return items_.at(id.value - 1).second; }

    /// The end for a number that nothing has.
    const_iterator find(Id id) const {
        return contains(id) ? begin() + static_cast<std::ptrdiff_t>(id.value - 1) : end();
    }
    iterator find(Id id) {
        return contains(id) ? items_.begin() + static_cast<std::ptrdiff_t>(id.value - 1)
                            : items_.end();
    }

    const_iterator begin() const { return items_.begin(); }
    const_iterator end() const { return items_.end(); }
    auto rbegin() const { return items_.rbegin(); }
    auto rend() const { return items_.rend(); }
    std::size_t size() const { return items_.size(); }
    bool empty() const { return items_.empty(); }

  private:
    Items items_;
};

} // namespace dageng::engine
