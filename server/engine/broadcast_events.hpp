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

/// It goes to these people, in order of their numbers.
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

/// All who were told are told that it doesn't hold.
struct BroadcastRetracted {
    static constexpr std::string_view wire = "broadcast-retracted";
    static constexpr unsigned version = 1;

    std::uint64_t broadcast = 0;
    protocol::BroadcastWords words;
    protocol::PersonId by;
    std::vector<protocol::PersonId> people; ///< Those of its BroadcastSent.
};
BOOST_DESCRIBE_STRUCT(BroadcastRetracted, (), (broadcast, words, by, people))

using BroadcastEvents =
    boost::mp11::mp_list<BroadcastMade, BroadcastSent, BroadcastEnded, BroadcastRetracted>;

} // namespace dageng::engine
