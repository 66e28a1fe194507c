#include "load-tests/generate/tip_ledger.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace dageng::load {

TipLedger::TipLedger(std::uint64_t run)
    : prefix_(fmt::format("tip-{:012x}-", run & 0xFFFFFFFFFFFFULL)) {
    constexpr std::size_t expected_tips = 100'000;
    tips_.reserve(expected_tips);
    by_place_.reserve(expected_tips);
}

std::uint64_t TipLedger::key(protocol::LatLon place) {
    return (std::uint64_t{static_cast<std::uint32_t>(place.lat_e7)} << 32U) |
           static_cast<std::uint32_t>(place.lon_e7);
}

bool TipLedger::is_free(protocol::LatLon place) const {
    return !by_place_.contains(key(place));
}

std::string TipLedger::begin(protocol::LatLon place, Moment due, bool counted) {
    by_place_.emplace(key(place), tips_.size());
    tips_.push_back({due, counted ? window_ : 0, false, false});
    figures_.counted += counted ? 1 : 0;
    figures_.unanswered += counted ? 1 : 0;
    return prefix_ + std::to_string(tips_.size() - 1);
}

void TipLedger::answered(std::string_view id, bool accepted, Moment at) {
    if (!id.starts_with(prefix_)) {
        return;
    }
    std::size_t number = 0;
    std::from_chars(id.data() + prefix_.size(), id.data() + id.size(), number);
    if (number >= tips_.size() || tips_[number].answered) {
        return;
    }
    Tip& tip = tips_[number];
    tip.answered = true;
    if (tip.window != window_) {
        return;
    }
    --figures_.unanswered;
    if (accepted) {
        figures_.to_ok.record((at - tip.due).count());
    } else {
        ++figures_.refused;
    }
}

void TipLedger::offered(protocol::LatLon place, Moment at) {
    const auto found = by_place_.find(key(place));
    if (found == by_place_.end() || tips_[found->second].offered) {
        return;
    }
    Tip& tip = tips_[found->second];
    tip.offered = true;
    if (tip.window == window_) {
        figures_.to_offer.record((at - tip.due).count());
    }
}

TipFigures TipLedger::take() {
    ++window_;
    return std::exchange(figures_, {});
}

} // namespace dageng::load
