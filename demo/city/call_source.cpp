#include "demo/city/call_source.hpp"

#include "demo/movement_figures.hpp"

#include <fmt/format.h>

namespace dageng::demo {

namespace {

std::string_view drawn_type(load::Random& random) {
    double total = 0;
    for (const CallShare& share : call_shares) {
        total += share.per_mille;
    }
    double left = random.between(0, total);
    for (const CallShare& share : call_shares) {
        left -= share.per_mille;
        if (left < 0) {
            return share.type;
        }
    }
    return call_shares.back().type;
}

} // namespace

NextCall CallReplay::next() {
    constexpr double before_first_s = 10;
    const Call& call = calls_[next_];
    const double after = next_ == 0
                             ? before_first_s
                             : static_cast<double>(call.time_ms - calls_[next_ - 1].time_ms) / 1000;
    next_ = (next_ + 1) % calls_.size();
    return {
        after,
        call.type,
        call.at,
        fmt::format(
            "演示：他城旧报警，位置已平移，并非本区事件。Demonstration: a past call of another "
            "city, "
            "re-projected, not an event of this district. {}",
            call.type
        )
    };
}

NextCall CallMaker::next() {
    const double after = random_.exponential(mean_call_gap_s);
    const GeoPoint at = outline_.random_point(random_);
    const std::string_view type = drawn_type(random_);
    return {
        after,
        std::string{type},
        at,
        fmt::format("演示：虚构的报警。Demonstration: a made-up call. {}", type)
    };
}

} // namespace dageng::demo
