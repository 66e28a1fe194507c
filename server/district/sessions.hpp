#pragma once

#include "protocol/messages.hpp"
#include "server/bus/bus.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>

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

/// All accepted connections, and how many each account has.
class Sessions {
  public:
    /// Nothing when there is none.
    const Session* find(bus::SessionId id) const {
        const auto found = all_.find(id);
        return found == all_.end() ? nullptr : &found->second;
    }
    void add(bus::SessionId id, Session session) {
        ++of_[session.person];
        all_.insert_or_assign(id, std::move(session));
    }
    /// Gives back what it was; nothing when there is none.
    std::optional<Session> remove(bus::SessionId id) {
        auto node = all_.extract(id);
        if (node.empty()) {
            return std::nullopt;
        }
        const auto count = of_.find(node.mapped().person);
        if (--count->second == 0) {
            of_.erase(count);
        }
        return std::move(node.mapped());
    }
    std::size_t count_of(protocol::PersonId person) const {
        const auto found = of_.find(person);
        return found == of_.end() ? 0 : found->second;
    }

  private:
    std::unordered_map<bus::SessionId, Session> all_;
    std::unordered_map<protocol::PersonId, std::size_t> of_;
};

} // namespace dageng::district
