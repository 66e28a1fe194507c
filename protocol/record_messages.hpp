#pragma once

#include "protocol/incident_messages.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>

/// What is read of an incident from the record, over HTTP; nothing here comes in a frame.
namespace dageng::protocol {

struct RecordTicket;

/// May this account read what the record says of an incident, and where does it speak of it?
/// Changes nothing. Answer: RecordTicket.
struct ReadRecord {
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = RecordTicket;

    IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(ReadRecord, (), (incident))

using RecordCommands = boost::mp11::mp_list<ReadRecord>;

/// Where the record speaks of an incident.
struct RecordTicket {
    IncidentId incident;
    Offset first = 0;            ///< The event that opened it.
    Offset last = 0;             ///< The last event that there was; it may not be durable yet.
    std::optional<TimeMs> ended; ///< Absent: it is open.
    TimeMs now;                  ///< By the district's time.
};
BOOST_DESCRIBE_STRUCT(RecordTicket, (), (incident, first, last, ended, now))

} // namespace dageng::protocol
