#include "load-tests/client/client_frames.hpp"

#include <chrono>

namespace dageng::load {

protocol::TimeMs time_of_day() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

} // namespace dageng::load
