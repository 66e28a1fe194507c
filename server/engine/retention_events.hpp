#pragma once

#include "protocol/values.hpp"

#include <boost/describe/enum.hpp>
#include <boost/mp11/list.hpp>

#include <cstdint>
#include <string_view>

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

/// Nothing of an incident leaves while somebody needs it by law; or it may again.
struct LegalHoldSet {
    static constexpr std::string_view wire = "legal-hold-set";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    bool on = true;
    protocol::Text<10, 200> reason; ///< A file's number, not a person's name.
};
BOOST_DESCRIBE_STRUCT(LegalHoldSet, (), (incident, on, reason))

using RetentionEvents = boost::mp11::mp_list<RecordExpired, LegalHoldSet>;

} // namespace dageng::engine
