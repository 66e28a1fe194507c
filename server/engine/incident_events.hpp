#pragma once

#include "protocol/incident_messages.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace dageng::engine {

/// An incident with its kind, priority and plan; the tip that made it is the event before.
struct IncidentOpened {
    static constexpr std::string_view wire = "incident-opened";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::IncidentCode code;
    protocol::Slug kind;
    protocol::Whole<1, 5> priority;
    protocol::Place place;
    protocol::KeyId key; ///< Seals what is said in it by others than reporters, and tracks.
    std::uint32_t plan_version = 0;
    bool dispatcher_only = false; ///< The tip was too old for its plan: nobody is asked by rule.
    bool exercise = false;
};
BOOST_DESCRIBE_STRUCT(
    IncidentOpened,
    (),
    (incident, code, kind, priority, place, key, plan_version, dispatcher_only, exercise)
)

/// Its state followed from what became of its assignments.
struct IncidentMoved {
    static constexpr std::string_view wire = "incident-moved";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::IncidentState state = protocol::IncidentState::triaged;
};
BOOST_DESCRIBE_STRUCT(IncidentMoved, (), (incident, state))

struct IncidentAcknowledged {
    static constexpr std::string_view wire = "incident-acknowledged";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId by;
    bool ends_call = false; ///< People were being called about it (desk_events.hpp).
};
BOOST_DESCRIBE_STRUCT(IncidentAcknowledged, (), (incident, by, ends_call))

/// A wave of offers begins; the counts are those of that moment (see protocol::WaveOpened).
struct WaveOpened {
    static constexpr std::string_view wire = "wave-opened";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    std::uint32_t wave = 0;
    std::uint32_t radius_m = 0;
    std::uint32_t on_duty = 0;
    std::uint32_t eligible = 0;
    std::uint32_t free = 0;
    std::uint32_t in_reach = 0;
    protocol::TimeMs until;
    bool officers = false;
    protocol::WaveNeeds needs;
    protocol::Likelihoods likelihoods;
    std::optional<protocol::LeftOut> left_out;
};
BOOST_DESCRIBE_STRUCT(
    WaveOpened,
    (),
    (incident,
     wave,
     radius_m,
     on_duty,
     eligible,
     free,
     in_reach,
     until,
     officers,
     needs,
     likelihoods,
     left_out)
)

/// The plan has run out of people to ask.
struct ShortfallRaised {
    static constexpr std::string_view wire = "shortfall-raised";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::ShortfallReason reason = protocol::ShortfallReason::nobody_on_duty;
    std::uint32_t missing = 0;
    std::optional<protocol::LeftOut> left_out;
};
BOOST_DESCRIBE_STRUCT(ShortfallRaised, (), (incident, reason, missing, left_out))

struct NoteAdded {
    static constexpr std::string_view wire = "note-added";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId by;
    protocol::Words words;
};
BOOST_DESCRIBE_STRUCT(NoteAdded, (), (incident, by, words))

struct IncidentClosed {
    static constexpr std::string_view wire = "incident-closed";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::Slug disposition;
    protocol::PersonId by;
    protocol::Words words;
    protocol::Text<0, 500> outcome; ///< What the reporters are told.
};
BOOST_DESCRIBE_STRUCT(IncidentClosed, (), (incident, disposition, by, words, outcome))

using IncidentEvents = boost::mp11::mp_list<
    IncidentOpened,
    IncidentMoved,
    IncidentAcknowledged,
    WaveOpened,
    ShortfallRaised,
    NoteAdded,
    IncidentClosed>;

} // namespace dageng::engine
