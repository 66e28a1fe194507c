#pragma once

#include "server/engine/state.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/list.hpp>
#include <boost/pfr/tuple_size.hpp>

#include <cstddef>

/// What the durable state is made of, for state_text.cpp: each structure's members by name. A
/// member that is forgotten here doesn't compile.
namespace dageng::engine {

namespace described {

/// `apart`: members that are written apart from the others.
template <class T, std::size_t apart = 0>
inline constexpr bool whole =
    boost::pfr::tuple_size_v<T> ==
    apart + boost::mp11::mp_size<
                boost::describe::describe_members<T, boost::describe::mod_public>>::value;

} // namespace described

BOOST_DESCRIBE_STRUCT(Experience, (), (day, asked, accepted))
static_assert(described::whole<Experience>);

BOOST_DESCRIBE_STRUCT(Group, (), (role, category, trainings, unit, on_duty, engaged, members))
static_assert(described::whole<Group>);

BOOST_DESCRIBE_STRUCT(
    Person,
    (),
    (id,
     current,
     key,
     response_ended,
     duty_since,
     duty_ms,
     notices,
     group,
     alert_day,
     alerts,
     role,
     category,
     on_duty,
     erased,
     mode,
     duty_device)
)
static_assert(described::whole<Person>);

BOOST_DESCRIBE_STRUCT(TipAddition, (), (at, words, photos))
static_assert(described::whole<TipAddition>);

BOOST_DESCRIBE_STRUCT(
    Tip,
    (),
    (id,
     incident,
     reporter,
     client_id,
     kind,
     place,
     channel,
     made_at,
     received_at,
     key,
     place_words,
     words,
     contact,
     photos,
     additions,
     attached,
     exercise,
     withdrawn_at)
)
static_assert(described::whole<Tip>);

BOOST_DESCRIBE_STRUCT(Note, (), (at, by, words))
static_assert(described::whole<Note>);

BOOST_DESCRIBE_STRUCT(Closing, (), (at, by, disposition, words, outcome))
static_assert(described::whole<Closing>);

BOOST_DESCRIBE_STRUCT(KeptAway, (), (at, people))
static_assert(described::whole<KeptAway>);

BOOST_DESCRIBE_STRUCT(Notified, (), (at, level, kind, place, units, people))
static_assert(described::whole<Notified>);

BOOST_DESCRIBE_STRUCT(Proposal, (), (like, score, at))
static_assert(described::whole<Proposal>);

BOOST_DESCRIBE_STRUCT(Referral, (), (at, by, to, words))
static_assert(described::whole<Referral>);

BOOST_DESCRIBE_STRUCT(Merging, (), (at, by, into))
static_assert(described::whole<Merging>);

BOOST_DESCRIBE_STRUCT(Hold, (), (since, until, by, words))
static_assert(described::whole<Hold>);

BOOST_DESCRIBE_STRUCT(SceneMove, (), (at, by, place_words))
static_assert(described::whole<SceneMove>);

BOOST_DESCRIBE_STRUCT(HoldOver, (), (at, by, cause))
static_assert(described::whole<HoldOver>);

BOOST_DESCRIBE_STRUCT(MoreAsked, (), (at, by, need, count))
static_assert(described::whole<MoreAsked>);

BOOST_DESCRIBE_STRUCT(Undone, (), (at, by, what))
static_assert(described::whole<Undone>);

BOOST_DESCRIBE_STRUCT(ByHand, (), (hold, over, scene, asked_more, undone, more))
static_assert(described::whole<ByHand>);

BOOST_DESCRIBE_STRUCT(
    Deed, (), (what, incident, assignment, at, hold, level, raised_at, waves_at_raise)
)
static_assert(described::whole<Deed>);

BOOST_DESCRIBE_STRUCT(Care, (), (owner, since, steps, last_step_at, reason, called, limits_told))
static_assert(described::whole<Care>);

BOOST_DESCRIBE_STRUCT(
    Incident,
    (),
    (id,
     code,
     kind,
     priority,
     place,
     key,
     opened_at,
     plan_version,
     level,
     raised_at,
     waves_at_raise,
     kept_away,
     notified,
     dispatcher_only,
     state,
     changed_at,
     acknowledged_at,
     acknowledged_by,
     waves,
     shortfall,
     tips,
     assignments,
     notes,
     responding_at,
     closing,
     exercise,
     reported_at,
     plan_waves_from,
     proposal,
     referral,
     merging,
     by_hand,
     opened_n,
     next_key,
     next_until,
     care,
     last_command,
     legal_hold,
     words_expired,
     photos_expired)
)
static_assert(described::whole<Incident, 2>, "but plan and terms, which are pointers");

BOOST_DESCRIBE_STRUCT(
    Assignment,
    (),
    (id,
     incident,
     person,
     offer_n,
     wave,
     need,
     distance_m,
     channel,
     state,
     offered_at,
     reach_by,
     expires_at,
     seen_at,
     answered_at,
     on_scene_at,
     ended_at,
     eta_s)
)
static_assert(described::whole<Assignment>);

BOOST_DESCRIBE_STRUCT(Photo, (), (id, owner, key, stored_at))
static_assert(described::whole<Photo>);

BOOST_DESCRIBE_STRUCT(RememberedCommand, (), (by, id, content, at, answer))
static_assert(described::whole<RememberedCommand>);

BOOST_DESCRIBE_STRUCT(
    CheckInClock, (), (assignment, incident, person, warn_at, due_at, changed_at, warned, distress)
)
static_assert(described::whole<CheckInClock>);

BOOST_DESCRIBE_STRUCT(
    Distress,
    (),
    (incident,
     kind,
     person,
     place,
     silent,
     made_at,
     raised_at,
     withdraw_until,
     about,
     assignment,
     again_at,
     acknowledged_at,
     duress,
     shown_over,
     cleared_at,
     end)
)
static_assert(described::whole<Distress>);

BOOST_DESCRIBE_STRUCT(SafeWord, (), (fingerprint, set_at))
static_assert(described::whole<SafeWord>);

BOOST_DESCRIBE_STRUCT(Safety, (), (clocks, distress, open_panic_of, panic_of_command, words))
static_assert(described::whole<Safety>);

BOOST_DESCRIBE_STRUCT(Said, (), (at, incident, from, to, by, assignments, tips, words))
static_assert(described::whole<Said>);

BOOST_DESCRIBE_STRUCT(Released, (), (at, by, tips, photos))
static_assert(described::whole<Released>);

BOOST_DESCRIBE_STRUCT(Talk, (), (all, of_incident, of_assignment, of_tip, released))
static_assert(described::whole<Talk>);

BOOST_DESCRIBE_STRUCT(
    Broadcast, (), (made, key, device, sent, people, told, last_told, ended, retracted, expired)
)
static_assert(described::whole<Broadcast>);

BOOST_DESCRIBE_STRUCT(Broadcasts, (), (all, waiting, spreading))
static_assert(described::whole<Broadcasts>);

BOOST_DESCRIBE_STRUCT(Commander, (), (person, name, left, at))
static_assert(described::whole<Commander>);

BOOST_DESCRIBE_STRUCT(Grouping, (), (group, at))
static_assert(described::whole<Grouping>);

BOOST_DESCRIBE_STRUCT(Scenes, (), (commanders, groups))
static_assert(described::whole<Scenes>);

BOOST_DESCRIBE_STRUCT(Reveal, (), (at, by, reason, words))
static_assert(described::whole<Reveal>);

BOOST_DESCRIBE_STRUCT(Stewards, (), (contact, trainer, manager))
static_assert(described::whole<Stewards>);

BOOST_DESCRIBE_STRUCT(Unit, (), (unit, above, name, stewards))
static_assert(described::whole<Unit>);

BOOST_DESCRIBE_STRUCT(NotServing, (), (service, since, until))
static_assert(described::whole<NotServing>);

BOOST_DESCRIBE_STRUCT(Import, (), (import, rows, made))
static_assert(described::whole<Import>);

BOOST_DESCRIBE_STRUCT(Front, (), (last, n))
static_assert(described::whole<Front>);

BOOST_DESCRIBE_STRUCT(Desks, (), (there, left, empty_since, calling, unattended))
static_assert(described::whole<Desks>);

} // namespace dageng::engine
