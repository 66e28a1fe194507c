#include "server/engine/places.hpp"

#include <algorithm>

namespace dageng::engine {

namespace {

/// Most points lie within 30 km of a district's centre.
constexpr std::int32_t half_side_cm = 3'000'000;
constexpr geo::BoxCm usual_box{{-half_side_cm, -half_side_cm}, {half_side_cm, half_side_cm}};

std::uint32_t slot_of(protocol::PersonId person) {
    return static_cast<std::uint32_t>(person.value - 1);
}

} // namespace

Places::Places(protocol::LatLon centre) : plane_(centre), grid_(usual_box) {}

void Places::put(const Person& person, const Heard& heard) {
    const std::uint32_t slot = slot_of(person.id);
    if (slot >= kept_.size()) {
        kept_.resize(slot + 1);
    }
    kept_[slot] = {
        heard.at,
        static_cast<std::uint16_t>(std::clamp(heard.accuracy_m, 0, 65'535)),
        static_cast<std::uint16_t>(heard.heard_at.value % 1000)
    };
    grid_.place(slot, plane_.to_plane(heard.at), note::of(person, heard.heard_at));
}

protocol::TimeMs Places::heard_at(std::uint32_t slot) const {
    return note::heard_at(grid_.note(slot)) + kept_[slot].heard_ms;
}

void Places::renew(const Person& person) {
    const std::uint32_t slot = slot_of(person.id);
    if (grid_.has(slot)) {
        grid_.note(slot, note::of(person, heard_at(slot)));
    }
}

void Places::forget(protocol::PersonId person) {
    grid_.remove(slot_of(person));
}

std::optional<Heard> Places::of(protocol::PersonId person) const {
    const std::uint32_t slot = slot_of(person);
    if (!grid_.has(slot)) {
        return std::nullopt;
    }
    const Kept& kept = kept_[slot];
    return Heard{kept.at, kept.accuracy_m, heard_at(slot)};
}

bool Places::fresh(protocol::PersonId person, protocol::TimeMs now, std::int64_t age_ms) const {
    const std::uint32_t slot = slot_of(person);
    return grid_.has(slot) && now - heard_at(slot) <= age_ms;
}

std::uint32_t Places::distance_m(protocol::LatLon a, protocol::LatLon b) const {
    return geo::distance_cm(plane_.to_plane(a), plane_.to_plane(b)) / 100;
}

} // namespace dageng::engine
