#pragma once

#include "server/gateway/gathering.hpp"
#include "server/gateway/wire.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

struct epoll_event; // NOLINT(readability-identifier-naming): the system's.

namespace dageng::gateway {

/// All WebSockets of one I/O thread, and the wait for them. One thread, but for `wake`.
///
/// It is epoll itself and not Asio, because of what a frame costs: one wait and one read. Asio adds
/// a second read that finds nothing, a second wait, and a buffer for each connection.
class Wires {
  public:
    /// Throws std::system_error.
    explicit Wires(Hub& hub);
    Wires(const Wires&) = delete;
    Wires& operator=(const Wires&) = delete;
    /// Cuts all of them.
    ~Wires();

    /// A WebSocket whose opening handshake is done. Closed at once when it can't be watched.
    void adopt(Channel channel, Stranger stranger, Instant now);

    /// Waits until something comes, `wake` is called, or an alarm is due; then handles all that is
    /// ready. Where frames come thick, it takes several at a time (Gathering).
    void wait();
    /// `wait` ends once when this time is over; takes the place of the alarm before. An alarm of
    /// the kernel's and not a limit to each wait: that would have the timer set anew for every
    /// frame.
    void set_alarm(std::chrono::milliseconds after);
    /// Ends `wait`. Any thread.
    void wake();

    /// Sends everything that is held.
    void flush(Instant now);
    /// Forgets those that have ended. Not while the hub is at work.
    void forget_dead();

    // ---- from its wires ----

    std::span<char> read_buffer() { return buffer_; }
    /// There is something to send.
    void hold(Wire& wire) { held_.push_back(&wire); }
    /// What it holds goes first.
    void hurry(Wire& wire) { hurried_.push_back(&wire); }
    void watch(const Wire& wire, bool writable);
    void bury(Wire& wire) { dead_.push_back(&wire); }

  private:
    void gather() const;
    void handle(const epoll_event& event, Instant now);

    Hub& hub_;
    int epoll_ = -1;
    int wake_ = -1;
    int alarm_ = -1;
    Gathering gathering_;
    std::vector<char> buffer_;                 ///< What a read brings, of whichever connection.
    std::vector<std::unique_ptr<Wire>> wires_; ///< By descriptor.
    std::vector<Wire*> hurried_;
    std::vector<Wire*> held_;
    std::vector<Wire*> flushing_; ///< Kept for its memory.
    std::vector<Wire*> dead_;
};

} // namespace dageng::gateway
