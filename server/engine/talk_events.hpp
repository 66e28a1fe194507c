#pragma once

#include "protocol/talk_messages.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace dageng::engine {

/// Somebody said something within an incident, to all whom it names.
struct MessageSent {
    static constexpr std::string_view wire = "message-sent";
    static constexpr unsigned version = 1;

    std::uint64_t message = 0; ///< From 1.
    protocol::IncidentId incident;
    protocol::TalkFrom from = protocol::TalkFrom::desk;
    protocol::TalkTo to = protocol::TalkTo::desk;
    protocol::PersonId by;
    std::vector<protocol::AssignmentId> assignments; ///< Spoken to, or the one that speaks.
    std::vector<protocol::TipId> tips;               ///< The same.
    protocol::Saying words;
};
BOOST_DESCRIBE_STRUCT(MessageSent, (), (message, incident, from, to, by, assignments, tips, words))

/// Volunteers who are going or there may see these tips' words and these photos.
struct DetailsReleased {
    static constexpr std::string_view wire = "details-released";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    std::vector<protocol::TipId> tips;
    std::vector<protocol::ClientId> photos;
    protocol::PersonId by;
    std::vector<protocol::PersonId> people; ///< The volunteers who are shown them now.
};
BOOST_DESCRIBE_STRUCT(DetailsReleased, (), (incident, tips, photos, by, people))

/// A volunteer who has accepted is shown what was released before.
struct DetailsShown {
    static constexpr std::string_view wire = "details-shown";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId person;
};
BOOST_DESCRIBE_STRUCT(DetailsShown, (), (incident, person))

struct DetailsWithdrawn {
    static constexpr std::string_view wire = "details-withdrawn";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId by;
    std::vector<protocol::PersonId> people; ///< The volunteers who saw them.
};
BOOST_DESCRIBE_STRUCT(DetailsWithdrawn, (), (incident, by, people))

using TalkEvents =
    boost::mp11::mp_list<MessageSent, DetailsReleased, DetailsShown, DetailsWithdrawn>;

} // namespace dageng::engine
