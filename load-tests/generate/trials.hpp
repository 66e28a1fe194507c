#pragma once

#include "load-tests/generate/people.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What is tried on a connected district beside the steady load, one after the other.
namespace dageng::load {

/// What the trials found out. Times from the moment of asking to the last phone's receipt.
struct TrialFigures {
    std::vector<double> fan_out_ms;
    std::uint64_t fan_out_missing = 0; ///< Phones that never heard a word, over all rounds.
    std::vector<double> storm_s;
    std::uint64_t storm_retries = 0;   ///< Connections that were turned away, or broke, meanwhile.
    std::uint64_t storm_snapshots = 0; ///< Who came back and was given a snapshot instead.
    std::uint64_t storm_by_ticket = 0; ///< Who came back by a ticket of TLS.
    /// Positions a second of the last step whose tips were offered with p99 under the bound; 0:
    /// not even the first.
    double greatest_load = 0;
    bool generator_ended_first = false;
    std::optional<double> durable_tips_per_s;
    TipFigures flood;
};

using Volunteers = std::vector<std::unique_ptr<Volunteer>>;
using Reporters = std::vector<std::unique_ptr<Reporter>>;

/// One of them. On the generator's thread.
class Trial {
  public:
    Trial() = default;
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;
    virtual ~Trial() = default;

    virtual void begin() = 0;
    /// True once it is over. Called some fifty times a second.
    virtual bool look(Moment now) = 0;
};

/// A dispatcher says one thing to everybody on duty, so many times.
std::unique_ptr<Trial>
make_fan_out(Crowd& crowd, const std::string& console_token, TrialFigures& figures);

/// All volunteers go at once and come back at once, so many times; who is turned away tries again
/// within 0.5 to 1.5 s.
std::unique_ptr<Trial> make_storm(Crowd& crowd, Volunteers& volunteers, TrialFigures& figures);

/// Positions, and tips for a hundredth of them, a quarter more at each step, until p99 of tip to
/// offer or to its answer reaches 50 ms, more than one of a hundred has no answer, fewer than half
/// have an offer, or the generator itself is late by 20 ms.
std::unique_ptr<Trial> make_ramp(Crowd& crowd, std::size_t volunteers, TrialFigures& figures);

/// Every reporter sends the next tip as soon as the one before is answered.
std::unique_ptr<Trial> make_flood(Crowd& crowd, Reporters& reporters, TrialFigures& figures);

} // namespace dageng::load
