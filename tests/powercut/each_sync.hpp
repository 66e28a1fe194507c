#pragma once

#include "tests/powercut/power_cut_disk.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace dageng::powercut {

/// What became of a story whose power was cut at each of its syncs in turn.
struct Cuts {
    std::uint64_t made = 0;
    std::string losses; ///< A line each, naming the sync; empty when nothing was lost.
};

/// How many outcomes of one cut are looked at: the disk chooses anew what is left for each.
inline constexpr int outcomes_of_a_cut = 3;

/// Plays a story again and again, cutting the power at its first sync, its second, and so on until
/// it comes to its end (where the power is cut as well), and asks each time what was lost.
///
/// A `Story` is made new for each cut by `make()` and has
///   void play(PowerCutDisk&)                        does things and notes which it was told are
///                                                   durable; returns, without throwing, at its end
///                                                   or when the disk fails; can be called again on
///                                                   a disk that was left, and goes on from there
///   std::optional<std::string> loss(PowerCutDisk&)  looks at a disk that was left, and says what
///   is
///                                                   missing, torn or made up
template <class Make>
Cuts cut_at_each_sync(Make make, std::uint64_t seed, Unsynced unsynced = Unsynced::none) {
    Cuts cuts;
    for (std::uint64_t sync = 1;; ++sync) {
        auto story = make();
        PowerCutDisk disk(seed + sync);
        disk.switch_syncing_off(unsynced);
        disk.cut_at(sync);
        story.play(disk);
        ++cuts.made;
        for (int outcome = 0; outcome < outcomes_of_a_cut; ++outcome) {
            const auto left = disk.after_cut();
            if (const auto loss = story.loss(*left))
                cuts.losses += "cut at sync " + std::to_string(sync) + ": " + *loss + "\n";
        }
        if (!disk.is_cut())
            return cuts;
    }
}

/// The same, but at each sync the process is killed first, while the system runs on; the story goes
/// on from there, and the power is cut one to `most_syncs_later` syncs later. So what a killed
/// process left unsynced is built upon.
template <class Make>
Cuts kill_at_each_sync_then_cut(Make make, std::uint64_t seed, std::uint64_t most_syncs_later) {
    Cuts cuts;
    for (std::uint64_t sync = 1;; ++sync) {
        for (std::uint64_t later = 1; later <= most_syncs_later; ++later) {
            auto story = make();
            PowerCutDisk disk(seed + sync * most_syncs_later + later);
            disk.cut_at(sync);
            story.play(disk);
            if (!disk.is_cut())
                return cuts;
            const auto killed = disk.after_kill();
            killed->cut_at(later);
            story.play(*killed);
            ++cuts.made;
            const std::string when = "killed at sync " + std::to_string(sync) + ", cut " +
                                     std::to_string(later) + " later: ";
            for (int outcome = 0; outcome < outcomes_of_a_cut; ++outcome) {
                const auto left = killed->after_cut();
                if (const auto loss = story.loss(*left))
                    cuts.losses += when + *loss + "\n";
            }
        }
    }
}

} // namespace dageng::powercut
