#pragma once

#include "server/engine/state.hpp"
#include "server/geo/grid.hpp"

#include <cstdint>
#include <optional>

namespace dageng::engine {

/// What matching asks of everybody near a scene, as a note beside their point: a look around then
/// reads the grid from end to end, where the people themselves lie all over memory. Bits 0 to 19:
/// the group; 20: engaged; 21: responded; 22 and 23: mode + 1, or 0; 24 and 25: the day of the
/// alerts modulo 4; 26 to 31: the alerts.
namespace note {

/// `heard_at`: when their place was heard, kept to the second below; before 2106. Alerts of days
/// that lie two days or more before are left out.
geo::Grid::Note of(const Person& person, TimeMs heard_at);

inline constexpr std::uint32_t most_alerts = 63;

/// Index in the state's groups, below 2^20.
inline std::uint32_t group(geo::Grid::Note note) {
    return note.what & 0xF'FFFF;
}
/// With an open offer or running assignment.
inline bool engaged(geo::Grid::Note note) {
    return (note.what >> 20 & 1) != 0;
}
/// A response may still count for rest: the person must be looked at. May stay true too long, never
/// false.
inline bool responded(geo::Grid::Note note) {
    return (note.what >> 21 & 1) != 0;
}
/// Neither engaged nor responded.
inline bool is_free(geo::Grid::Note note) {
    return (note.what & 0x30'0000) == 0;
}
/// As said of this duty.
inline std::optional<protocol::TravelMode> mode(geo::Grid::Note note) {
    const std::uint32_t mode = note.what >> 22 & 3;
    return mode == 0 ? std::nullopt : std::optional{static_cast<protocol::TravelMode>(mode - 1)};
}
/// Of a local day that is the place's or the day after. `most_alerts`: so many or more.
inline std::uint32_t alerts(geo::Grid::Note note, std::uint32_t day) {
    return (note.what >> 24 & 3) == (day & 3) ? note.what >> 26 : 0;
}
/// The place was heard at this time or less than a second later.
inline TimeMs heard_at(geo::Grid::Note note) {
    return {std::int64_t{note.when} * 1000};
}

} // namespace note

} // namespace dageng::engine
