#pragma once

#include "demo/replay/tracks.hpp"
#include "load-tests/client/session.hpp"

#include <cstdint>
#include <optional>

namespace dageng::demo {

using load::Client;
using load::Clock;
using load::Moment;

/// What is counted of the whole demonstration.
struct Tally {
    std::size_t on_duty = 0;
    std::size_t connected = 0;
    std::uint64_t positions = 0;
    std::uint64_t tips = 0;
    std::uint64_t tips_taken = 0;
    std::uint64_t offers = 0;
    std::uint64_t accepted = 0;
    std::uint64_t declined = 0;
    std::uint64_t cleared = 0;
    std::uint64_t closed = 0;
    std::uint64_t errors = 0;
    std::string last_error;

    void note_error(const load::ServerFrame& frame);
};

/// What everybody in the demonstration shares. One thread.
struct Town {
    Town(const load::ClientOptions& client, Outline where, double how_fast, std::uint64_t seed);

    load::Desk desk;
    Outline outline;
    double speed; ///< Of the clock of movements and calls.
    load::Random random;
    Tally tally;
    std::optional<load::CatalogueNews> catalogue;

    Moment in(double real_seconds) const;
    /// Learns the catalogue from a part of a snapshot, if it isn't known yet.
    void learn(const load::ServerFrame& frame);
    std::string next_id();

  private:
    std::string run_;
    std::uint64_t commands_ = 0;
};

/// When to try again after a lost connection: a random time that grows with each failure in a row,
/// up to half a minute; never when the server said not to come back.
class Retry {
  public:
    void welcomed() { failures_ = 0; }
    /// Real seconds; nothing: don't.
    std::optional<double> after(std::uint16_t code, load::Random& random);

  private:
    unsigned failures_ = 0;
};

} // namespace dageng::demo
