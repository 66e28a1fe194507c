#pragma once

#include "tests/engine/town.hpp"

#include <cstdint>
#include <random>

namespace dageng::test {

/// The small catalogue with duplicates, referrals, plans for distress, and check-ins every minute.
Catalogue busy_catalogue();

/// A town in which chance acts: people come and go, report, accept, decline or stay silent, and
/// dispatchers put their hands in, sensibly or not. The same seed, the same town. Check-ins are
/// asked for every minute.
class RandomTown {
  public:
    explicit RandomTown(std::uint64_t seed, Catalogue catalogue = busy_catalogue());

    /// One thing happens, and what follows from it.
    void step();
    void steps(int count) {
        for (int i = 0; i < count; ++i) {
            step();
        }
    }

    std::uint64_t below(std::uint64_t limit) { return chance_() % limit; }

    Town town;
    std::vector<PersonId> dispatchers;
    PersonId supervisor;
    PersonId administrator;
    std::vector<PersonId> residents;
    std::vector<PersonId> helpers;

  private:
    template <class T>
    const T& one_of(const std::vector<T>& some) {
        return some[below(some.size())];
    }
    void build_roads();
    LatLon somewhere();
    PersonId anybody();
    IncidentId some_incident();
    AssignmentId some_assignment();
    TipId some_tip();
    void move();
    void report();
    void call();
    void answer();
    void go_on();
    void duty();
    void dispatcher_acts();
    void triage();
    void reporter_acts();
    void upload();
    void safety();
    void hands();
    void talk();
    void broadcast();
    void desk();
    void registry();
    void command();
    void wait();

    std::mt19937_64 chance_;
    std::uint64_t photos_ = 0;
};

} // namespace dageng::test
