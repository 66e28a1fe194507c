#pragma once

#include "protocol/messages.hpp"
#include "server/bus/bus.hpp"

#include <unordered_map>

namespace dageng::district {

/// An accepted connection, as the leader knows it.
struct Session {
    protocol::PersonId person;
    protocol::Role role = protocol::Role::resident;
    protocol::ClientId device;
    std::int64_t clock_ahead_ms = 0; ///< What is added to the device's times.

    /// A device's moment by the district's clock, and never in the future.
    protocol::TimeMs corrected(protocol::TimeMs device_time, protocol::TimeMs now) const {
        return std::min(device_time + clock_ahead_ms, now);
    }
};

using Sessions = std::unordered_map<bus::SessionId, Session>;

} // namespace dageng::district
