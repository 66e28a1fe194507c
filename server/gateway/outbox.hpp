#pragma once

#include "server/bus/bus.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dageng::gateway {

/// One text frame: what is this connection's own, then what it shares with others.
struct Frame {
    std::string head;
    bus::Shared rest; ///< None: empty.

    std::size_t size() const { return head.size() + (rest ? rest->size() : 0); }
};

/// What waits to be sent on one connection. Holds no memory while empty.
class Outbox {
  public:
    /// Frames in order.
    void push(Frame frame);

    /// The newest of its slot; true when it took the place of one not yet sent. At `most` slots the
    /// oldest is dropped, which counts as replaced too.
    bool push_moment(std::uint64_t slot, bus::Shared frame, std::size_t most);

    /// The next to send: frames first, then moments.
    std::optional<Frame> pop();

    bool empty() const { return frames_.empty() && moments_.empty(); }
    std::size_t frames() const { return frames_.size() - first_; }
    std::size_t bytes() const { return bytes_; }
    void drop_moments() { std::vector<Moment>().swap(moments_); }

  private:
    using Moment = std::pair<std::uint64_t, bus::Shared>;

    std::vector<Frame> frames_; ///< From `first_` on.
    std::size_t first_ = 0;
    std::size_t bytes_ = 0; ///< Of the frames.
    std::vector<Moment> moments_;
};

} // namespace dageng::gateway
