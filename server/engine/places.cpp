#include "server/engine/places.hpp"

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
    if (slot >= heard_.size()) {
        heard_.resize(slot + 1);
    }
    heard_[slot] = heard;
    grid_.place(slot, plane_.to_plane(heard.at), note::of(person, heard.heard_at));
}

void Places::renew(const Person& person) {
    const std::uint32_t slot = slot_of(person.id);
    if (grid_.has(slot)) {
        grid_.note(slot, note::of(person, heard_[slot].heard_at));
    }
}

void Places::forget(protocol::PersonId person) {
    const std::uint32_t slot = slot_of(person);
    if (slot < heard_.size()) {
        heard_[slot] = {};
    }
    grid_.remove(slot);
}

std::optional<Heard> Places::of(protocol::PersonId person) const {
    const std::uint32_t slot = slot_of(person);
    if (!grid_.has(slot)) {
        return std::nullopt;
    }
    return heard_[slot];
}

bool Places::fresh(protocol::PersonId person, protocol::TimeMs now, std::int64_t age_ms) const {
    const std::uint32_t slot = slot_of(person);
    if (slot >= heard_.size()) {
        return false;
    }
    const protocol::TimeMs heard_at = heard_[slot].heard_at;
    return heard_at.value != 0 && now - heard_at <= age_ms;
}

std::uint32_t Places::distance_m(protocol::LatLon a, protocol::LatLon b) const {
    return geo::distance_cm(plane_.to_plane(a), plane_.to_plane(b)) / 100;
}

} // namespace dageng::engine
