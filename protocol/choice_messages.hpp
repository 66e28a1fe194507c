#pragma once

#include "protocol/incident_messages.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>

/// Why some were asked for an incident and others not, read from the record. It travels over HTTP;
/// nothing here comes in a frame.
namespace dageng::protocol {

/// How many people on duty a choice left out, each by the first of these that holds. Their sum and
/// those asked are everybody on duty.
struct NotAsked {
    std::uint32_t outside_radius = 0; ///< Or not heard of yet.
    /// Fits no need that people are missing for. The incident's reporters and who is in distress
    /// are counted here, so that nobody can tell from it whether one of them is a responder.
    std::uint32_t not_fitting = 0;
    std::uint32_t declined = 0;     ///< This incident's offer.
    std::uint32_t asked_before = 0; ///< For this incident, with any other answer or none.
    std::uint32_t engaged = 0;      ///< With another incident.
    std::uint32_t place_too_old = 0;
    std::uint32_t resting = 0;
    std::uint32_t budget_spent = 0; ///< Had all the alerts of their day.
    std::uint32_t behind = 0;       ///< Could have been asked; others came first, or sufficed.

    bool operator==(const NotAsked&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    NotAsked,
    (),
    (outside_radius,
     not_fitting,
     declined,
     asked_before,
     engaged,
     place_too_old,
     resting,
     budget_spent,
     behind)
)

/// The figures by which somebody was chosen.
struct ChoiceFigures {
    PersonId person;
    std::uint32_t rank = 0; ///< From 1, in the order of asking.
    std::uint32_t need = 0; ///< From 0, in the order of the plan's levels.
    std::uint32_t distance_m = 0;
    std::uint32_t eta_s = 0; ///< Estimated time to the scene.
    TravelMode mode = TravelMode::foot;
    bool by_road = false;         ///< The time is along roads; else from the straight distance.
    std::uint32_t likelihood = 0; ///< Of accepting, per mille, of their category at this hour.
    std::uint32_t step = 0;       ///< Of estimated time: within a step people count as near-equal.
    std::uint32_t alerts = 0;     ///< That day before this one: fewer goes first within a step.
    std::uint32_t tie = 0;        ///< Smaller goes first among those of equal step and alerts.

    bool operator==(const ChoiceFigures&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    ChoiceFigures,
    (),
    (person, rank, need, distance_m, eta_s, mode, by_road, likelihood, step, alerts, tie)
)

/// Somebody who would have been asked next, without who it is.
struct NextInLine {
    std::uint32_t number = 0; ///< The same person has the same, within this incident only.
    std::uint32_t rank = 0;
    std::uint32_t distance_m = 0; ///< To 100 m.

    bool operator==(const NextInLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(NextInLine, (), (number, rank, distance_m))

/// Somebody who was asked by a decision.
struct ExplainedPerson {
    AssignmentId assignment;
    PersonId person;
    PersonName name;
    Slug category;
    std::uint32_t need = 0;
    std::uint32_t distance_m = 0;
    std::optional<std::uint32_t> eta_s;
    std::optional<ChoiceFigures> figures; ///< Absent: by hand, or they can't be opened.
};
BOOST_DESCRIBE_STRUCT(
    ExplainedPerson, (), (assignment, person, name, category, need, distance_m, eta_s, figures)
)

enum class ChoiceKind : std::uint8_t {
    wave_opened,  ///< The search began, or was widened.
    asked,        ///< People were chosen by rule.
    nobody_found, ///< Nobody more could be asked in the wave.
    by_hand,      ///< Somebody was asked by a dispatcher.
    shortfall,    ///< The plan has run out of people to ask.
};
BOOST_DESCRIBE_ENUM(ChoiceKind, wave_opened, asked, nobody_found, by_hand, shortfall)

/// Whether what was sealed can still be read.
enum class Unsealed : std::uint8_t {
    open,
    sealed,  ///< Nobody opened it for whoever reads this.
    erased,  ///< Its key isn't there.
    expired, ///< It is not shown any more.
};
BOOST_DESCRIBE_ENUM(Unsealed, open, sealed, erased, expired)

/// How many were considered for a wave; see WaveOpened.
struct WaveFunnel {
    std::uint32_t on_duty = 0;
    std::uint32_t eligible = 0;
    std::uint32_t free = 0;
    std::uint32_t in_reach = 0;
};
BOOST_DESCRIBE_STRUCT(WaveFunnel, (), (on_duty, eligible, free, in_reach))

/// One decision about whom to ask. Which fields there are follows from the kind.
struct ExplainedChoice {
    Offset n = 0;
    TimeMs at;
    ChoiceKind kind = ChoiceKind::asked;
    std::optional<PersonId> by; ///< The dispatcher. Absent: time or rule.
    std::uint32_t wave = 0;     ///< From 1; 0: none was open.
    std::uint32_t radius_m = 0;
    bool officers = false; ///< The plan's last wave, of officers.
    std::uint32_t level = 0;
    std::uint32_t plan_version = 0;
    std::optional<WaveFunnel> funnel;
    WaveNeeds needs;
    Likelihoods likelihoods;
    std::optional<NotAsked> not_asked;
    std::optional<Unsealed> figures;
    List<ExplainedPerson, 400> asked;
    std::optional<Unsealed> next_in_line;
    List<NextInLine, 10> next;
    std::optional<ShortfallReason> reason;
    std::uint32_t missing = 0; ///< People, at a shortfall.
};
BOOST_DESCRIBE_STRUCT(
    ExplainedChoice,
    (),
    (n,
     at,
     kind,
     by,
     wave,
     radius_m,
     officers,
     level,
     plan_version,
     funnel,
     needs,
     likelihoods,
     not_asked,
     figures,
     asked,
     next_in_line,
     next,
     reason,
     missing)
)

/// All decisions about whom to ask for an incident, in order.
struct Choices {
    IncidentId incident;
    IncidentCode code;
    Slug kind;
    bool exercise = false;
    bool cut = false; ///< There were more decisions than these.
    List<ExplainedChoice, 1000> decisions;
};
BOOST_DESCRIBE_STRUCT(Choices, (), (incident, code, kind, exercise, cut, decisions))

using ChoiceDocuments = boost::mp11::mp_list<Choices>;

} // namespace dageng::protocol
