#pragma once

#include "protocol/broadcast_messages.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace dageng::engine {

/// Somebody wrote a broadcast. Where it waits for an approval, it lapses at `approve_by`.
struct BroadcastMade {
    static constexpr std::string_view wire = "broadcast-made";
    static constexpr unsigned version = 1;

    std::uint64_t broadcast = 0; ///< From 1.
    protocol::BroadcastArea area;
    protocol::BroadcastAudience audience = protocol::BroadcastAudience::volunteers;
    protocol::BroadcastWords words;
    protocol::KeyId key; ///< Its own.
    bool identifies_person = false;
    protocol::IncidentId about; ///< Nothing: about no incident.
    bool exercise = false;
    protocol::PersonId by;
    protocol::ClientId device;
    protocol::TimeMs approve_by; ///< 0: needs no approval.
};
BOOST_DESCRIBE_STRUCT(
    BroadcastMade,
    (),
    (broadcast,
     area,
     audience,
     words,
     key,
     identifies_person,
     about,
     exercise,
     by,
     device,
     approve_by)
)

/// It goes to these people, in order of their numbers. The first of them are told with this event,
/// the others by events that follow: see BroadcastSpread.
struct BroadcastSent {
    static constexpr std::string_view wire = "broadcast-sent";
    static constexpr unsigned version = 1;

    std::uint64_t broadcast = 0;
    protocol::PersonId approved_by; ///< Nobody: it needed no approval.
    bool exercise = false;
    std::vector<protocol::PersonId> people;
};
BOOST_DESCRIBE_STRUCT(BroadcastSent, (), (broadcast, approved_by, exercise, people))

/// `by` is nobody when its time was over.
struct BroadcastEnded {
    static constexpr std::string_view wire = "broadcast-ended";
    static constexpr unsigned version = 1;

    std::uint64_t broadcast = 0;
    protocol::BroadcastEnd end = protocol::BroadcastEnd::refused;
    protocol::PersonId by;
};
BOOST_DESCRIBE_STRUCT(BroadcastEnded, (), (broadcast, end, by))

/// All who were told are told that it doesn't hold: the first of them with this event, as above.
struct BroadcastRetracted {
    static constexpr std::string_view wire = "broadcast-retracted";
    static constexpr unsigned version = 1;

    std::uint64_t broadcast = 0;
    protocol::BroadcastWords words;
    protocol::PersonId by;
    std::vector<protocol::PersonId> people; ///< Those of its BroadcastSent who had been told.
};
BOOST_DESCRIBE_STRUCT(BroadcastRetracted, (), (broadcast, words, by, people))

/// The next of its people are told, or are told that it doesn't hold: thousands in one step would
/// keep all others waiting.
struct BroadcastSpread {
    static constexpr std::string_view wire = "broadcast-spread";
    static constexpr unsigned version = 1;

    std::uint64_t broadcast = 0;
    bool retraction = false;
    std::uint32_t first = 0; ///< Index in its people of the first who is told now.
    std::uint32_t end = 0;   ///< One after the last.
};
BOOST_DESCRIBE_STRUCT(BroadcastSpread, (), (broadcast, retraction, first, end))

using BroadcastEvents = boost::mp11::
    mp_list<BroadcastMade, BroadcastSent, BroadcastEnded, BroadcastRetracted, BroadcastSpread>;

} // namespace dageng::engine
