#pragma once

#include "demo/city/responder.hpp"
#include "demo/replay/placing.hpp"

#include <fstream>
#include <string>
#include <vector>

/// Who moves how, and when.
namespace dageng::demo {

class SpellPlan {
  public:
    SpellPlan() = default;
    SpellPlan(const SpellPlan&) = delete;
    SpellPlan& operator=(const SpellPlan&) = delete;
    virtual ~SpellPlan() = default;

    /// The next spell of duty of a person, numbered from 0.
    virtual Responder::Spell next(std::size_t person) = 0;
};

/// Everybody replays one track after another, in an order drawn by the seed; all tracks are used
/// before any is used again, and then again from the first.
class TrackSpells final : public SpellPlan {
  public:
    /// `offsets_path` may be empty. Throws std::runtime_error when it can't be written.
    TrackSpells(Town& town, std::vector<Track> tracks, const std::string& offsets_path);
    Responder::Spell next(std::size_t person) override;

  private:
    void write_offset(
        std::size_t person, const Track& track, const TrackShift& shift, double begins_in_s
    );

    Town& town_;
    std::vector<Track> tracks_;
    std::vector<bool> on_first_; ///< By person: nothing replayed yet.
    std::size_t next_ = 0;
    std::ofstream offsets_;
};

/// Everybody walks or rides by the measured figures; on duty for 30 to 120 minutes, then off for 5
/// to 20, on the demonstration's clock (assumed, not measured).
class WalkerSpells final : public SpellPlan {
  public:
    explicit WalkerSpells(Town& town) : town_(town) {}
    Responder::Spell next(std::size_t person) override;

  private:
    Town& town_;
    std::vector<bool> on_first_;
};

} // namespace dageng::demo
