#include "server/district/time.hpp"

#include <chrono>

namespace dageng::district {

Clocks read_clocks() {
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    const auto wall = std::chrono::system_clock::now().time_since_epoch();
    const auto steady = std::chrono::steady_clock::now().time_since_epoch();
    return {duration_cast<milliseconds>(wall).count(), duration_cast<milliseconds>(steady).count()};
}

} // namespace dageng::district
