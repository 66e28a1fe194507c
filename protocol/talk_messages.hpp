#pragma once

#include "protocol/incident_messages.hpp"
#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// What is said within an incident by dispatchers, responders and reporters, and which of a
/// reporter's words and photos volunteers may see. Responders and reporters never hear each other.
namespace dageng::protocol {

struct MessageAnswer;

/// What one person says.
using Saying = Personal<Text<1, 500>>;

/// To whom somebody speaks.
enum class TalkTo : std::uint8_t {
    desk,       ///< Dispatchers: the only ones that a responder speaks to.
    responders, ///< All who are going or there.
    assignment, ///< One of them.
    reporters,  ///< All reporters of the incident who can be reached by the app.
    tip,        ///< One of them.
};
BOOST_DESCRIBE_ENUM(TalkTo, desk, responders, assignment, reporters, tip)

enum class TalkFrom : std::uint8_t { desk, responder, reporter };
BOOST_DESCRIBE_ENUM(TalkFrom, desk, responder, reporter)

/// A dispatcher speaks to those who are going or to reporters, or one of them; a responder with a
/// running assignment there to the desk.
struct SendMessage {
    static constexpr std::string_view wire = "send-message";
    static constexpr Roles allowed = responder_and_dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 900'000;
    using Answer = MessageAnswer;

    IncidentId incident;
    TalkTo to = TalkTo::responders;
    std::optional<AssignmentId> assignment; ///< Where one is spoken to.
    std::optional<TipId> tip;               ///< The same.
    Saying words;
};
BOOST_DESCRIBE_STRUCT(SendMessage, (), (incident, to, assignment, tip, words))

/// A reporter speaks to the desk about a tip of theirs. Consoles see the tip's number, not who it
/// is.
struct AnswerDesk {
    static constexpr std::string_view wire = "answer";
    static constexpr Roles allowed = every_role;
    static constexpr std::int64_t good_for_ms = 900'000;
    using Answer = MessageAnswer;

    TipId tip;
    Saying words;
};
BOOST_DESCRIBE_STRUCT(AnswerDesk, (), (tip, words))

/// From now on volunteers who are going or there see these tips' words and these photos, until they
/// are done. Releasing again replaces what was released before.
struct ReleaseDetails {
    static constexpr std::string_view wire = "release-details";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
    List<TipId, 6> tips;
    List<ClientId, 12> photos; ///< Of the incident's tips, stored.
};
BOOST_DESCRIBE_STRUCT(ReleaseDetails, (), (incident, tips, photos))

/// Volunteers see none of it any more.
struct WithdrawDetails {
    static constexpr std::string_view wire = "withdraw-details";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(WithdrawDetails, (), (incident))

using TalkCommands = boost::mp11::mp_list<SendMessage, AnswerDesk, ReleaseDetails, WithdrawDetails>;

struct MessageAnswer {
    std::uint64_t message = 0; ///< Its number in the district, from 1.
};
BOOST_DESCRIBE_STRUCT(MessageAnswer, (), (message))

/// Notice to consoles, to the responders or reporters spoken to, and to who said it; an item of
/// their snapshots while they may see it.
struct Message {
    static constexpr std::string_view wire = "message";
    static constexpr Views seen_by{View::console, View::responder, View::reporter};
    static constexpr FieldSeen fields_seen_by[] = {
        {"incident", seen_by_consoles_and_responders},
        {"to", seen_by_consoles},
        {"by", seen_by_consoles},
        {"assignment", seen_by_consoles_and_responders},
        {"tips", seen_by_consoles_and_reporters},
        {"own", Views{View::responder, View::reporter}}
    };

    std::uint64_t message = 0;
    std::optional<IncidentId> incident; ///< Absent to reporters.
    TalkFrom from = TalkFrom::desk;
    std::optional<TalkTo> to;               ///< To consoles.
    std::optional<PersonId> by;             ///< To consoles; never a reporter.
    std::optional<AssignmentId> assignment; ///< A responder's own; to consoles whose it is about.
    List<TipId, 64> tips; ///< A reporter's own; to consoles those that it is about.
    bool own = false;     ///< Who hears it has said it.
    TimeMs at;
    Saying words;
};
BOOST_DESCRIBE_STRUCT(
    Message, (), (message, incident, from, to, by, assignment, tips, own, at, words)
)

/// Notice to consoles, and an item of their snapshot while it stands.
struct DetailsReleased {
    static constexpr std::string_view wire = "details-released";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    List<TipId, 6> tips;
    List<ClientId, 12> photos;
    PersonId by;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(DetailsReleased, (), (incident, tips, photos, by, at))

/// Notice to a volunteer who is going or there, and an item of their snapshot: what a dispatcher
/// has released. Replaces what was shown before.
struct DetailsShown {
    static constexpr std::string_view wire = "details-shown";
    static constexpr Views seen_by = seen_by_responders;

    IncidentId incident;
    List<Said, 16> said;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(DetailsShown, (), (incident, said, at))

/// Notice to consoles and to the volunteers who saw them.
struct DetailsWithdrawn {
    static constexpr std::string_view wire = "details-withdrawn";
    static constexpr Views seen_by = seen_by_consoles_and_responders;

    IncidentId incident;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(DetailsWithdrawn, (), (incident, at))

using TalkNotices = boost::mp11::mp_list<Message, DetailsReleased, DetailsShown, DetailsWithdrawn>;

} // namespace dageng::protocol
