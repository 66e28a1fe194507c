#pragma once

#include "simulation/crowd.hpp"
#include "simulation/hands.hpp"

#include <optional>

namespace dageng::simulation {

/// Who sits in the dispatch room, by the hour, and what they do: mostly what they should, and
/// sometimes anything at all.
class Dispatchers {
  public:
    Dispatchers(
        Chance& chance,
        Schedule& schedule,
        std::vector<Phone>& phones,
        District& district,
        Network& network,
        Crowd& crowd
    )
        : chance_(chance), schedule_(schedule), phones_(phones), district_(district),
          network_(network), crowd_(crowd), hands_(chance, network) {}

    void begin();

  private:
    void plan_turn(std::size_t who);
    /// A supervisor who was called answers, now and then.
    void plan_answer();
    void answer();
    void turn(std::size_t who);
    void act_well(const Phone& phone);
    void look_after(const Phone& phone, const engine::Incident& incident);
    void act_badly(const Phone& phone);
    void close(const Phone& phone, protocol::IncidentId incident);
    const engine::Incident* some_open();
    std::optional<protocol::PersonId> somebody_for(const engine::Incident& incident);
    protocol::AssignmentId some_assignment();

    Chance& chance_;
    Schedule& schedule_;
    std::vector<Phone>& phones_;
    District& district_;
    Network& network_;
    Crowd& crowd_;
    Hands hands_;
};

} // namespace dageng::simulation
