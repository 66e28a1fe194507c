#pragma once

#include "server/bus/bus.hpp"
#include "server/http/clock.hpp"
#include "server/http/session_id.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace dageng::http {

/// Asks the leader a kind of question for requests over HTTP and finds the request that its answer
/// belongs to. `lane`: its own, as in make_session_id. Any thread.
template <class Asked, class Answered, unsigned lane>
class Calls {
  public:
    using Question = decltype(Asked::request);
    using Reply = std::function<void(decltype(Answered::ticket))>;

    /// More questions without an answer are refused with `busy`.
    static constexpr std::size_t max_waiting = 1024;
    /// Without an answer for so long: `busy`. What became of the question isn't known then.
    static constexpr std::chrono::milliseconds answer_time = std::chrono::seconds(30);

    /// The bus outlives it. `gateway`: as in make_session_id.
    explicit Calls(bus::Bus& bus, unsigned gateway = 0) : bus_(bus), gateway_(gateway) {}

    /// `reply` is called once, on whatever thread the answer comes in; it must return at once.
    void ask(std::string token, Question question, Reply reply) {
        bus::SessionId session = 0;
        {
            const std::lock_guard lock(mutex_);
            if (waiting_.size() < max_waiting) {
                session = make_session_id(gateway_, lane, ++count_);
                waiting_.emplace(session, Waiting{steady_now() + answer_time, std::move(reply)});
            }
        }
        if (session == 0) {
            reply(busy("Too many requests of this kind are under way."));
            return;
        }
        std::vector<bus::ToLeader> batch;
        batch.emplace_back(Asked{session, std::move(token), std::move(question)});
        bus_.to_leader(std::move(batch));
    }

    /// From the bus; an answer that nobody waits for is dropped.
    void answered(const Answered& answer) {
        Reply waiting;
        {
            const std::lock_guard lock(mutex_);
            const auto found = waiting_.find(answer.session);
            if (found == waiting_.end()) {
                return;
            }
            waiting = std::move(found->second.reply);
            waiting_.erase(found);
        }
        waiting(answer.ticket);
    }

    /// Once a second: gives up what waits too long.
    void expire(Instant now) {
        std::vector<Reply> late;
        {
            const std::lock_guard lock(mutex_);
            while (!waiting_.empty() && waiting_.begin()->second.until <= now) {
                late.push_back(std::move(waiting_.begin()->second.reply));
                waiting_.erase(waiting_.begin());
            }
        }
        for (const auto& reply : late) {
            reply(busy("The district did not answer in time."));
        }
    }

  private:
    struct Waiting {
        Instant until{};
        Reply reply;
    };

    static protocol::Refusal busy(std::string detail) {
        return {protocol::ErrorCode::busy, std::move(detail), {}};
    }

    bus::Bus& bus_;
    const unsigned gateway_;
    std::mutex mutex_;
    std::uint64_t count_ = 0;
    std::map<bus::SessionId, Waiting> waiting_; ///< Ordered by id, so by time.
};

using PhotoCalls = Calls<bus::PhotoAsked, bus::PhotoReply, photo_lane>;
using RecordCalls = Calls<bus::RecordAsked, bus::RecordReply, records_lane>;

/// All kinds of question. The bus outlives it. Any thread.
struct AllCalls {
    explicit AllCalls(bus::Bus& bus, unsigned gateway = 0)
        : photos(bus, gateway), records(bus, gateway) {}

    /// From the bus; what answers no question is ignored.
    void answered(const bus::ToGateway& message) {
        if (const auto* photo = std::get_if<bus::PhotoReply>(&message)) {
            photos.answered(*photo);
        } else if (const auto* record = std::get_if<bus::RecordReply>(&message)) {
            records.answered(*record);
        }
    }

    /// Once a second.
    void expire(Instant now) {
        photos.expire(now);
        records.expire(now);
    }

    PhotoCalls photos;
    RecordCalls records;
};

} // namespace dageng::http
