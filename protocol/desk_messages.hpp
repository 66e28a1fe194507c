#pragma once

#include "protocol/incident_messages.hpp"
#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// Who is at the desk, who answers for which incident, by when something is to be done, and who is
/// called when nobody does.
namespace dageng::protocol {

struct HandOverAnswer;

/// The sender answers for the incident from now on, whoever did; it counts as acknowledged.
struct TakeOver {
    static constexpr std::string_view wire = "take-over";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(TakeOver, (), (incident))

/// All open incidents that the sender answers for go to another dispatcher, who is at the desk.
struct HandOver {
    static constexpr std::string_view wire = "hand-over";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = HandOverAnswer;

    PersonId to;
};
BOOST_DESCRIBE_STRUCT(HandOver, (), (to))

/// Somebody whom an escalation called answers for the incident until their last session ends.
struct AnswerEscalation {
    static constexpr std::string_view wire = "answer-escalation";
    static constexpr Roles allowed{Role::officer, Role::coordinator, Role::supervisor};
    static constexpr std::int64_t good_for_ms = 300'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(AnswerEscalation, (), (incident))

struct HandOverAnswer {
    std::uint32_t incidents = 0; ///< How many went to the other.
};
BOOST_DESCRIBE_STRUCT(HandOverAnswer, (), (incidents))

using DeskCommands = boost::mp11::mp_list<TakeOver, HandOver, AnswerEscalation>;

/// Notice to consoles: somebody came to the desk or left it. An item of their snapshots for each
/// who is there.
struct DeskChanged {
    static constexpr std::string_view wire = "desk-changed";
    static constexpr Views seen_by = seen_by_consoles;

    PersonId person;
    bool there = false;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(DeskChanged, (), (person, there, at))

/// Notice to consoles: who answers for an incident, when it isn't whoever acknowledged it.
struct OwnerChanged {
    static constexpr std::string_view wire = "owner-changed";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    PersonId owner;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(OwnerChanged, (), (incident, owner, at))

/// What a service limit is about.
enum class ServiceLimitOf : std::uint8_t { acknowledge, accept, arrive, close };
BOOST_DESCRIBE_ENUM(ServiceLimitOf, acknowledge, accept, arrive, close)

/// Notice to consoles: a limit of the incident's priority is near, or was passed.
struct ServiceLimitTold {
    static constexpr std::string_view wire = "service-limit";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    ServiceLimitOf limit = ServiceLimitOf::acknowledge;
    bool passed = false; ///< False: a quarter of the time is left.
    TimeMs due;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(ServiceLimitTold, (), (incident, limit, passed, due, at))

/// Why somebody beyond the desk is called.
enum class EscalationReason : std::uint8_t {
    nobody_there,     ///< Nobody is at the desk.
    not_acknowledged, ///< The limit for acknowledging was passed.
    owner_left        ///< Whoever answered for it has left the desk.
};
BOOST_DESCRIBE_ENUM(EscalationReason, nobody_there, not_acknowledged, owner_left)

/// Notice to consoles: a step of the escalation was taken for an incident that nobody answers for.
struct EscalationRaised {
    static constexpr std::string_view wire = "escalation-raised";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    std::uint32_t step = 1; ///< From 1 on; repetitions of the last step count on.
    Bilingual name;         ///< Of those called.
    std::uint32_t people = 0;
    EscalationReason reason = EscalationReason::nobody_there;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(EscalationRaised, (), (incident, step, name, people, reason, at))

/// Notice to somebody who is called since nobody answers for an incident; an item of their snapshot
/// until somebody does. `over`: somebody does, or it has ended.
struct EscalationCall {
    static constexpr std::string_view wire = "escalation-call";
    static constexpr Views seen_by = seen_by_responders;

    IncidentId incident;
    IncidentCode code;
    Slug kind;
    Whole<1, 5> priority;
    Place place;
    std::uint32_t step = 1;
    EscalationReason reason = EscalationReason::nobody_there;
    TimeMs at;
    bool over = false;
    std::optional<bool> exercise; ///< Absent: real.
};
BOOST_DESCRIBE_STRUCT(
    EscalationCall, (), (incident, code, kind, priority, place, step, reason, at, over, exercise)
)

/// Notice to reporters: nobody has taken their tips yet, and they should call 110; or somebody has.
struct TipAttention {
    static constexpr std::string_view wire = "tip-attention";
    static constexpr Views seen_by = seen_by_reporters;

    List<TipId, 50> tips;
    bool taken = false;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(TipAttention, (), (tips, taken, at))

using DeskNotices = boost::mp11::mp_list<
    DeskChanged,
    OwnerChanged,
    ServiceLimitTold,
    EscalationRaised,
    EscalationCall,
    TipAttention>;

} // namespace dageng::protocol
