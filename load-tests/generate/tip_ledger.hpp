#pragma once

#include "load-tests/client/timers.hpp"
#include "load-tests/measure/histogram.hpp"
#include "protocol/types.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dageng::load {

/// What became of the tips of a window.
struct TipFigures {
    Histogram to_ok;
    Histogram to_offer;
    std::uint64_t counted = 0;
    std::uint64_t refused = 0;
    std::uint64_t unanswered = 0;

    std::uint64_t without_offer() const { return counted - to_offer.count(); }
};

/// Every tip of a run, from the moment it was scheduled for to the first phone that showed its
/// offer. An offer is known by its place: no two tips have the same.
class TipLedger {
  public:
    /// `run` tells this run's command ids from those of others on the same server.
    explicit TipLedger(std::uint64_t run);

    /// False when there was a tip at this place already.
    bool is_free(protocol::LatLon place) const;

    /// A tip is about to be sent. Returns its command id.
    std::string begin(protocol::LatLon place, Moment due, bool counted);

    /// An answer to a tip; ignored when the id is none of ours.
    void answered(std::string_view id, bool accepted, Moment at);

    /// An offer reached a phone. Only the first for a tip counts.
    void offered(protocol::LatLon place, Moment at);

    /// Of the tips that counted since `take`.
    const TipFigures& figures() const { return figures_; }
    /// The same, and a new window begins: what comes in for older tips counts for none.
    TipFigures take();

  private:
    struct Tip {
        Moment due;
        std::uint32_t window = 0; ///< 0: doesn't count.
        bool answered = false;
        bool offered = false;
    };
    static std::uint64_t key(protocol::LatLon place);

    std::string prefix_;
    std::vector<Tip> tips_;
    std::unordered_map<std::uint64_t, std::size_t> by_place_;
    TipFigures figures_;
    std::uint32_t window_ = 1;
};

} // namespace dageng::load
