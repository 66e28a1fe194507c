#pragma once

#include "simulation/crowd.hpp"

namespace dageng::simulation {

/// Tips and calls, at rates by the hour; what reporters add, and what they take back.
class Reporters {
  public:
    Reporters(
        const Options& options,
        Chance& chance,
        Schedule& schedule,
        std::vector<Phone>& phones,
        District& district,
        Network& network,
        Crowd& crowd
    )
        : options_(options), chance_(chance), schedule_(schedule), phones_(phones),
          district_(district), network_(network), crowd_(crowd) {}

    void begin() { plan_next(); }

  private:
    void plan_next();
    void report();
    void call();
    void follow_up(std::size_t index);
    std::size_t somebody();
    protocol::Slug some_kind();
    protocol::LatLon near(const Phone& phone);
    template <class P>
    P words_of(const Phone& phone);

    const Options& options_;
    Chance& chance_;
    Schedule& schedule_;
    std::vector<Phone>& phones_;
    District& district_;
    Network& network_;
    Crowd& crowd_;
};

} // namespace dageng::simulation
