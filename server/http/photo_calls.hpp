#pragma once

#include "server/bus/bus.hpp"
#include "server/http/clock.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace dageng::http {

/// Asks the leader about photos and finds the request that its answer belongs to. Any thread.
class PhotoCalls {
  public:
    using Question = decltype(bus::PhotoAsked::request);
    using Reply = std::function<void(protocol::Result<protocol::PhotoTicket>)>;

    /// More questions without an answer are refused with `busy`.
    static constexpr std::size_t max_waiting = 1024;
    /// Without an answer for so long: `busy`. What became of the question isn't known then.
    static constexpr std::chrono::milliseconds answer_time = std::chrono::seconds(30);

    /// The bus outlives it. `gateway`: as in make_session_id.
    explicit PhotoCalls(bus::Bus& bus, unsigned gateway = 0) : bus_(bus), gateway_(gateway) {}

    /// `reply` is called once, on whatever thread the answer comes in; it must return at once.
    void ask(std::string token, Question question, Reply reply);

    /// From the bus; an answer that nobody waits for is dropped.
    void answered(const bus::PhotoReply& reply);

    /// Once a second: gives up what waits too long.
    void expire(Instant now);

  private:
    struct Waiting {
        Instant until{};
        Reply reply;
    };

    bus::Bus& bus_;
    const unsigned gateway_;
    std::mutex mutex_;
    std::uint64_t count_ = 0;
    std::map<bus::SessionId, Waiting> waiting_; ///< Ordered by id, so by time.
};

} // namespace dageng::http
