#pragma once

#include "server/engine/assignment_events.hpp"

/// An offer as its first version was written, and how it is raised to the second.
namespace dageng::engine {

struct OfferMadeV1 {
    static constexpr std::string_view wire = "offer-made";
    static constexpr unsigned version = 1;

    protocol::AssignmentId assignment;
    protocol::IncidentId incident;
    protocol::PersonId person;
    protocol::PersonName name;
    protocol::Slug category;
    protocol::IncidentCode code;
    protocol::Slug kind;
    protocol::Whole<1, 5> priority;
    protocol::Place place;
    std::uint32_t wanted = 0;
    protocol::Bilingual brief;
    protocol::Bilingual bring;
    std::uint32_t wave = 0;
    std::uint32_t distance_m = 0;
    protocol::AlertChannel channel = protocol::AlertChannel::socket;
    protocol::TimeMs reach_by;
    protocol::TimeMs expires_at;
    std::optional<std::uint32_t> eta_s = {};
    std::optional<std::uint32_t> need;
    bool exercise = false;
};
BOOST_DESCRIBE_STRUCT(
    OfferMadeV1,
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
     brief,
     bring,
     wave,
     distance_m,
     channel,
     reach_by,
     expires_at,
     need,
     eta_s,
     exercise)
)

/// Each offer repeated the plan's sentences; now they are the plan's alone.
OfferMade raise(OfferMadeV1 made);

} // namespace dageng::engine
