#pragma once

#include "protocol/values.hpp"

#include <boost/describe/enum.hpp>
#include <boost/mp11/list.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

/// How long what was said and photographed is kept.
namespace dageng::engine {

/// What of an incident leaves together.
enum class RecordPart : std::uint8_t {
    words,  ///< Of its tips, of all who spoke within it, notes, tracks and figures of choices.
    photos, ///< Of its tips.
};
BOOST_DESCRIBE_ENUM(RecordPart, words, photos)

/// The time of a part is over: its keys are destroyed after it.
struct RecordExpired {
    static constexpr std::string_view wire = "record-expired";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    RecordPart part = RecordPart::words;
};
BOOST_DESCRIBE_STRUCT(RecordExpired, (), (incident, part))

/// The time of a broadcast's words is over: its key is destroyed after it.
struct BroadcastExpired {
    static constexpr std::string_view wire = "broadcast-expired";
    static constexpr unsigned version = 1;

    std::uint64_t broadcast = 0;
};
BOOST_DESCRIBE_STRUCT(BroadcastExpired, (), (broadcast))

/// The journal's front leaves: all records up to an event. What a state of then says of these
/// incidents and of the first broadcasts leaves with it, from that state and from all after.
struct FrontCut {
    static constexpr std::string_view wire = "front-cut";
    static constexpr unsigned version = 1;

    protocol::Offset last = 0;   ///< The last event that leaves.
    protocol::Text<64, 64> hash; ///< Of its record, in hex: what the first that stays follows.
    protocol::TimeMs at;         ///< Of that record.
    std::vector<protocol::IncidentId> incidents;
    std::vector<protocol::TipId> tips;               ///< Of those.
    std::vector<protocol::AssignmentId> assignments; ///< Of those.
    std::uint64_t broadcasts = 0;                    ///< Those up to this number; 0: none.
};
BOOST_DESCRIBE_STRUCT(FrontCut, (), (last, hash, at, incidents, tips, assignments, broadcasts))

/// Nothing of an incident leaves while somebody needs it by law; or it may again.
struct LegalHoldSet {
    static constexpr std::string_view wire = "legal-hold-set";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    bool on = true;
    protocol::Text<10, 200> reason; ///< A file's number, not a person's name.
};
BOOST_DESCRIBE_STRUCT(LegalHoldSet, (), (incident, on, reason))

using RetentionEvents =
    boost::mp11::mp_list<RecordExpired, BroadcastExpired, FrontCut, LegalHoldSet>;

} // namespace dageng::engine
