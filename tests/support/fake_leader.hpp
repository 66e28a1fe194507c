#pragma once

#include "tests/support/nodes_bus.hpp"
#include "tests/support/tcp_client.hpp"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace dageng::support {

/// Stands where the leader would: keeps what gateways say until a test asks for it, and says what
/// the test wants said.
class FakeLeader {
  public:
    FakeLeader() {
        bus_.on_leader([this](std::vector<bus::ToLeader> batch) {
            const std::lock_guard lock(mutex_);
            for (auto& message : batch) {
                heard_.push_back(std::move(message));
            }
            more_.notify_all();
        });
    }

    bus::Bus& bus() { return bus_; }

    /// The next message, which must be a T.
    template <class T>
    T next() {
        std::unique_lock lock(mutex_);
        if (!more_.wait_for(lock, patience, [this] { return !heard_.empty(); })) {
            throw ClientError("the leader hears nothing");
        }
        auto message = std::move(heard_.front());
        heard_.pop_front();
        if (!std::holds_alternative<T>(message)) {
            throw ClientError(
                "the leader hears another message: " + std::to_string(message.index())
            );
        }
        return std::get<T>(std::move(message));
    }

    /// True when nothing has been said that wasn't asked for.
    bool heard_all() {
        const std::lock_guard lock(mutex_);
        return heard_.empty();
    }

    template <class... T>
    void say(T... message) {
        std::vector<bus::ToGateway> batch;
        (batch.emplace_back(std::move(message)), ...);
        bus_.to_gateways(std::move(batch));
    }

  private:
    NodesBus bus_;
    std::mutex mutex_;
    std::condition_variable more_;
    std::deque<bus::ToLeader> heard_;
};

using bus::shared;

} // namespace dageng::support
