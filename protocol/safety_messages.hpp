#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <optional>
#include <string_view>

/// Safety of people: check-ins on scene, and distress: a panic that somebody raised, or a check-in
/// that was missed. Each distress is an incident of its own, with the incident's number.
namespace dageng::protocol {

struct PanicAnswer;
struct CheckInAnswer;

/// "I am safe": resets the own check-in clock of an assignment on scene. One that was made so long
/// ago that it would be over again is refused (`too_late`).
struct CheckIn {
    static constexpr std::string_view wire = "check-in";
    static constexpr Roles allowed = responder_roles;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = CheckInAnswer;

    AssignmentId assignment;
};
BOOST_DESCRIBE_STRUCT(CheckIn, (), (assignment))

/// A person calls for help: on duty or off, responder or not. Never late, never over a rate, never
/// `busy`. While a panic of the same person is open it is the same panic, pressed again.
struct RaisePanic {
    static constexpr std::string_view wire = "raise-panic";
    static constexpr Roles allowed = every_role;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = PanicAnswer;

    std::optional<Place> place; ///< Absent: the last place heard on duty, if any.
    bool silent = false;        ///< The person's phone makes no sound; nobody should call it.
};
BOOST_DESCRIBE_STRUCT(RaisePanic, (), (place, silent))

/// Takes the own panic back, until its `withdraw_until`.
struct WithdrawPanic {
    static constexpr std::string_view wire = "withdraw-panic";
    static constexpr Roles allowed = every_role;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = PanicAnswer;
};
BOOST_DESCRIBE_STRUCT(WithdrawPanic, (), ())

/// Ends the own panic with the safe word. A wrong word is answered, and shown to the person, in the
/// same way; the panic goes on and consoles are told of duress.
struct EndPanic {
    static constexpr std::string_view wire = "end-panic";
    static constexpr Roles allowed = every_role;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = PanicAnswer;

    Personal<Text<2, 60>> word;
};
BOOST_DESCRIBE_STRUCT(EndPanic, (), (word))

/// Chooses the word that ends a panic. The server keeps a keyed fingerprint of it only.
struct SetSafeWord {
    static constexpr std::string_view wire = "set-safe-word";
    static constexpr Roles allowed = every_role;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = void;

    Personal<Text<2, 60>> word;
};
BOOST_DESCRIBE_STRUCT(SetSafeWord, (), (word))

using SafetyCommands =
    boost::mp11::mp_list<CheckIn, RaisePanic, WithdrawPanic, EndPanic, SetSafeWord>;

struct CheckInAnswer {
    AssignmentId assignment;
    TimeMs due_at;
};
BOOST_DESCRIBE_STRUCT(CheckInAnswer, (), (assignment, due_at))

struct PanicAnswer {
    IncidentId incident;
    TimeMs withdraw_until;
};
BOOST_DESCRIBE_STRUCT(PanicAnswer, (), (incident, withdraw_until))

enum class CheckInState : std::uint8_t {
    running, ///< The clock was begun or reset.
    warned,  ///< It ends soon.
    missed,  ///< It has ended: a distress was raised.
};
BOOST_DESCRIBE_ENUM(CheckInState, running, warned, missed)

/// Notice to the responder and to consoles (those hear of a missed one as a distress); an item of
/// both snapshots. Ends with the assignment.
struct CheckInChanged {
    static constexpr std::string_view wire = "check-in-changed";
    static constexpr Views seen_by = seen_by_consoles_and_responders;

    AssignmentId assignment;
    IncidentId incident;
    PersonId person;
    CheckInState state = CheckInState::running;
    TimeMs warn_at; ///< Equal to `due_at`: there is no warning.
    TimeMs due_at;
    TimeMs at;
    std::optional<IncidentId> distress; ///< When missed.
};
BOOST_DESCRIBE_STRUCT(
    CheckInChanged, (), (assignment, incident, person, state, warn_at, due_at, at, distress)
)

enum class DistressKind : std::uint8_t { panic, missed_check_in };
BOOST_DESCRIBE_ENUM(DistressKind, panic, missed_check_in)

/// How a distress ended.
enum class DistressEnd : std::uint8_t {
    withdrawn,  ///< By the person, within the first seconds.
    safe_word,  ///< By the person, with the right word.
    checked_in, ///< By the person's late check-in, or another sign of theirs from the scene.
    dispatcher, ///< A dispatcher closed the incident.
};
BOOST_DESCRIBE_ENUM(DistressEnd, withdrawn, safe_word, checked_in, dispatcher)

/// Notice to consoles, and an item of their snapshot with the state of the moment: who is in
/// distress, and where. It is told who: the person asked for help.
struct DistressRaised {
    static constexpr std::string_view wire = "distress-raised";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    DistressKind kind = DistressKind::panic;
    PersonId person;
    PersonName name;
    Role role = Role::resident;
    std::optional<Slug> category; ///< Of responders.
    std::optional<Place> place;   ///< Absent: not known; the incident's place is no place to go to.
    bool silent = false;
    TimeMs made_at;
    TimeMs raised_at;
    std::optional<IncidentId> about;        ///< Where the check-in was missed.
    std::optional<AssignmentId> assignment; ///< Whose check-in was missed.
    std::optional<TimeMs> again_at;         ///< Pressed again.
    bool duress = false;                    ///< A wrong safe word was given.
    std::optional<TimeMs> cleared_at;
    std::optional<DistressEnd> end;
};
BOOST_DESCRIBE_STRUCT(
    DistressRaised,
    (),
    (incident,
     kind,
     person,
     name,
     role,
     category,
     place,
     silent,
     made_at,
     raised_at,
     about,
     assignment,
     again_at,
     duress,
     cleared_at,
     end)
)

enum class DistressChange : std::uint8_t {
    again,   ///< The person pressed again; `place` is the new place, if there is one.
    duress,  ///< A wrong safe word was given: the person's phone shows the panic as over.
    cleared, ///< It is over; `end` says how.
};
BOOST_DESCRIBE_ENUM(DistressChange, again, duress, cleared)

/// Notice to consoles.
struct DistressChanged {
    static constexpr std::string_view wire = "distress-changed";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    DistressChange change = DistressChange::again;
    TimeMs at;
    std::optional<Place> place;
    std::optional<DistressEnd> end;
};
BOOST_DESCRIBE_STRUCT(DistressChanged, (), (incident, change, at, place, end))

enum class PanicState : std::uint8_t {
    raised,       ///< The server has it; people are being asked.
    acknowledged, ///< A dispatcher has opened it.
    cleared,      ///< Over, or so the person is shown.
};
BOOST_DESCRIBE_ENUM(PanicState, raised, acknowledged, cleared)

/// Notice to the person who raised it, and an item of their snapshot while it is open.
struct PanicChanged {
    static constexpr std::string_view wire = "panic-changed";
    static constexpr Views seen_by = seen_by_responders;

    IncidentId incident;
    PanicState state = PanicState::raised;
    bool silent = false;
    TimeMs at;
    TimeMs raised_at;
    TimeMs withdraw_until;
    std::optional<DistressEnd> end; ///< When cleared.
};
BOOST_DESCRIBE_STRUCT(
    PanicChanged, (), (incident, state, silent, at, raised_at, withdraw_until, end)
)

/// Notice to the person, and an item of their snapshot: a safe word is set, since when.
struct SafeWordSet {
    static constexpr std::string_view wire = "safe-word-set";
    static constexpr Views seen_by = seen_by_responders;

    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(SafeWordSet, (), (at))

} // namespace dageng::protocol
