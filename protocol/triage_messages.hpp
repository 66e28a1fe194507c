#pragma once

#include "protocol/incident_messages.hpp"

/// Triage: which tips are about the same thing, what kind of thing it is, and whose business.
namespace dageng::protocol {

/// Makes two incidents one: tips, with their reporters' right to the outcome, and those who were
/// asked or are going move to `into`; `from` ends as merged. Who may not go to `into` by its plan
/// is stood down.
struct MergeIncidents {
    static constexpr std::string_view wire = "merge-incidents";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId from;
    IncidentId into;
};
BOOST_DESCRIBE_STRUCT(MergeIncidents, (), (from, into))

/// Takes a tip out of its incident, which has others: it becomes an incident of its own, of the
/// tip's kind and place.
struct SplitTip {
    static constexpr std::string_view wire = "split-tip";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer; ///< The new incident.

    TipId tip;
};
BOOST_DESCRIBE_STRUCT(SplitTip, (), (tip))

/// It is of another kind: the plan of now for that kind holds from here, and its waves begin anew.
/// Who was asked is not asked again; who may not go by the new plan is stood down.
struct ReclassifyIncident {
    static constexpr std::string_view wire = "reclassify-incident";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
    Slug kind;
};
BOOST_DESCRIBE_STRUCT(ReclassifyIncident, (), (incident, kind))

/// It is the business of somebody else, whom the catalogue names: it ends as referred, all who are
/// asked or under way are stood down, and its reporters are told.
struct ReferIncident {
    static constexpr std::string_view wire = "refer-incident";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
    Slug to;
    Words words; ///< For the record.
};
BOOST_DESCRIBE_STRUCT(ReferIncident, (), (incident, to, words))

/// Takes a referral back, a rule's too: the incident is open again.
struct TakeBackReferral {
    static constexpr std::string_view wire = "take-back-referral";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(TakeBackReferral, (), (incident))

/// The proposal that stands at this incident is wrong: it is no duplicate.
struct DismissDuplicate {
    static constexpr std::string_view wire = "dismiss-duplicate";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(DismissDuplicate, (), (incident))

using TriageCommands = boost::mp11::mp_list<
    MergeIncidents,
    SplitTip,
    ReclassifyIncident,
    ReferIncident,
    TakeBackReferral,
    DismissDuplicate>;

/// Notice to consoles: a tip that came in was put to an open incident by its score.
struct TipAttached {
    static constexpr std::string_view wire = "tip-attached";
    static constexpr Views seen_by = seen_by_consoles;

    TipId tip;
    IncidentId incident;
    std::uint32_t score = 0; ///< Of 1000.
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(TipAttached, (), (tip, incident, score, at))

/// Notice to consoles, and an item of their snapshot while it stands: this incident may be the same
/// as an earlier one. A dispatcher merges them or dismisses it.
struct DuplicateProposed {
    static constexpr std::string_view wire = "duplicate-proposed";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    IncidentId like;
    std::uint32_t score = 0; ///< Of 1000.
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(DuplicateProposed, (), (incident, like, score, at))

/// Notice to consoles.
struct DuplicateDismissed {
    static constexpr std::string_view wire = "duplicate-dismissed";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    PersonId by;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(DuplicateDismissed, (), (incident, by, at))

/// Notice to consoles and maps, and an item of consoles' snapshot: `incident` has ended in `into`,
/// which has all its tips.
struct IncidentMerged {
    static constexpr std::string_view wire = "incident-merged";
    static constexpr Views seen_by = seen_by_watchers;

    IncidentId incident;
    IncidentId into;
    PersonId by;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(IncidentMerged, (), (incident, into, by, at))

/// Notice to consoles: a tip has become the incident `incident`, which was opened just before.
struct TipSplit {
    static constexpr std::string_view wire = "tip-split";
    static constexpr Views seen_by = seen_by_consoles;

    TipId tip;
    IncidentId from;
    IncidentId incident;
    PersonId by;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(TipSplit, (), (tip, from, incident, by, at))

/// Notice to consoles: who was asked or is going for `from` is so for `incident` now.
struct AssignmentMoved {
    static constexpr std::string_view wire = "assignment-moved";
    static constexpr Views seen_by = seen_by_consoles;

    AssignmentId assignment;
    IncidentId from;
    IncidentId incident;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(AssignmentMoved, (), (assignment, from, incident, at))

/// Notice to a responder who is asked or going: what it is about has changed. All of it is new but
/// the assignment.
struct TaskChanged {
    static constexpr std::string_view wire = "task-changed";
    static constexpr Views seen_by = seen_by_responders;

    AssignmentId assignment;
    IncidentId incident;
    IncidentCode code;
    Slug kind;
    Whole<1, 5> priority;
    Place place;
    std::uint32_t wanted = 0;
    Bilingual brief;
    Bilingual bring;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(
    TaskChanged, (), (assignment, incident, code, kind, priority, place, wanted, brief, bring, at)
)

/// Notice to consoles and maps: of another kind from here.
struct IncidentReclassified {
    static constexpr std::string_view wire = "incident-reclassified";
    static constexpr Views seen_by = seen_by_watchers;

    IncidentId incident;
    Slug was;
    Slug kind;
    Whole<1, 5> priority;
    std::uint32_t wanted = 0;
    bool officers_only = false;
    PersonId by;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(
    IncidentReclassified, (), (incident, was, kind, priority, wanted, officers_only, by, at)
)

/// Notice to consoles and maps (to maps without words), and an item of consoles' snapshot.
struct IncidentReferred {
    static constexpr std::string_view wire = "incident-referred";
    static constexpr Views seen_by = seen_by_watchers;
    static constexpr FieldSeen fields_seen_by[] = {{"words", seen_by_consoles}};

    IncidentId incident;
    Slug to;
    std::optional<PersonId> by; ///< Absent: by the rule for places outside the district.
    TimeMs at;
    std::optional<Words> words;
};
BOOST_DESCRIBE_STRUCT(IncidentReferred, (), (incident, to, by, at, words))

/// Notice to consoles: a referral was taken back, or a closing undone. Maps are told
/// `incident-opened`.
struct IncidentReopened {
    static constexpr std::string_view wire = "incident-reopened";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    IncidentState state = IncidentState::triaged;
    PersonId by;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(IncidentReopened, (), (incident, state, by, at))

using TriageNotices = boost::mp11::mp_list<
    TipAttached,
    DuplicateProposed,
    DuplicateDismissed,
    IncidentMerged,
    TipSplit,
    AssignmentMoved,
    TaskChanged,
    IncidentReclassified,
    IncidentReferred,
    IncidentReopened>;

} // namespace dageng::protocol
