#include "server/gateway/wire.hpp"

#include "server/gateway/wires.hpp"

#include <array>
#include <utility>

namespace dageng::gateway {

namespace {

/// A burst that is longer waits in the session's outbox, which is bounded.
constexpr std::size_t most_held_bytes = std::size_t{64} * 1024;
constexpr std::size_t pieces_a_call = 32;

} // namespace

Wire::Wire(Channel channel, Stranger stranger, Hub& hub, Wires& wires, Instant now)
    : channel_(std::move(channel)), stranger_(std::move(stranger)), hub_(hub), wires_(wires),
      session_(hub.make_session(now)) {}

bool Wire::send(Frame frame) {
    std::string head;
    append_frame_head(head, text_opcode, frame.size());
    frame.head.insert(0, head);
    hold(std::move(frame));
    owes_written_ = blocked_ || held_bytes_ >= most_held_bytes;
    return !owes_written_;
}

void Wire::hurry() {
    wires_.hurry(*this);
}

void Wire::ping() {
    hold_control(ping_opcode, {});
}

void Wire::close(protocol::CloseCode code) {
    hold_close(static_cast<std::uint16_t>(code));
}

void Wire::end() {
    if (!over_) {
        over_ = true;
        wires_.bury(*this);
    }
}

void Wire::readable(Instant now) {
    do {
        const std::span<char> buffer = wires_.read_buffer();
        const auto got = channel_.receive(buffer);
        if (got.state == Channel::State::gone) {
            end();
        } else if (got.state == Channel::State::done && !deaf_) {
            take(buffer.first(got.bytes), now);
        }
        if (got.state != Channel::State::done) {
            return;
        }
    } while (!over_ && channel_.has_more());
}

void Wire::take(std::span<char> bytes, Instant now) {
    reader_.feed(bytes.data(), bytes.size());
    while (const auto heard = reader_.next()) {
        take(*heard, now);
        if (deaf_ || over_) {
            return;
        }
    }
}

void Wire::take(const Heard& heard, Instant now) {
    switch (heard.kind) {
    case Heard::Kind::text:
        hub_.text(*this, heard.payload, now);
        return;
    case Heard::Kind::ping:
        session_.heard();
        // Whoever doesn't read what it is sent gets no answers to store either.
        if (!closing_ && held_bytes_ < most_held_bytes) {
            hold_control(pong_opcode, heard.payload);
        }
        return;
    case Heard::Kind::pong:
        session_.heard();
        return;
    case Heard::Kind::close:
        answer_close(heard.code, now);
        return;
    case Heard::Kind::binary:
        deaf_ = true;
        hub_.refused(*this, protocol::CloseCode::not_text, now);
        return;
    case Heard::Kind::broken:
        deaf_ = true;
        hub_.refused(*this, static_cast<protocol::CloseCode>(heard.code), now);
        return;
    }
}

void Wire::answer_close(std::uint16_t code, Instant now) {
    if (!closing_) {
        hold_close(code);
    }
    flush(now);
    end();
}

void Wire::hold(Frame frame) {
    held_bytes_ += frame.size();
    held_.push_back(std::move(frame));
    if (!std::exchange(is_held_, true)) {
        wires_.hold(*this);
    }
}

void Wire::hold_control(std::uint8_t opcode, std::string_view payload) {
    Frame frame;
    append_frame_head(frame.head, opcode, payload.size());
    frame.head += payload;
    hold(std::move(frame));
}

/// `code` 0: without one.
void Wire::hold_close(std::uint16_t code) {
    const std::array<char, 2> payload{
        static_cast<char>(code >> 8U), static_cast<char>(code & 0xFFU)
    };
    hold_control(close_opcode, {payload.data(), code == 0 ? 0 : payload.size()});
    closing_ = true;
}

void Wire::writable(Instant now) {
    blocked_ = false;
    wires_.watch(*this, false);
    flush(now);
}

void Wire::flush(Instant now) {
    is_held_ = false;
    while (!over_ && !blocked_ && !held_.empty()) {
        if (!send_some()) {
            return;
        }
        if (held_.empty() && std::exchange(owes_written_, false)) {
            hub_.written(*this, now);
        }
    }
    if (held_.empty() && closing_ && deaf_) {
        channel_.end_sending();
    }
}

/// False when the connection is over.
bool Wire::send_some() {
    std::array<iovec, pieces_a_call> parts{};
    std::size_t count = 0;
    std::size_t skip = first_sent_;
    const auto add = [&](const std::string& bytes) {
        if (skip < bytes.size() && count < parts.size()) {
            // An iovec has no const pointer; nothing is written there.
            parts[count++] = {const_cast<char*>(bytes.data()) + skip, bytes.size() - skip};
        }
        skip -= std::min(skip, bytes.size());
    };
    for (const Frame& frame : held_) {
        if (count + 2 > parts.size()) {
            break;
        }
        add(frame.head);
        if (frame.rest) {
            add(*frame.rest);
        }
    }
    const auto sent = channel_.send({parts.data(), count});
    switch (sent.state) {
    case Channel::State::done:
        drop_sent(sent.bytes);
        return true;
    case Channel::State::blocked:
        blocked_ = true;
        wires_.watch(*this, true);
        return true;
    case Channel::State::gone:
        break;
    }
    end();
    return false;
}

void Wire::drop_sent(std::size_t bytes) {
    held_bytes_ -= bytes;
    bytes += first_sent_;
    std::size_t whole = 0;
    while (whole < held_.size() && bytes >= held_[whole].size()) {
        bytes -= held_[whole++].size();
    }
    first_sent_ = bytes;
    if (whole == held_.size()) {
        std::vector<Frame>().swap(held_); // An idle connection has no buffer.
    } else {
        held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(whole));
    }
}

} // namespace dageng::gateway
