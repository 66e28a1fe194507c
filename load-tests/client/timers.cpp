#include "load-tests/client/timers.hpp"

#include <algorithm>
#include <tuple>

namespace dageng::load {

bool Timers::later(const Entry& left, const Entry& right) {
    return std::tie(left.due, left.order) > std::tie(right.due, right.order);
}

void Timers::add(Moment due, Timed& who, std::uint64_t tag) {
    heap_.push_back({due, added_++, &who, tag});
    std::push_heap(heap_.begin(), heap_.end(), later);
}

std::optional<Moment> Timers::next() const {
    return heap_.empty() ? std::nullopt : std::optional{heap_.front().due};
}

std::size_t Timers::fire(Moment now, std::size_t limit) {
    std::size_t fired = 0;
    while (fired < limit && !heap_.empty() && heap_.front().due <= now) {
        std::pop_heap(heap_.begin(), heap_.end(), later);
        const Entry entry = heap_.back();
        heap_.pop_back();
        ++fired;
        entry.who->on_timer(entry.due, entry.tag);
    }
    return fired;
}

} // namespace dageng::load
