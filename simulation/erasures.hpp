#pragma once

#include "simulation/chance.hpp"
#include "simulation/district.hpp"
#include "simulation/phone.hpp"
#include "simulation/schedule.hpp"

#include <vector>

namespace dageng::simulation {

/// People who want to be forgotten, while the district is at work: those on whom nobody depends at
/// the moment are.
class Erasures {
  public:
    Erasures(
        Chance& chance, Schedule& schedule, const std::vector<Phone>& phones, District& district
    )
        : chance_(chance), schedule_(schedule), phones_(phones), district_(district) {}

    void begin() { plan_next(); }

  private:
    void plan_next();
    void forget_somebody();

    Chance& chance_;
    Schedule& schedule_;
    const std::vector<Phone>& phones_;
    District& district_;
};

} // namespace dageng::simulation
