#pragma once

#include "protocol/ids.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace dageng::sign_in {

using protocol::TimeMs;

/// Counts failures by whatever is tried, so that guessing takes for ever. One thread.
class Attempts {
  public:
    /// After `most` failures within `time`: waits until `time` after the first of them.
    struct Bound {
        unsigned most = 10;
        std::chrono::milliseconds time = std::chrono::minutes(15);
    };

    /// So many are remembered; those whose time began first are forgotten first.
    static constexpr std::size_t max_kept = 100'000;

    explicit Attempts(Bound bound) : bound_(bound) {}

    /// How long to wait before the next try; nothing when there is no need to.
    std::optional<std::chrono::milliseconds> wait(const std::string& what, TimeMs now);
    void failed(const std::string& what, TimeMs now);
    void succeeded(const std::string& what) { failures_.erase(what); }

    std::size_t size() const { return failures_.size(); }

  private:
    struct Failures {
        TimeMs first;
        unsigned count = 0;
    };

    bool is_over(const Failures& failures, TimeMs now) const {
        return now - failures.first >= bound_.time.count();
    }
    void make_room(TimeMs now);

    const Bound bound_;
    std::map<std::string, Failures> failures_;
};

} // namespace dageng::sign_in
