#pragma once

#include "protocol/desk_messages.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <string_view>

namespace dageng::engine {

/// A dispatcher came to the desk: their first live session began.
struct DeskOpened {
    static constexpr std::string_view wire = "desk-opened";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
};
BOOST_DESCRIBE_STRUCT(DeskOpened, (), (person))

/// Somebody left the desk: they have had no live session for the time of grace.
struct DeskClosed {
    static constexpr std::string_view wire = "desk-closed";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
};
BOOST_DESCRIBE_STRUCT(DeskClosed, (), (person))

/// Somebody else than who acknowledged it answers for an incident from now on.
struct IncidentTaken {
    static constexpr std::string_view wire = "incident-taken";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId owner;
    protocol::PersonId by;  ///< The owner, or who handed the shift over.
    bool ends_call = false; ///< People were being called about it.
};
BOOST_DESCRIBE_STRUCT(IncidentTaken, (), (incident, owner, by, ends_call))

/// A limit of the incident's priority is near or was passed.
struct ServiceLimitReached {
    static constexpr std::string_view wire = "service-limit-reached";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::ServiceLimitOf limit = protocol::ServiceLimitOf::acknowledge;
    bool passed = false;
    protocol::TimeMs due;
};
BOOST_DESCRIBE_STRUCT(ServiceLimitReached, (), (incident, limit, passed, due))

/// How many at most a step calls: those registered first.
inline constexpr std::size_t most_called = 200;

/// Nobody answers for an incident: these are called.
struct Escalated {
    static constexpr std::string_view wire = "escalated";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    std::uint32_t step = 1; ///< From 1 on; repetitions count on.
    protocol::Bilingual name;
    protocol::EscalationReason reason = protocol::EscalationReason::nobody_there;
    protocol::List<protocol::PersonId, most_called> people; ///< Sorted.
};
BOOST_DESCRIBE_STRUCT(Escalated, (), (incident, step, name, reason, people))

/// An incident about which people were being called has ended.
struct EscalationEnded {
    static constexpr std::string_view wire = "escalation-ended";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(EscalationEnded, (), (incident))

using DeskEvents = boost::mp11::
    mp_list<DeskOpened, DeskClosed, IncidentTaken, ServiceLimitReached, Escalated, EscalationEnded>;

} // namespace dageng::engine
