#include "server/gateway/session.hpp"

#include "protocol/assert.hpp"

#include <algorithm>
#include <concepts>
#include <functional>
#include <string>
#include <utility>

namespace dageng::gateway {

namespace {

using protocol::ClientId;
using protocol::CloseCode;
using protocol::ErrorCode;
using protocol::Refusal;

constexpr auto minute = std::chrono::minutes(1);

/// Between nine and eleven tenths of the time.
Instant with_jitter(std::chrono::milliseconds time, std::uint32_t jitter) {
    const auto fifth = static_cast<std::uint64_t>(time.count() / 5 + 1);
    return time - time / 10 + std::chrono::milliseconds(jitter % fifth);
}

/// Of what surrounds the type, with two numbers and with what the wire puts before it all.
constexpr std::size_t most_of_head = 80;

std::string notice_head(const bus::Notice& notice, protocol::Offset prev) {
    std::string head;
    head.reserve(notice.type.size() + most_of_head);
    head += R"({"type":")";
    head += notice.type;
    head += R"(","n":)";
    head += std::to_string(notice.n);
    head += R"(,"prev":)";
    head += std::to_string(prev);
    return head;
}

/// What the leader is told of a frame.
bus::ToLeader for_leader(bus::SessionId session, protocol::ClientFrame& frame) {
    return std::visit(
        [&]<class T>(T& message) -> bus::ToLeader {
            if constexpr (std::same_as<T, protocol::Position>) {
                return bus::PlaceHeard{session, message};
            } else if constexpr (std::same_as<T, protocol::Seen>) {
                return bus::NoticeSeen{session, message.n};
            } else if constexpr (std::same_as<T, protocol::WatchMap>) {
                return bus::MapWatched{session, std::move(*frame.id), message};
            } else if constexpr (std::same_as<T, protocol::Hello>) {
                return bus::Opened{session, std::move(*frame.id), std::move(message)};
            } else {
                return bus::CommandSent{
                    session, std::move(*frame.id), frame.made_at, std::move(message)
                };
            }
        },
        frame.message
    );
}

} // namespace

Session::Session(
    bus::SessionId id, const Limits& limits, Tally& tally, std::uint32_t jitter, Instant now
)
    : id_(id), limits_(limits), tally_(tally), ping_time_(with_jitter(limits.ping_every, jitter)),
      next_ping_(now + ping_time_), since_(now), writing_since_(now), minute_(now),
      commands_(limits.commands, now), positions_(limits.positions, now), seen_(limits.seen, now) {}

std::uint64_t Session::stand_in(const ClientId& device) {
    return std::hash<std::string_view>{}(device.value);
}

void Session::text(std::string_view frame, Instant now, Actions& out) {
    heard();
    if (!is_open()) {
        return;
    }
    ++tally_.frames_in;
    tally_.bytes_in += frame.size();
    auto parsed = protocol::parse_client_frame(frame);
    if (const auto* const bad = std::get_if<protocol::BadFrame>(&parsed)) {
        if (may_take(commands_, limits_.commands, bad->id, now, out)) {
            answer_error(bad->id, bad->refusal, now, out);
        }
        return;
    }
    message(std::get<protocol::ClientFrame>(parsed), now, out);
}

void Session::message(protocol::ClientFrame& frame, Instant now, Actions& out) {
    if (state_ != State::live) {
        if (may_take(commands_, limits_.commands, frame.id, now, out)) {
            before_live(frame, now, out);
        }
        return;
    }
    const bool is_position = std::holds_alternative<protocol::Position>(frame.message);
    const bool is_seen = std::holds_alternative<protocol::Seen>(frame.message);
    Bucket& bucket = is_position ? positions_ : is_seen ? seen_ : commands_;
    const Rate rate = is_position ? limits_.positions : is_seen ? limits_.seen : limits_.commands;
    const bool is_panic = std::holds_alternative<protocol::RaisePanic>(frame.message);
    if (!is_panic && !may_take(bucket, rate, frame.id, now, out)) {
        return;
    }
    if (std::holds_alternative<protocol::Hello>(frame.message)) {
        answer_error(frame.id, {ErrorCode::wrong_state, "hello was said already", {}}, now, out);
        return;
    }
    out.emplace_back(Tell{for_leader(id_, frame)});
}

void Session::before_live(protocol::ClientFrame& frame, Instant now, Actions& out) {
    auto* const hello = std::get_if<protocol::Hello>(&frame.message);
    if (hello == nullptr) {
        answer_error(
            frame.id, {ErrorCode::not_signed_in, "hello comes first, then its answer", {}}, now, out
        );
    } else if (state_ == State::asking) {
        answer_error(frame.id, {ErrorCode::wrong_state, "hello was said already", {}}, now, out);
    } else {
        state_ = State::asking;
        told_ = true;
        device_ = stand_in(hello->device);
        out.emplace_back(Tell{for_leader(id_, frame)});
    }
}

bool Session::may_take(
    Bucket& bucket, Rate rate, const std::optional<ClientId>& id, Instant now, Actions& out
) {
    if (bucket.take(rate, now)) {
        return true;
    }
    const auto wait = static_cast<std::uint32_t>(bucket.wait(rate).count());
    const std::string detail = "come back in " + std::to_string(wait) + " ms";
    answer_error(id, {ErrorCode::too_many, detail, {}, wait}, now, out);
    count_refusal(now, out);
    return false;
}

void Session::count_refusal(Instant now, Actions& out) {
    if (now - minute_ >= minute) {
        minute_ = now;
        refusals_ = 0;
    }
    if (++refusals_ >= limits_.refusals_a_minute && is_open()) {
        close(CloseCode::too_many, now, out);
    }
}

void Session::answer_error(
    const std::optional<ClientId>& id, const Refusal& refusal, Instant now, Actions& out
) {
    const auto code = static_cast<std::size_t>(refusal.code);
    DAGENG_ASSERT(code < Tally::error_codes);
    ++tally_.refused[code];
    push({protocol::error_frame(id, refusal), nullptr}, now, out);
}

void Session::refused(CloseCode code, Instant now, Actions& out) {
    heard();
    close(code, now, out);
}

void Session::accepted(const bus::Accepted& answer, Instant now, Actions& out) {
    if (state_ != State::asking) {
        return;
    }
    if (is_crowded()) {
        leave(CloseCode::try_later, now, out);
        return;
    }
    state_ = State::live;
    person_ = answer.person;
    role_ = answer.role;
    n_ = answer.n;
    for (const auto& frame : answer.frames) {
        greeting_bytes_ += frame->size();
        outbox_.push({{}, frame});
    }
    greeting_frames_ = answer.frames.size();
    note_queued();
    send_next(now, out);
}

void Session::rejected(const bus::Rejected& answer, Instant now, Actions& out) {
    if (!is_open()) {
        return;
    }
    if (answer.frame) {
        push({{}, answer.frame}, now, out);
    }
    leave(answer.code, now, out);
}

void Session::reply(const bus::Shared& frame, Instant now, Actions& out) {
    if (state_ == State::live) {
        push({{}, frame}, now, out);
    }
}

void Session::notice(const bus::Notice& notice, protocol::Offset prev, Instant now, Actions& out) {
    if (state_ != State::live || notice.n <= n_) {
        return;
    }
    n_ = notice.n;
    push({notice_head(notice, prev), notice.rest}, now, out);
}

void Session::moment(std::uint64_t slot, const bus::Shared& frame, Instant now, Actions& out) {
    if (state_ != State::live) {
        return;
    }
    if (outbox_.push_moment(slot, frame, limits_.queued_moments)) {
        ++tally_.moments_conflated;
    }
    send_next(now, out);
}

void Session::push(Frame frame, Instant now, Actions& out) {
    if (!is_open()) {
        return;
    }
    if (!writing_ && outbox_.empty()) {
        send(std::move(frame), now, out);
        return;
    }
    outbox_.push(std::move(frame));
    note_queued();
    const std::size_t most = is_crowded() ? limits_.share_bytes : limits_.queued_bytes;
    if (outbox_.frames() > limits_.queued_frames + greeting_frames_ ||
        outbox_.bytes() > most + greeting_bytes_) {
        close(CloseCode::too_slow, now, out);
        return;
    }
    send_next(now, out);
}

void Session::send_next(Instant now, Actions& out) {
    if (writing_) {
        return;
    }
    auto frame = outbox_.pop();
    note_queued();
    if (frame) {
        if (greeting_frames_ != 0) {
            --greeting_frames_;
            greeting_bytes_ -= std::min(greeting_bytes_, frame->size());
        }
        send(std::move(*frame), now, out);
    } else if (state_ == State::leaving) {
        close(leave_code_, now, out);
    }
}

void Session::send(Frame frame, Instant now, Actions& out) {
    writing_ = true;
    writing_since_ = now;
    ++tally_.frames_out;
    tally_.bytes_out += frame.size();
    out.emplace_back(Send{std::move(frame)});
}

void Session::written(Instant now, Actions& out) {
    writing_ = false;
    if (state_ <= State::leaving) {
        send_next(now, out);
    }
}

void Session::tick(Instant now, Actions& out) {
    if (state_ == State::over) {
        return;
    }
    if (state_ >= State::leaving) {
        if (now - since_ >= limits_.closing_time) {
            lost(out);
            out.emplace_back(End{});
        }
        return;
    }
    if (state_ == State::waiting && now - since_ >= limits_.hello_time) {
        close(CloseCode::not_signed_in, now, out);
        return;
    }
    if (writing_ && now - writing_since_ >= limits_.stalled_time) {
        close(CloseCode::too_slow, now, out);
        return;
    }
    if (now < next_ping_) {
        return;
    }
    if (unanswered_pings_ >= limits_.silent_pings) {
        ++tally_.dropped_silent;
        lost(out);
        out.emplace_back(End{});
        return;
    }
    ++unanswered_pings_;
    next_ping_ = now + ping_time_;
    out.emplace_back(Ping{});
}

void Session::close(CloseCode code, Instant now, Actions& out) {
    if (state_ >= State::closing) {
        return;
    }
    state_ = State::closing;
    since_ = now;
    outbox_ = {};
    note_queued();
    ++tally_.closed[code];
    tell_gone(out);
    out.emplace_back(CloseWith{code});
}

void Session::leave(CloseCode code, Instant now, Actions& out) {
    if (!is_open()) {
        return;
    }
    state_ = State::leaving;
    since_ = now;
    leave_code_ = code;
    outbox_.drop_moments();
    tell_gone(out);
    send_next(now, out);
}

void Session::lost(Actions& out) {
    state_ = State::over;
    outbox_ = {};
    note_queued();
    tell_gone(out);
}

void Session::note_queued() {
    tally_.queued_bytes += outbox_.bytes();
    tally_.queued_bytes -= std::exchange(queued_bytes_, outbox_.bytes());
}

bool Session::is_crowded() const {
    return tally_.queued_bytes > limits_.all_queued_bytes;
}

void Session::tell_gone(Actions& out) {
    if (std::exchange(told_, false)) {
        out.emplace_back(Tell{bus::Closed{id_}});
    }
}

} // namespace dageng::gateway
