#include "server/http/photo_calls.hpp"

#include "server/http/session_id.hpp"

#include <utility>
#include <vector>

namespace dageng::http {

namespace {

protocol::Refusal busy(std::string detail) {
    return {protocol::ErrorCode::busy, std::move(detail), {}};
}

} // namespace

void PhotoCalls::ask(std::string token, Question question, Reply reply) {
    bus::SessionId session = 0;
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.size() < max_waiting) {
            session = make_session_id(gateway_, photo_lane, ++count_);
            waiting_.emplace(session, Waiting{steady_now() + answer_time, std::move(reply)});
        }
    }
    if (session == 0) {
        reply(busy("Too many requests about photos are under way."));
        return;
    }
    std::vector<bus::ToLeader> batch;
    batch.emplace_back(bus::PhotoAsked{session, std::move(token), std::move(question)});
    bus_.to_leader(std::move(batch));
}

void PhotoCalls::answered(const bus::PhotoReply& reply) {
    Reply waiting;
    {
        const std::lock_guard lock(mutex_);
        const auto found = waiting_.find(reply.session);
        if (found == waiting_.end()) {
            return;
        }
        waiting = std::move(found->second.reply);
        waiting_.erase(found);
    }
    waiting(reply.ticket);
}

void PhotoCalls::expire(Instant now) {
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

} // namespace dageng::http
