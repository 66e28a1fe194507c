#pragma once

#include "simulation/crowd.hpp"

namespace dageng::simulation {

/// What people on duty do when they are asked: they look, accept, decline, stay silent, go, arrive,
/// give up.
class Responders {
  public:
    Responders(
        Chance& chance,
        Schedule& schedule,
        std::vector<Phone>& phones,
        District& district,
        Network& network,
        Crowd& crowd
    )
        : chance_(chance), schedule_(schedule), phones_(phones), district_(district),
          network_(network), crowd_(crowd) {}

    void hear(Phone& phone, const Notice& notice);
    /// Has the snapshot: believes what it says.
    void catch_up(Phone& phone);

  private:
    void asked(Phone& phone, const engine::OfferMade& offer, protocol::Offset n);
    void answer_in(const Phone& phone, protocol::AssignmentId offer, std::int64_t ms);
    void changed(Phone& phone, const engine::AssignmentChanged& change);
    void go(Phone& phone, protocol::AssignmentId assignment, protocol::IncidentId incident);
    void say_in(
        const Phone& phone,
        protocol::AssignmentId assignment,
        protocol::Progress progress,
        std::int64_t ms
    );

    Chance& chance_;
    Schedule& schedule_;
    std::vector<Phone>& phones_;
    District& district_;
    Network& network_;
    Crowd& crowd_;
};

} // namespace dageng::simulation
