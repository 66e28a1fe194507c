#include "load-tests/generate/tip_ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

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
    tips_.push_back({due, counted, false, false});
    counted_ += counted ? 1 : 0;
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
    if (tip.counted && accepted) {
        to_ok_.record((at - tip.due).count());
    } else if (tip.counted) {
        ++refused_;
    }
}

void TipLedger::offered(protocol::LatLon place, Moment at) {
    const auto found = by_place_.find(key(place));
    if (found == by_place_.end() || tips_[found->second].offered) {
        return;
    }
    Tip& tip = tips_[found->second];
    tip.offered = true;
    if (tip.counted) {
        to_offer_.record((at - tip.due).count());
    }
}

std::uint64_t TipLedger::unanswered() const {
    return static_cast<std::uint64_t>(std::count_if(tips_.begin(), tips_.end(), [](const Tip& tip) {
        return tip.counted && !tip.answered;
    }));
}

std::uint64_t TipLedger::without_offer() const {
    return counted_ - to_offer_.count();
}

} // namespace dageng::load
