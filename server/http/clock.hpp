#pragma once

#include <chrono>

namespace dageng::http {

/// A moment of the steady clock, in milliseconds since some fixed moment.
using Instant = std::chrono::milliseconds;

inline Instant steady_now() {
    return std::chrono::duration_cast<Instant>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace dageng::http
