#pragma once

#include "simulation/network.hpp"

namespace dageng::simulation {

/// What dispatchers do by hand to a running response: they hold and release it, move its scene,
/// want more people, and think better of what they did.
class Hands {
  public:
    Hands(Chance& chance, Network& network) : chance_(chance), network_(network) {}

    /// Does something to an open incident, or mostly nothing.
    bool act(const Phone& phone, const engine::Incident& incident);

    /// Takes a command back at once, now and then.
    void regret(const Phone& phone, const protocol::ClientId& command);

    /// Says something within an incident, or to everybody around, approves and takes back.
    bool speak(const Phone& phone, const engine::Incident& incident, const engine::State& state);

  private:
    bool command(const Phone& phone, const engine::Incident& incident, const engine::State& state);
    bool broadcast(const Phone& phone, const engine::Incident& incident, std::uint64_t last);
    protocol::Place near(const protocol::Place& place);

    Chance& chance_;
    Network& network_;
};

} // namespace dageng::simulation
