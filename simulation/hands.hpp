#pragma once

#include "simulation/crowd.hpp"

namespace dageng::simulation {

/// What dispatchers do by hand to a running response: they hold and release it, move its scene,
/// want more people, and think better of what they did.
class Hands {
  public:
    Hands(Chance& chance, District& district, Network& network, Crowd& crowd)
        : chance_(chance), district_(district), network_(network), crowd_(crowd) {}

    /// Does something to an open incident, or mostly nothing.
    bool act(const Phone& phone, const engine::Incident& incident);

    /// Takes a command back at once, now and then.
    void regret(const Phone& phone, const protocol::ClientId& command);

  private:
    protocol::Place near(const protocol::Place& place);

    Chance& chance_;
    District& district_;
    Network& network_;
    Crowd& crowd_;
};

} // namespace dageng::simulation
