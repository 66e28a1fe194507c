#pragma once

#include "server/engine/matching.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What is kept of a choice, so that it can be explained as long as its incident is kept. Of those
/// asked, all figures; of others counts, and the next in line by rank and rough distance.
namespace dageng::engine {

/// So many of those next in line are kept, and shown for so long.
inline constexpr std::size_t next_kept = 10;
inline constexpr std::int64_t next_shown_ms = std::int64_t{30} * 24 * 3'600'000;

/// Somebody next in line as the engine knows them. Sealing puts a number in the person's place that
/// is good for this incident only.
struct Waiting {
    PersonId person;
    std::uint32_t rank = 0;
    std::uint32_t distance_m = 0; ///< To 100 m.

    bool operator==(const Waiting&) const = default;
};

/// The event that explains a choice, its personal parts in clear. `chosen` was chosen from `found`,
/// of whom so many more as are kept were timed.
ChoiceExplained explain_choice(
    const World& world,
    const Incident& incident,
    const Found& found,
    const std::vector<Chosen>& chosen,
    const std::vector<std::uint32_t>& likelihoods,
    TimeMs now
);

/// The personal parts as text, a line of whole numbers a person, and back. Lines that can't be read
/// are left out.
std::string to_lines(const std::vector<Waiting>& next);
std::vector<protocol::ChoiceFigures> figures_from_lines(std::string_view lines);
std::vector<Waiting> waiting_from_lines(std::string_view lines);
/// Of the text in which numbers stand for people.
std::vector<protocol::NextInLine> next_from_lines(std::string_view lines);

} // namespace dageng::engine
