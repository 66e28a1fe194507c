#pragma once

#include "protocol/messages.hpp"
#include "server/bus/bus.hpp"
#include "server/bus/rate.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

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

/// All accepted connections; and of each account how many it has, and how fast it sends commands
/// over all of them.
class Sessions {
  public:
    /// How many commands of one account are taken.
    explicit Sessions(bus::Rate commands) : commands_(commands) {}

    /// Nothing when there is none.
    const Session* find(bus::SessionId id) const {
        const auto found = all_.find(id);
        return found == all_.end() ? nullptr : &found->second;
    }
    void add(bus::SessionId id, Session session, protocol::TimeMs now) {
        const auto account = of_.try_emplace(session.person, commands_, now).first;
        ++account->second.connections;
        all_.insert_or_assign(id, std::move(session));
    }
    /// Gives back what it was; nothing when there is none.
    std::optional<Session> remove(bus::SessionId id, protocol::TimeMs now) {
        auto node = all_.extract(id);
        if (node.empty()) {
            return std::nullopt;
        }
        const protocol::PersonId person = node.mapped().person;
        if (--of_.at(person).connections == 0) {
            gone_.emplace_back(now, person);
        }
        return std::move(node.mapped());
    }
    /// Looks at all: for what is done seldom.
    std::vector<bus::SessionId> all_of(protocol::PersonId person) const {
        std::vector<bus::SessionId> some;
        for (const auto& [id, session] : all_) {
            if (session.person == person) {
                some.push_back(id);
            }
        }
        return some;
    }
    std::size_t count_of(protocol::PersonId person) const {
        const auto found = of_.find(person);
        return found == of_.end() ? 0 : found->second.connections;
    }

    /// Takes one command of an account that has a connection; when that is one too many: how long
    /// until there is room.
    std::optional<std::chrono::milliseconds>
    hold_up(protocol::PersonId person, protocol::TimeMs now) {
        bus::Bucket& bucket = of_.at(person).commands;
        if (bucket.take(commands_, std::chrono::milliseconds{now.value})) {
            return std::nullopt;
        }
        return bucket.wait(commands_);
    }

    /// Forgets accounts without a connection once they could send as many commands as anybody: who
    /// connects again doesn't begin anew before. Takes a few of them at a time.
    void forget_gone(protocol::TimeMs now) {
        const std::int64_t full_ms =
            std::int64_t{1000} * commands_.burst / commands_.per_second + 1;
        for (int few = 0;
             few < most_forgotten && !gone_.empty() && now - gone_.front().first > full_ms;
             ++few) {
            const auto account = of_.find(gone_.front().second);
            if (account != of_.end() && account->second.connections == 0) {
                of_.erase(account);
            }
            gone_.pop_front();
        }
    }

  private:
    static constexpr int most_forgotten = 1'000;

    struct Account {
        Account(bus::Rate rate, protocol::TimeMs now)
            : commands(rate, std::chrono::milliseconds{now.value}) {}

        std::size_t connections = 0;
        bus::Bucket commands;
    };

    bus::Rate commands_;
    std::unordered_map<bus::SessionId, Session> all_;
    std::unordered_map<protocol::PersonId, Account> of_;
    std::deque<std::pair<protocol::TimeMs, protocol::PersonId>> gone_; ///< When their last went.
};

} // namespace dageng::district
