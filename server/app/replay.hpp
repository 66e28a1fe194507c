#pragma once

#include "protocol/errors.hpp"
#include "protocol/values.hpp"
#include "server/engine/state.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a district was at any moment of its journal: `dageng replay DIR --until T`. Accounts are
/// their numbers; nothing that is sealed is opened, and no reporter is named.
namespace dageng::app {

/// Up to where a journal is folded: a moment, or an event's number; neither: all of it.
struct ReplayEnd {
    std::optional<protocol::TimeMs> at;
    std::optional<protocol::Offset> n;
};

/// From `2025-11-24T10:08:40Z`, with or without milliseconds, or `4711`; empty: the journal's end.
/// Refused (`bad_field`): anything else.
protocol::Result<ReplayEnd> replay_end(const std::string& text);

/// Somebody who had been asked for an incident.
struct ResponderThen {
    protocol::AssignmentId assignment;
    protocol::PersonId person;
    protocol::Role role = protocol::Role::volunteer;
    protocol::Slug category;
    protocol::AssignmentState state = protocol::AssignmentState::offered;
    protocol::TimeMs offered_at;
    std::optional<protocol::TimeMs> answered_at;
    std::optional<protocol::TimeMs> on_scene_at;
    std::optional<protocol::TimeMs> ended_at;
};
BOOST_DESCRIBE_STRUCT(
    ResponderThen,
    (),
    (assignment, person, role, category, state, offered_at, answered_at, on_scene_at, ended_at)
)

/// An incident that was open.
struct IncidentThen {
    protocol::IncidentId incident;
    protocol::IncidentCode code;
    protocol::Slug kind;
    protocol::Whole<1, 5> priority;
    protocol::IncidentState state = protocol::IncidentState::triaged;
    std::uint32_t level = 1;
    protocol::LatLon at;
    protocol::TimeMs opened_at;
    protocol::TimeMs changed_at;
    std::optional<protocol::TimeMs> acknowledged_at;
    bool exercise = false;
    std::vector<ResponderThen> responders; ///< In the order in which they were asked.
};
BOOST_DESCRIBE_STRUCT(
    IncidentThen,
    (),
    (incident,
     code,
     kind,
     priority,
     state,
     level,
     at,
     opened_at,
     changed_at,
     acknowledged_at,
     exercise,
     responders)
)

/// How many of a category were on duty, and how many of those had an open offer or were going.
struct DutyThen {
    protocol::Slug category;
    std::uint32_t on_duty = 0;
    std::uint32_t engaged = 0;
};
BOOST_DESCRIBE_STRUCT(DutyThen, (), (category, on_duty, engaged))

/// A district after the decision that its event `n` ends.
struct DistrictThen {
    protocol::Offset n = 0;
    protocol::TimeMs at; ///< Of that decision.
    std::uint64_t accounts = 0;
    std::vector<DutyThen> duty;     ///< By the catalogue's categories, in its order.
    std::uint64_t ended = 0;        ///< Incidents closed, referred or merged by then.
    std::vector<IncidentThen> open; ///< In the order in which they were opened.
    protocol::Text<0, 64> digest;   ///< Of the whole durable state.
};
BOOST_DESCRIBE_STRUCT(DistrictThen, (), (n, at, accounts, duty, ended, open, digest))

/// The district as of then, from the journal of a data folder alone, of which a copy is read: a
/// server may be writing to it, and nothing in the folder changes. A decision counts whole.
/// Refused (`not_found`) when there was no event yet, or an event's number lies beyond the end.
/// Throws JournalError when there is no journal, or it is broken.
protocol::Result<DistrictThen>
district_then(const std::filesystem::path& folder, const ReplayEnd& end);

/// For a reader: some lines of figures, one for each open incident, one for each of its people.
std::string to_lines(const DistrictThen& district);

} // namespace dageng::app
