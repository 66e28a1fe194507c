#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// A dispatcher looks for incidents. Every search is on record, with what was looked for.
namespace dageng::protocol {

struct SearchAnswer;

/// A part of the map.
struct Part {
    LatLon south_west;
    LatLon north_east;
};
BOOST_DESCRIBE_STRUCT(Part, (), (south_west, north_east))

using SearchWords = Personal<Text<0, 100>>;

/// Looks for incidents for which all that is said holds; something must be said. The answer says
/// that it is on record; what was found comes as IncidentsFound, to this account's connections that
/// show the map.
struct SearchIncidents {
    static constexpr std::string_view wire = "search-incidents";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = SearchAnswer;

    /// Each of them, parted by blanks, must stand in what was said of an open incident by its
    /// reporters, or in the words that an incident was closed with. Capitals don't matter.
    SearchWords words;
    Text<0, 40> code;                ///< Stands in the incident's code. Capitals don't matter.
    std::optional<Slug> kind;        ///< As it is now.
    std::optional<Part> part;        ///< Its place lies there.
    std::optional<TimeMs> from;      ///< Opened then or later.
    std::optional<TimeMs> until;     ///< Opened before.
    std::optional<Slug> unit;        ///< Somebody of it was asked, or it was notified.
    std::optional<Slug> disposition; ///< Closed with it.
};
BOOST_DESCRIBE_STRUCT(
    SearchIncidents, (), (words, code, kind, part, from, until, unit, disposition)
)

using SearchCommands = boost::mp11::mp_list<SearchIncidents>;

struct SearchAnswer {
    ClientId search; ///< The command's own id: IncidentsFound has it too.
};
BOOST_DESCRIBE_STRUCT(SearchAnswer, (), (search))

/// Where what was looked for stood.
enum class FoundBy : std::uint8_t {
    figures, ///< No words were looked for.
    tips,    ///< In what was said of it; it is open.
    closing, ///< In the words that it was closed with.
};
BOOST_DESCRIBE_ENUM(FoundBy, figures, tips, closing)

/// One that was found, as it is now. What was said isn't repeated.
struct FoundIncident {
    IncidentId incident;
    IncidentCode code;
    Slug kind;
    Whole<1, 5> priority;
    IncidentState state = IncidentState::triaged;
    TimeMs opened_at;
    std::optional<TimeMs> ended_at; ///< Absent: it is open.
    std::optional<Slug> disposition;
    FoundBy by = FoundBy::figures;
    std::optional<bool> exercise; ///< Absent: real.
};
BOOST_DESCRIBE_STRUCT(
    FoundIncident,
    (),
    (incident, code, kind, priority, state, opened_at, ended_at, disposition, by, exercise)
)

/// What a search found, the newest first. Of the moment: who lost the connection searches again.
struct IncidentsFound {
    static constexpr std::string_view wire = "incidents-found";
    static constexpr Views seen_by = seen_by_consoles;

    ClientId search;
    List<FoundIncident, 50> found;
    bool more = false; ///< It ended with the list full: there may be more.
};
BOOST_DESCRIBE_STRUCT(IncidentsFound, (), (search, found, more))

using SearchMoments = boost::mp11::mp_list<IncidentsFound>;

} // namespace dageng::protocol
