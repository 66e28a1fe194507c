#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <string_view>

namespace dageng::engine {

/// A dispatcher raised an incident's alarm level.
struct AlarmRaised {
    static constexpr std::string_view wire = "alarm-raised";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    std::uint32_t level = 1;
    protocol::PersonId by;
};
BOOST_DESCRIBE_STRUCT(AlarmRaised, (), (incident, level, by))

/// How many at most are told to keep away from one incident: the nearest.
inline constexpr std::size_t most_kept_away = 200;

/// Volunteers near an incident that isn't for them were told to keep away; once for an incident.
struct KeepAwayGiven {
    static constexpr std::string_view wire = "keep-away-given";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::Slug kind;
    protocol::Place place;
    protocol::List<protocol::PersonId, most_kept_away> people;
};
BOOST_DESCRIBE_STRUCT(KeepAwayGiven, (), (incident, kind, place, people))

/// How many at most are told of one incident as members of units: those registered first.
inline constexpr std::size_t most_notified = 500;

/// The units of one alarm level were told, by the plan, of an incident of this kind at this place.
struct UnitsNotified {
    static constexpr std::string_view wire = "units-notified";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    std::uint32_t level = 1;
    protocol::Slug kind;
    protocol::Place place;
    protocol::List<protocol::Slug, 16> units;
    protocol::List<protocol::PersonId, most_notified> people; ///< Nobody: none was on duty.
};
BOOST_DESCRIBE_STRUCT(UnitsNotified, (), (incident, level, kind, place, units, people))

using AlarmEvents = boost::mp11::mp_list<AlarmRaised, KeepAwayGiven, UnitsNotified>;

} // namespace dageng::engine
