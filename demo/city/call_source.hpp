#pragma once

#include "demo/city/town.hpp"
#include "demo/replay/calls.hpp"

#include <memory>
#include <string>
#include <vector>

/// Where the demonstration's calls come from.
namespace dageng::demo {

struct NextCall {
    double after_s = 0; ///< Since the call before, on the demonstration's clock.
    std::string type;   ///< As the city of origin names it.
    GeoPoint at;
    std::string words; ///< Say what this is.
};

class CallSource {
  public:
    CallSource() = default;
    CallSource(const CallSource&) = delete;
    CallSource& operator=(const CallSource&) = delete;
    virtual ~CallSource() = default;
    virtual NextCall next() = 0;
};

/// Replays real calls at their own pace, from the first; from the beginning again at the end.
class CallReplay final : public CallSource {
  public:
    /// `calls` have been moved into the district and aren't empty.
    explicit CallReplay(std::vector<Call> calls) : calls_(std::move(calls)) {}
    NextCall next() override;

  private:
    std::vector<Call> calls_;
    std::size_t next_ = 0;
};

/// A Poisson process with the measured rate and shares of types, spread evenly over the outline.
class CallMaker final : public CallSource {
  public:
    CallMaker(const Outline& outline, std::uint64_t seed) : outline_(outline), random_(seed) {}
    NextCall next() override;

  private:
    const Outline& outline_;
    load::Random random_;
};

} // namespace dageng::demo
