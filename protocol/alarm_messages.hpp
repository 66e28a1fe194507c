#pragma once

#include "protocol/incident_messages.hpp"
#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <string_view>

/// Alarm levels, and those who are told to keep away.
namespace dageng::protocol {

/// Adds the needs and waves of the plan's levels up to this one to a running response.
struct RaiseAlarm {
    static constexpr std::string_view wire = "raise-alarm";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
    Whole<2, 5> level; ///< Above the incident's own.
};
BOOST_DESCRIBE_STRUCT(RaiseAlarm, (), (incident, level))

using AlarmCommands = boost::mp11::mp_list<RaiseAlarm>;

/// Notice to consoles: an incident has a higher alarm level. A shortfall raised before is over.
struct AlarmRaised {
    static constexpr std::string_view wire = "alarm-raised";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    std::uint32_t level = 1;
    std::uint32_t wanted = 0; ///< The sum of the needs from now on.
    PersonId by;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(AlarmRaised, (), (incident, level, wanted, by, at))

/// Notice to a volunteer near an incident that isn't for volunteers like them; an item of their
/// snapshot while the incident is open. Says no more than kind and place.
struct KeepAway {
    static constexpr std::string_view wire = "keep-away";
    static constexpr Views seen_by = seen_by_responders;

    IncidentId incident;
    Slug kind;
    Place place;
    TimeMs at;
    std::optional<bool> exercise; ///< Absent: real.
};
BOOST_DESCRIBE_STRUCT(KeepAway, (), (incident, kind, place, at, exercise))

/// Notice to consoles: a plan told units of an incident. Told anew when kind or place is another.
struct UnitsNotified {
    static constexpr std::string_view wire = "units-notified";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    std::uint32_t level = 1; ///< The alarm level whose units they are.
    List<Slug, 16> units;
    std::uint32_t people = 0; ///< How many of them were on duty and told.
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(UnitsNotified, (), (incident, level, units, people, at))

/// Notice to somebody on duty of a unit that a plan tells of an incident: for their knowledge, not
/// a request to go. An item of their snapshot while the incident is open.
struct UnitNotice {
    static constexpr std::string_view wire = "unit-notice";
    static constexpr Views seen_by = seen_by_responders;

    IncidentId incident;
    Slug kind;
    Place place;
    TimeMs at;
    std::optional<bool> exercise; ///< Absent: real.
};
BOOST_DESCRIBE_STRUCT(UnitNotice, (), (incident, kind, place, at, exercise))

} // namespace dageng::protocol
