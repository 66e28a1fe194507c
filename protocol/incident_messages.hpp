#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <optional>
#include <string_view>

/// Incidents: the dispatcher's hands, and what consoles and maps are told.
namespace dageng::protocol {

struct CallAnswer;
struct IncidentAnswer;
struct IncidentWords;

/// A dispatcher takes a call by telephone or radio.
struct TakeCall {
    static constexpr std::string_view wire = "take-call";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = CallAnswer;

    Slug kind;
    Place place;
    PlaceWords place_words;
    Words words;
    Contact contact; ///< How to reach the caller.
    Channel channel = Channel::telephone;
    bool exercise = false; ///< Nothing has happened: it is an exercise from here to its end.
};
BOOST_DESCRIBE_STRUCT(TakeCall, (), (kind, place, place_words, words, contact, channel, exercise))

/// A human dispatcher has opened it.
struct AcknowledgeIncident {
    static constexpr std::string_view wire = "acknowledge-incident";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(AcknowledgeIncident, (), (incident))

/// Writes a note for other dispatchers.
struct AddNote {
    static constexpr std::string_view wire = "add-note";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = IncidentAnswer;

    IncidentId incident;
    Words words;
};
BOOST_DESCRIBE_STRUCT(AddNote, (), (incident, words))

/// Closes with a disposition; all who are still asked or under way are stood down, and every
/// reporter hears the outcome.
struct CloseIncident {
    static constexpr std::string_view wire = "close-incident";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
    Slug disposition;
    Words words; ///< For the record.
    Text<0, 500>
        outcome; ///< To the reporters: must name nobody. Empty: the disposition's own sentence.
};
BOOST_DESCRIBE_STRUCT(CloseIncident, (), (incident, disposition, words, outcome))

/// Reads what was said about an incident: for officers assigned to it, and dispatchers. Changes
/// nothing.
struct ReadIncident {
    static constexpr std::string_view wire = "read-incident";
    static constexpr Roles allowed{Role::officer, Role::dispatcher};
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentWords;

    IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(ReadIncident, (), (incident))

using IncidentCommands =
    boost::mp11::mp_list<TakeCall, AcknowledgeIncident, AddNote, CloseIncident, ReadIncident>;

/// What one reporter said, without who it was.
struct Said {
    TimeMs at;
    PlaceWords place_words;
    Words words;
    Photos photos;
};
BOOST_DESCRIBE_STRUCT(Said, (), (at, place_words, words, photos))

/// The newest first; what doesn't fit a frame is left out.
struct IncidentWords {
    IncidentId incident;
    List<Said, 16> said;
};
BOOST_DESCRIBE_STRUCT(IncidentWords, (), (incident, said))

struct CallAnswer {
    TipId tip;
    IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(CallAnswer, (), (tip, incident))

struct IncidentAnswer {
    IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(IncidentAnswer, (), (incident))

/// Notice to consoles and maps; an item of their snapshots, with the state of the moment.
struct IncidentOpened {
    static constexpr std::string_view wire = "incident-opened";
    static constexpr Views seen_by = seen_by_watchers;

    IncidentId incident;
    IncidentCode code;
    Slug kind;
    Whole<1, 5> priority;
    Place place;
    TimeMs opened_at;
    std::uint32_t wanted = 0; ///< The sum of the needs at the incident's alarm level.
    std::uint32_t level = 1;  ///< The alarm level.
    bool officers_only = false;
    std::uint32_t plan_version = 0;
    IncidentState state = IncidentState::triaged;
    TimeMs changed_at;
    std::optional<TimeMs> acknowledged_at;
    std::optional<PersonId> acknowledged_by;
    std::optional<bool> exercise; ///< Absent: real.
};
BOOST_DESCRIBE_STRUCT(
    IncidentOpened,
    (),
    (incident,
     code,
     kind,
     priority,
     place,
     opened_at,
     wanted,
     level,
     officers_only,
     plan_version,
     state,
     changed_at,
     acknowledged_at,
     acknowledged_by,
     exercise)
)

/// Notice to consoles and maps.
struct IncidentChanged {
    static constexpr std::string_view wire = "incident-changed";
    static constexpr Views seen_by = seen_by_watchers;

    IncidentId incident;
    IncidentState state = IncidentState::triaged;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(IncidentChanged, (), (incident, state, at))

/// Notice to consoles and maps.
struct IncidentAcknowledged {
    static constexpr std::string_view wire = "incident-acknowledged";
    static constexpr Views seen_by = seen_by_watchers;

    IncidentId incident;
    PersonId by;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(IncidentAcknowledged, (), (incident, by, at))

/// How many people within a wave's radius were left out though they fit a need and are free, by the
/// first reason that holds.
struct LeftOut {
    std::uint32_t place_too_old = 0;
    std::uint32_t resting = 0;
    std::uint32_t budget_spent = 0;

    bool operator==(const LeftOut&) const = default;
};
BOOST_DESCRIBE_STRUCT(LeftOut, (), (place_too_old, resting, budget_spent))

/// A need that people were still missing for.
struct WaveNeed {
    std::uint32_t need = 0; ///< From 0, in the order of the plan's levels.
    std::uint32_t count = 0;
    std::uint32_t missing = 0;
};
BOOST_DESCRIBE_STRUCT(WaveNeed, (), (need, count, missing))

/// How likely it was taken to be that somebody of a category accepts.
struct Likelihood {
    Slug category;
    std::uint32_t per_mille = 0;
};
BOOST_DESCRIBE_STRUCT(Likelihood, (), (category, per_mille))

using WaveNeeds = List<WaveNeed, 40>;
using Likelihoods = List<Likelihood, 32>;

/// Notice to consoles, and an item of their snapshot: a wave of offers begins, and how many were
/// considered for it. `on_duty` ⊇ `eligible` ⊇ `free` ⊇ `in_reach` ⊇ asked.
struct WaveOpened {
    static constexpr std::string_view wire = "wave-opened";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    std::uint32_t wave = 0; ///< From 1.
    std::uint32_t radius_m = 0;
    std::uint32_t on_duty = 0;
    std::uint32_t eligible = 0; ///< Fitting a need that people are missing for.
    std::uint32_t free = 0;     ///< Without another assignment or offer, and not asked before.
    std::uint32_t in_reach = 0; ///< With a fresh place within the radius, rested, within budget.
    TimeMs at;
    TimeMs until;          ///< Then the next wave, or the shortfall.
    bool officers = false; ///< The plan's last wave: officers for every need.
    WaveNeeds needs;
    Likelihoods likelihoods; ///< How many are asked follows from these.
    std::optional<LeftOut> left_out;
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
     at,
     until,
     officers,
     needs,
     likelihoods,
     left_out)
)

/// Why nobody more can be asked.
enum class ShortfallReason : std::uint8_t {
    nobody_on_duty,
    nobody_eligible, ///< Nobody on duty fits a need that people are missing for.
    all_engaged,     ///< All who fit have another offer or assignment.
    nobody_in_reach, ///< All who fit and are free were last heard of outside the radius.
    nobody_accepted,
    tip_too_old,      ///< Older than the plan allows: for a dispatcher to decide.
    outside_district, ///< The place lies outside the district: for a dispatcher to refer.
    places_too_old,   ///< Of those in reach most were last heard of too long ago.
    all_resting,      ///< Most rest after a response.
    budget_spent,     ///< Most have been asked often enough today.
};
BOOST_DESCRIBE_ENUM(
    ShortfallReason,
    nobody_on_duty,
    nobody_eligible,
    all_engaged,
    nobody_in_reach,
    nobody_accepted,
    tip_too_old,
    outside_district,
    places_too_old,
    all_resting,
    budget_spent
)

/// Notice to consoles, and an item of their snapshot: the plan has run out; a dispatcher must act.
struct Shortfall {
    static constexpr std::string_view wire = "shortfall";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    ShortfallReason reason = ShortfallReason::nobody_on_duty;
    std::uint32_t missing = 0;
    TimeMs at;
    std::optional<LeftOut> left_out;
};
BOOST_DESCRIBE_STRUCT(Shortfall, (), (incident, reason, missing, at, left_out))

/// Notice to consoles, and an item of their snapshot.
struct NoteAdded {
    static constexpr std::string_view wire = "note-added";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    PersonId by;
    TimeMs at;
    Words words;
};
BOOST_DESCRIBE_STRUCT(NoteAdded, (), (incident, by, at, words))

/// Notice to consoles and maps (to maps without words).
struct IncidentClosed {
    static constexpr std::string_view wire = "incident-closed";
    static constexpr Views seen_by = seen_by_watchers;
    static constexpr FieldSeen fields_seen_by[] = {{"words", seen_by_consoles}};

    IncidentId incident;
    Slug disposition;
    PersonId by;
    TimeMs at;
    std::optional<Words> words;
    Text<0, 500> outcome;
};
BOOST_DESCRIBE_STRUCT(IncidentClosed, (), (incident, disposition, by, at, words, outcome))

} // namespace dageng::protocol
