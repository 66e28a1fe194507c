#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <optional>
#include <string_view>

/// Assignments: being asked, answering, going, being there, being done.
namespace dageng::protocol {

struct AssignmentAnswer;

/// Will go. One message: from here the person is on the way.
struct AcceptOffer {
    static constexpr std::string_view wire = "accept-offer";
    static constexpr Roles allowed = responder_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = AssignmentAnswer;

    AssignmentId assignment;
};
BOOST_DESCRIBE_STRUCT(AcceptOffer, (), (assignment))

/// Won't go; costs nothing.
struct DeclineOffer {
    static constexpr std::string_view wire = "decline-offer";
    static constexpr Roles allowed = responder_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = AssignmentAnswer;

    AssignmentId assignment;
};
BOOST_DESCRIBE_STRUCT(DeclineOffer, (), (assignment))

/// What a responder, or a dispatcher for them, can say of a running assignment.
enum class Progress : std::uint8_t { en_route, on_scene, cleared, failed };
BOOST_DESCRIBE_ENUM(Progress, en_route, on_scene, cleared, failed)

/// Tells how a running assignment goes on.
struct SetStatus {
    static constexpr std::string_view wire = "set-status";
    static constexpr Roles allowed = responder_and_dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 900'000;
    using Answer = AssignmentAnswer;

    AssignmentId assignment;
    Progress status = Progress::en_route;
};
BOOST_DESCRIBE_STRUCT(SetStatus, (), (assignment, status))

/// Assigns a person on duty by hand; they are asked at once, beside what the plan does.
struct AssignResponder {
    static constexpr std::string_view wire = "assign-responder";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = AssignmentAnswer;

    IncidentId incident;
    PersonId person;
};
BOOST_DESCRIBE_STRUCT(AssignResponder, (), (incident, person))

/// Takes a person off an incident.
struct StandDownResponder {
    static constexpr std::string_view wire = "stand-down-responder";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = AssignmentAnswer;

    AssignmentId assignment;
};
BOOST_DESCRIBE_STRUCT(StandDownResponder, (), (assignment))

using AssignmentCommands =
    boost::mp11::mp_list<AcceptOffer, DeclineOffer, SetStatus, AssignResponder, StandDownResponder>;

struct AssignmentAnswer {
    AssignmentId assignment;
    AssignmentState state = AssignmentState::offered;
};
BOOST_DESCRIBE_STRUCT(AssignmentAnswer, (), (assignment, state))

/// Notice to a responder: will you go? Also an item of their snapshot, with the state of the
/// moment. Holds nothing of the reporter.
struct Offer {
    static constexpr std::string_view wire = "offer";
    static constexpr Views seen_by = seen_by_responders;

    AssignmentId assignment;
    IncidentId incident;
    IncidentCode code;
    Slug kind;
    Whole<1, 5> priority;
    Place place;                  ///< Of the scene.
    std::uint32_t distance_m = 0; ///< From the person when they were chosen.
    std::uint32_t wanted = 0;
    Bilingual brief; ///< The plan's own sentence.
    Bilingual bring; ///< What to bring.
    TimeMs offered_at;
    TimeMs expires_at; ///< Answer before this.
    AssignmentState state = AssignmentState::offered;
    bool by_dispatcher = false;
    std::optional<std::uint32_t> eta_s = {}; ///< Estimated time to the scene when they were chosen;
                                             ///< absent when their place wasn't known.
    std::optional<bool> exercise = {};       ///< Absent: real.
};
BOOST_DESCRIBE_STRUCT(
    Offer,
    (),
    (assignment,
     incident,
     code,
     kind,
     priority,
     place,
     distance_m,
     wanted,
     brief,
     bring,
     offered_at,
     expires_at,
     state,
     by_dispatcher,
     eta_s,
     exercise)
)

/// Notice to consoles: somebody was asked. Also an item of their snapshot, with the times of then.
struct OfferMade {
    static constexpr std::string_view wire = "offer-made";
    static constexpr Views seen_by = seen_by_consoles;

    AssignmentId assignment;
    IncidentId incident;
    PersonId person;
    PersonName name;
    Slug category;
    std::uint32_t wave = 0; ///< 0: by a dispatcher.
    std::uint32_t distance_m = 0;
    AlertChannel channel = AlertChannel::socket;
    TimeMs offered_at;
    TimeMs reach_by; ///< Not seen by then: unreached.
    TimeMs expires_at;
    AssignmentState state = AssignmentState::offered;
    std::optional<TimeMs> seen_at;
    std::optional<TimeMs> answered_at;
    std::optional<TimeMs> on_scene_at;
    std::optional<TimeMs> ended_at;
    std::optional<std::uint32_t> eta_s = {}; ///< Estimated time to the scene of then, as in Offer.
    std::optional<std::uint32_t> need;       ///< What they are asked for: see WaveNeed.
};
BOOST_DESCRIBE_STRUCT(
    OfferMade,
    (),
    (assignment,
     incident,
     person,
     name,
     category,
     wave,
     distance_m,
     channel,
     offered_at,
     reach_by,
     expires_at,
     state,
     seen_at,
     answered_at,
     on_scene_at,
     ended_at,
     need,
     eta_s)
)

/// Notice to the responder concerned and to consoles.
struct AssignmentChanged {
    static constexpr std::string_view wire = "assignment-changed";
    static constexpr Views seen_by = seen_by_consoles_and_responders;

    AssignmentId assignment;
    IncidentId incident;
    PersonId person;
    AssignmentState state = AssignmentState::offered;
    TimeMs at;
    Cause cause = Cause::person;
};
BOOST_DESCRIBE_STRUCT(AssignmentChanged, (), (assignment, incident, person, state, at, cause))

} // namespace dageng::protocol
