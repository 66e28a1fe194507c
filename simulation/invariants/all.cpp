#include "simulation/invariants/invariant.hpp"

namespace dageng::simulation {

const std::vector<Invariant>& all_invariants() {
    static const std::vector<Invariant> all = [] {
        std::vector<Invariant> joined;
        for (const auto& some :
             {asking_invariants(),
              holding_invariants(),
              waiting_invariants(),
              telling_invariants(),
              hands_invariants(),
              explaining_invariants(),
              desk_invariants()}) {
            joined.insert(joined.end(), some.begin(), some.end());
        }
        return joined;
    }();
    return all;
}

} // namespace dageng::simulation
