#include "simulation/erasures.hpp"

namespace dageng::simulation {

namespace {

/// A few each hour: many more than any district knows, and few enough to leave it its people.
constexpr std::int64_t most_apart_ms = 1'200'000;

} // namespace

void Erasures::plan_next() {
    schedule_.at(district_.now() + chance_.between(1'000, most_apart_ms), [this] {
        forget_somebody();
        plan_next();
    });
}

void Erasures::forget_somebody() {
    const Phone& phone = phones_[chance_.below(phones_.size())];
    // Rooms aren't run without dispatchers here, or hours would become quieter.
    if (!district_.down() &&
        district_.state().person(phone.person)->role != protocol::Role::dispatcher) {
        district_.erase(phone.person);
    }
}

} // namespace dageng::simulation
