#pragma once

#include "protocol/errors.hpp"
#include "server/engine/events.hpp"
#include "server/engine/state.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// What of ended incidents has been kept long enough, by the configuration in force: the plan's own
/// times, else the catalogue's; without either it stays. Never under a legal hold.
namespace dageng::engine {

/// What times of retention are counted in.
inline constexpr std::int64_t one_day_ms = 24LL * 3'600'000;

/// A part of an incident whose time is over.
struct Due {
    IncidentId incident;
    RecordPart part = RecordPart::words;
    TimeMs since;      ///< When it was over.
    bool told = false; ///< The event is written: its keys are to be gone.
};

/// Some of them, and where to go on.
struct DueRecords {
    std::vector<Due> due;
    std::optional<IncidentId> next; ///< After this one; absent: that was all.
};

/// Looks at so many incidents, those `after` which is left out. With those of which it was told
/// before: what was cut off can be finished.
DueRecords due_records(const State& state, IncidentId after, std::size_t look, TimeMs now);

/// The event that tells of it; refused (`wrong_state`) when its time isn't over, or under a hold.
protocol::Result<Event>
expire(const State& state, IncidentId incident, RecordPart part, TimeMs now);

/// Every key that seals what leaves with a part: of words, those of the incident, its tips and what
/// the figures of its choices name; of photos, theirs.
std::vector<KeyId> keys_of_part(const State& state, IncidentId incident, RecordPart part);

/// The photos that its tips name.
std::vector<protocol::ClientId> photos_of(const State& state, IncidentId incident);

/// Whether it is about an incident under a legal hold.
bool is_held(const State& state, const Broadcast& broadcast);

/// A broadcast whose words' time is over.
struct DueBroadcast {
    std::uint64_t broadcast = 0;
    KeyId key;         ///< That of its words.
    TimeMs since;      ///< When it was over.
    bool told = false; ///< As of an incident's part.
};

/// All of them: those said, refused or lapsed so many days ago as words are kept by the catalogue.
/// What is about an incident under a legal hold stays.
std::vector<DueBroadcast> due_broadcasts(const State& state, TimeMs now);

/// The event that tells of it; refused (`wrong_state`) when its time isn't over, `not_found` when
/// there is none of this number.
protocol::Result<Event> expire_broadcast(const State& state, std::uint64_t broadcast, TimeMs now);

/// The incident of a code such as `CY-1124-0187`: the newest, should there be two. Nothing when
/// there is none.
std::optional<IncidentId> incident_of_code(const State& state, const protocol::IncidentCode& code);

/// Refused: `not_found`; `wrong_state` when it is so already.
protocol::Result<Event> set_legal_hold(
    const State& state, IncidentId incident, bool on, const protocol::Text<10, 200>& reason
);

} // namespace dageng::engine
