#include "server/engine/duty_ends.hpp"

#include <algorithm>
#include <cstddef>

namespace dageng::engine {

void DutyEnds::renew(const std::vector<Person>& people, PersonId person) {
    const auto slot = static_cast<Slot>(person.value - 1);
    if (place_.size() <= slot) {
        place_.resize(people.size(), nowhere);
    }
    const std::uint32_t place = place_[slot];
    if (!people[slot].on_duty) {
        if (place != nowhere) {
            take_out(people, place);
        }
    } else if (place != nowhere) {
        sift(people, place);
    } else {
        heap_.push_back(slot);
        sift(people, heap_.size() - 1);
    }
}

std::optional<PersonId> DutyEnds::first() const {
    return heap_.empty() ? std::nullopt : std::optional{PersonId{heap_.front() + std::uint64_t{1}}};
}

void DutyEnds::clear() {
    heap_.clear();
    place_.clear();
}

void DutyEnds::put(std::size_t at, Slot slot) {
    heap_[at] = slot;
    place_[slot] = static_cast<std::uint32_t>(at);
}

void DutyEnds::sift(const std::vector<Person>& people, std::size_t at) {
    const auto before = [&](Slot a, Slot b) {
        const TimeMs ends_a = people[a].duty_ends();
        const TimeMs ends_b = people[b].duty_ends();
        return ends_a != ends_b ? ends_a < ends_b : a < b;
    };
    const Slot slot = heap_[at];
    while (at > 0 && before(slot, heap_[(at - 1) / 2])) {
        put(at, heap_[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    for (std::size_t below = 2 * at + 1; below < heap_.size(); below = 2 * at + 1) {
        if (below + 1 < heap_.size() && before(heap_[below + 1], heap_[below])) {
            ++below;
        }
        if (!before(heap_[below], slot)) {
            break;
        }
        put(at, heap_[below]);
        at = below;
    }
    put(at, slot);
}

void DutyEnds::take_out(const std::vector<Person>& people, std::size_t at) {
    place_[heap_[at]] = nowhere;
    const Slot last = heap_.back();
    heap_.pop_back();
    if (at < heap_.size()) {
        put(at, last);
        sift(people, at);
    }
}

} // namespace dageng::engine
