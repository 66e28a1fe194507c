#pragma once

#include "protocol/triage_messages.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace dageng::engine {

/// The tip that was received just before is about an incident that was open already.
struct TipAttached {
    static constexpr std::string_view wire = "tip-attached";
    static constexpr unsigned version = 1;

    protocol::TipId tip;
    protocol::IncidentId incident;
    std::uint32_t score = 0;
    bool responding = false; ///< Somebody had accepted by then; for the reporter.
};
BOOST_DESCRIBE_STRUCT(TipAttached, (), (tip, incident, score, responding))

/// The incident that was opened just before may be the same as an earlier one.
struct DuplicateProposed {
    static constexpr std::string_view wire = "duplicate-proposed";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::IncidentId like;
    std::uint32_t score = 0;
};
BOOST_DESCRIBE_STRUCT(DuplicateProposed, (), (incident, like, score))

struct DuplicateDismissed {
    static constexpr std::string_view wire = "duplicate-dismissed";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId by;
};
BOOST_DESCRIBE_STRUCT(DuplicateDismissed, (), (incident, by))

/// `from` has ended in `into`; those who were asked or going have been moved or stood down before.
struct IncidentMerged {
    static constexpr std::string_view wire = "incident-merged";
    static constexpr unsigned version = 1;

    protocol::IncidentId from;
    protocol::IncidentId into;
    protocol::PersonId by;
    std::vector<protocol::TipId> tips; ///< Those that move: all of `from`.
    bool responding = false;           ///< Somebody had accepted for `into`; for the reporters.
};
BOOST_DESCRIBE_STRUCT(IncidentMerged, (), (from, into, by, tips, responding))

/// A tip has become the incident that was opened just before.
struct TipSplit {
    static constexpr std::string_view wire = "tip-split";
    static constexpr unsigned version = 1;

    protocol::TipId tip;
    protocol::IncidentId from;
    protocol::IncidentId incident;
    protocol::PersonId by;
};
BOOST_DESCRIBE_STRUCT(TipSplit, (), (tip, from, incident, by))

/// Who was asked or is going for `from` is so for `incident`, with all that their notice needs.
struct AssignmentMoved {
    static constexpr std::string_view wire = "assignment-moved";
    static constexpr unsigned version = 1;

    protocol::AssignmentId assignment;
    protocol::PersonId person;
    protocol::IncidentId from;
    protocol::IncidentId incident;
    protocol::IncidentCode code;
    protocol::Slug kind;
    protocol::Whole<1, 5> priority;
    protocol::Place place;
    std::uint32_t wanted = 0;
    protocol::Bilingual brief;
    protocol::Bilingual bring;
};
BOOST_DESCRIBE_STRUCT(
    AssignmentMoved,
    (),
    (assignment, person, from, incident, code, kind, priority, place, wanted, brief, bring)
)

/// Of another kind from here, by the plan of the catalogue in force.
struct IncidentReclassified {
    static constexpr std::string_view wire = "incident-reclassified";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::Slug was;
    protocol::Slug kind;
    protocol::Whole<1, 5> priority;
    std::uint32_t plan_version = 0;
    bool dispatcher_only = false; ///< Too old for this plan, or outside: nobody is asked by rule.
    std::uint32_t wanted = 0;
    bool officers_only = false;
    protocol::Bilingual brief; ///< For those who are asked or going.
    protocol::Bilingual bring;
    protocol::PersonId by;
};
BOOST_DESCRIBE_STRUCT(
    IncidentReclassified,
    (),
    (incident,
     was,
     kind,
     priority,
     plan_version,
     dispatcher_only,
     wanted,
     officers_only,
     brief,
     bring,
     by)
)

/// It has ended as somebody else's business. `by` is nobody when the rule on the boundary did it.
struct IncidentReferred {
    static constexpr std::string_view wire = "incident-referred";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::Slug to;
    protocol::PersonId by;
    protocol::Words words;
};
BOOST_DESCRIBE_STRUCT(IncidentReferred, (), (incident, to, by, words))

/// Its referral was taken back, or its closing undone, after which its waves begin anew: it goes on
/// from `state`.
struct IncidentReopened {
    static constexpr std::string_view wire = "incident-reopened";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::IncidentState state = protocol::IncidentState::triaged;
    protocol::PersonId by;
};
BOOST_DESCRIBE_STRUCT(IncidentReopened, (), (incident, state, by))

using TriageEvents = boost::mp11::mp_list<
    TipAttached,
    DuplicateProposed,
    DuplicateDismissed,
    IncidentMerged,
    TipSplit,
    AssignmentMoved,
    IncidentReclassified,
    IncidentReferred,
    IncidentReopened>;

} // namespace dageng::engine
