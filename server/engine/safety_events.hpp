#pragma once

#include "protocol/safety_messages.hpp"

#include <boost/mp11/list.hpp>

#include <optional>
#include <string_view>

namespace dageng::engine {

/// A responder's check-in clock began, at being on scene or after a distress was cleared.
struct CheckInBegun {
    static constexpr std::string_view wire = "check-in-begun";
    static constexpr unsigned version = 1;

    protocol::AssignmentId assignment;
    protocol::IncidentId incident;
    protocol::PersonId person;
    protocol::TimeMs warn_at; ///< Not before `due_at`: without a warning.
    protocol::TimeMs due_at;
};
BOOST_DESCRIBE_STRUCT(CheckInBegun, (), (assignment, incident, person, warn_at, due_at))

/// The responder said that they are safe.
struct CheckedIn {
    static constexpr std::string_view wire = "checked-in";
    static constexpr unsigned version = 1;

    protocol::AssignmentId assignment;
    protocol::IncidentId incident;
    protocol::PersonId person;
    protocol::TimeMs warn_at;
    protocol::TimeMs due_at;
};
BOOST_DESCRIBE_STRUCT(CheckedIn, (), (assignment, incident, person, warn_at, due_at))

/// The responder was asked to check in before the limit.
struct CheckInWarned {
    static constexpr std::string_view wire = "check-in-warned";
    static constexpr unsigned version = 1;

    protocol::AssignmentId assignment;
    protocol::IncidentId incident;
    protocol::PersonId person;
    protocol::TimeMs warn_at;
    protocol::TimeMs due_at;
};
BOOST_DESCRIBE_STRUCT(CheckInWarned, (), (assignment, incident, person, warn_at, due_at))

/// Somebody is in distress; its incident is the event before.
struct DistressRaised {
    static constexpr std::string_view wire = "distress-raised";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::DistressKind kind = protocol::DistressKind::panic;
    protocol::PersonId person;
    std::optional<protocol::Place> place; ///< Absent: not known.
    bool silent = false;
    protocol::TimeMs made_at;
    protocol::Cause cause = protocol::Cause::person;
    std::optional<protocol::ClientId> client_id;      ///< Of a panic: its command's.
    std::optional<protocol::TimeMs> withdraw_until;   ///< Of a panic.
    std::optional<protocol::IncidentId> about;        ///< Where a check-in was missed.
    std::optional<protocol::AssignmentId> assignment; ///< Whose.
};
BOOST_DESCRIBE_STRUCT(
    DistressRaised,
    (),
    (incident,
     kind,
     person,
     place,
     silent,
     made_at,
     cause,
     client_id,
     withdraw_until,
     about,
     assignment)
)

/// The person pressed again while their panic was open.
struct DistressRepeated {
    static constexpr std::string_view wire = "distress-repeated";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId person;
    std::optional<protocol::Place> place;
};
BOOST_DESCRIBE_STRUCT(DistressRepeated, (), (incident, person, place))

/// A wrong safe word was given: the panic goes on, and the person is shown that it is over.
struct DuressMarked {
    static constexpr std::string_view wire = "duress-marked";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId person;
};
BOOST_DESCRIBE_STRUCT(DuressMarked, (), (incident, person))

/// A dispatcher has opened it: for the person to hear.
struct DistressAcknowledged {
    static constexpr std::string_view wire = "distress-acknowledged";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId person;
};
BOOST_DESCRIBE_STRUCT(DistressAcknowledged, (), (incident, person))

struct DistressCleared {
    static constexpr std::string_view wire = "distress-cleared";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId person;
    protocol::PersonId by;
    protocol::DistressEnd end = protocol::DistressEnd::dispatcher;
};
BOOST_DESCRIBE_STRUCT(DistressCleared, (), (incident, person, by, end))

/// A safe word was chosen. Of the word only this is kept: a fingerprint under the person's own key,
/// which says nothing once that key is gone.
struct SafeWordSet {
    static constexpr std::string_view wire = "safe-word-set";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
    protocol::Text<1, 64> fingerprint;
};
BOOST_DESCRIBE_STRUCT(SafeWordSet, (), (person, fingerprint))

using SafetyEvents = boost::mp11::mp_list<
    CheckInBegun,
    CheckedIn,
    CheckInWarned,
    DistressRaised,
    DistressRepeated,
    DuressMarked,
    DistressAcknowledged,
    DistressCleared,
    SafeWordSet>;

} // namespace dageng::engine
