#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace dageng::engine {

struct OfferMadeV1;

/// Somebody was asked. What they are to do and bring is the plan's to say.
struct OfferMade {
    static constexpr std::string_view wire = "offer-made";
    static constexpr unsigned version = 2;
    using Before = OfferMadeV1; ///< The version before; assignment_v1.hpp raises it.

    protocol::AssignmentId assignment;
    protocol::IncidentId incident;
    protocol::PersonId person;
    protocol::PersonName name; ///< As sealed with the person's key.
    protocol::Slug category;
    protocol::IncidentCode code;
    protocol::Slug kind;
    protocol::Whole<1, 5> priority;
    protocol::Place place;
    std::uint32_t wanted = 0;
    std::uint32_t wave = 0; ///< 0: by a dispatcher.
    std::uint32_t distance_m = 0;
    protocol::AlertChannel channel = protocol::AlertChannel::socket;
    protocol::TimeMs reach_by;
    protocol::TimeMs expires_at;
    std::optional<std::uint32_t> eta_s = {}; ///< Estimated time to the scene, if known.
    std::optional<std::uint32_t> need;       ///< Absent: the first.
    bool exercise = false;
};
BOOST_DESCRIBE_STRUCT(
    OfferMade,
    (),
    (assignment,
     incident,
     person,
     name,
     category,
     code,
     kind,
     priority,
     place,
     wanted,
     wave,
     distance_m,
     channel,
     reach_by,
     expires_at,
     need,
     eta_s,
     exercise)
)

/// An assignment went from one state to another (assignment_states.hpp says which may).
struct AssignmentChanged {
    static constexpr std::string_view wire = "assignment-changed";
    static constexpr unsigned version = 1;

    protocol::AssignmentId assignment;
    protocol::IncidentId incident;
    protocol::PersonId person;
    protocol::PersonId by; ///< Who said so; nobody for time and rule.
    protocol::AssignmentState state = protocol::AssignmentState::offered;
    protocol::Cause cause = protocol::Cause::person;
};
BOOST_DESCRIBE_STRUCT(AssignmentChanged, (), (assignment, incident, person, by, state, cause))

/// Places of a person with a running assignment (track_text.hpp), sealed with the incident's key.
struct TrackKept {
    static constexpr std::string_view wire = "track-kept";
    static constexpr unsigned version = 1;

    protocol::AssignmentId assignment;
    protocol::IncidentId incident;
    protocol::PersonId person;
    protocol::Personal<protocol::Text<0, 20'000>> points;
};
BOOST_DESCRIBE_STRUCT(TrackKept, (), (assignment, incident, person, points))

using AssignmentEvents = boost::mp11::mp_list<OfferMade, AssignmentChanged, TrackKept>;

} // namespace dageng::engine
