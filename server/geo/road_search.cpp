#include "server/geo/road_search.hpp"

#include <algorithm>
#include <functional>

namespace dageng::geo {

using protocol::TravelMode;

namespace {

constexpr std::size_t first_size = 1'024;
/// Ways of over 20,000 km are none.
constexpr std::uint64_t longest_way_cm = 2'000'000'000;

std::size_t slot_of(std::uint32_t node, std::size_t size) {
    return (std::uint64_t{node} * 0x9E3779B97F4A7C15ULL >> 32) & (size - 1);
}

} // namespace

RoadSearch::RoadSearch(const RoadGraph& graph, const RoadPlace& to, TravelMode mode)
    : graph_(graph), to_(to), mode_(mode), table_(first_size) {
    const Road& road = graph_.roads()[to.road];
    offer(road.from, to.along_cm);
    if (RoadGraph::both_ways(road, mode_)) {
        offer(road.to, road.length_cm - to.along_cm);
    }
}

RoadSearch::Known& RoadSearch::known(std::uint32_t node) {
    std::size_t at = slot_of(node, table_.size());
    while (table_[at].node != node && table_[at].node != nobody) {
        at = (at + 1) & (table_.size() - 1);
    }
    return table_[at];
}

void RoadSearch::grow() {
    std::vector<Known> old(table_.size() * 2);
    old.swap(table_);
    for (const Known& one : old) {
        if (one.node != nobody) {
            known(one.node) = one;
        }
    }
}

void RoadSearch::offer(std::uint32_t node, std::uint64_t cm) {
    if (cm > longest_way_cm) {
        return;
    }
    const auto length = static_cast<std::uint32_t>(cm);
    Known& one = known(node);
    if (one.node == node && one.cm <= length) {
        return;
    }
    used_ += one.node == node ? 0 : 1;
    one = {node, length, false};
    heap_.emplace_back(length, node);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>{});
    if (used_ * 2 > table_.size()) {
        grow();
    }
}

bool RoadSearch::settle_next() {
    while (!heap_.empty() && settled_ < most_settled) {
        std::pop_heap(heap_.begin(), heap_.end(), std::greater<>{});
        const auto [cm, node] = heap_.back();
        heap_.pop_back();
        Known& one = known(node);
        if (one.settled || one.cm != cm) {
            continue;
        }
        one.settled = true;
        ++settled_;
        reached_cm_ = cm;
        for (const RoadGraph::Arc& arc : graph_.into(node)) {
            const bool open = !arc.against || mode_ == TravelMode::foot;
            if (open && may_use(mode_, arc.kind)) {
                offer(arc.from, std::uint64_t{cm} + arc.length_cm);
            }
        }
        return true;
    }
    return false;
}

std::optional<std::uint32_t> RoadSearch::settled_cm(std::uint32_t node) {
    const Known& one = known(node);
    return one.node == node && one.settled ? std::optional{one.cm} : std::nullopt;
}

std::optional<std::uint32_t> RoadSearch::along_the_same(const RoadPlace& from) const {
    if (from.road != to_.road) {
        return std::nullopt;
    }
    if (from.along_cm <= to_.along_cm) {
        return to_.along_cm - from.along_cm;
    }
    if (RoadGraph::both_ways(graph_.roads()[from.road], mode_)) {
        return from.along_cm - to_.along_cm;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> RoadSearch::way_cm(const RoadPlace& from) {
    const Road& road = graph_.roads()[from.road];
    const bool back = RoadGraph::both_ways(road, mode_);
    const std::uint32_t ahead_cm = road.length_cm - from.along_cm;
    std::optional<std::uint32_t> best = along_the_same(from);
    for (;;) {
        const auto by = [&](std::uint32_t node, std::uint32_t leg_cm) {
            const auto rest = settled_cm(node);
            if (rest && (!best || *rest + leg_cm < *best)) {
                best = *rest + leg_cm;
            }
            return rest.has_value();
        };
        const bool by_end = by(road.to, ahead_cm);
        const bool by_begin = !back || by(road.from, from.along_cm);
        // What is settled next is no nearer than what was settled last.
        if (best && ((by_end && by_begin) || reached_cm_ >= *best)) {
            return best;
        }
        if (!settle_next()) {
            // Without an end of the road that is still to come, the best there is is the shortest.
            return heap_.empty() ? best : std::nullopt;
        }
    }
}

} // namespace dageng::geo
