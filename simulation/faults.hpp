#pragma once

#include "simulation/network.hpp"

namespace dageng::simulation {

/// What happens to the district's journal: it grows slow, refuses, or loses its power between two
/// bytes; and after a while the district is there again.
class Faults {
  public:
    Faults(
        const Options& options,
        Chance& chance,
        Schedule& schedule,
        District& district,
        Network& network
    )
        : options_(options), chance_(chance), schedule_(schedule), district_(district),
          network_(network) {}

    void begin();
    /// No run ends with the district down.
    void end();

  private:
    void plan_next(std::int64_t in_ms);
    void strike();
    void come_back();

    const Options& options_;
    Chance& chance_;
    Schedule& schedule_;
    District& district_;
    Network& network_;
};

} // namespace dageng::simulation
