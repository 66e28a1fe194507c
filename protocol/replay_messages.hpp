#pragma once

#include "protocol/choice_messages.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>

/// An incident's minutes, to be looked at again. A document over HTTP; nothing here comes in a
/// frame.
namespace dageng::protocol {

/// The scene from then on.
struct ReplayPlace {
    TimeMs at;
    Place place;
};
BOOST_DESCRIBE_STRUCT(ReplayPlace, (), (at, place))

struct ReplayState {
    TimeMs at;
    IncidentState state = IncidentState::triaged;
};
BOOST_DESCRIBE_STRUCT(ReplayState, (), (at, state))

struct ReplayWave {
    TimeMs at;
    std::uint32_t wave = 0;
    std::uint32_t radius_m = 0;
};
BOOST_DESCRIBE_STRUCT(ReplayWave, (), (at, wave, radius_m))

struct ReplayStep {
    TimeMs at;
    AssignmentState state = AssignmentState::offered;
};
BOOST_DESCRIBE_STRUCT(ReplayStep, (), (at, state))

/// Where somebody was.
struct TrackPoint {
    TimeMs at;
    LatLon place;
};
BOOST_DESCRIBE_STRUCT(TrackPoint, (), (at, place))

/// One assignment from its offer to its end, with the way that was gone.
struct ReplayAssignment {
    AssignmentId assignment;
    PersonId person;
    PersonName name;
    Slug category;
    List<ReplayStep, 64> steps; ///< The first is the offer.
    List<TrackPoint, 5000> track;
    /// Absent: no way is on record, since they never went, or are still at it.
    std::optional<Unsealed> tracked;
};
BOOST_DESCRIBE_STRUCT(
    ReplayAssignment, (), (assignment, person, name, category, steps, track, tracked)
)

/// Everything of an incident that a map shows, in order of time.
struct Replay {
    IncidentId incident;
    IncidentCode code;
    Slug kind;
    Whole<1, 5> priority;
    bool exercise = false;
    bool cut = false;            ///< There was more than this.
    TimeMs from;                 ///< When it was opened.
    std::optional<TimeMs> ended; ///< Absent: it is open.
    List<ReplayPlace, 100> places;
    List<ReplayState, 200> states;
    List<ReplayWave, 100> waves;
    List<ReplayAssignment, 400> assignments;
};
BOOST_DESCRIBE_STRUCT(
    Replay,
    (),
    (incident, code, kind, priority, exercise, cut, from, ended, places, states, waves, assignments)
)

/// Bodies of answers over HTTP.
using Documents = boost::mp11::mp_append<ChoiceDocuments, boost::mp11::mp_list<Replay>>;

} // namespace dageng::protocol
