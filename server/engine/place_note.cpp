#include "server/engine/place_note.hpp"

#include "protocol/assert.hpp"

#include <algorithm>

namespace dageng::engine::note {

namespace {

constexpr std::int64_t day_ms = 86'400'000;
/// Rest is at most a day (Catalogue::rest_s), and a place may be told a little late.
constexpr std::int64_t longest_rest_ms = day_ms + 3'600'000;

} // namespace

geo::Grid::Note of(const Person& person, TimeMs heard_at) {
    DAGENG_ASSERT(person.group < 1U << 20);
    const bool responded =
        person.response_ended.value != 0 && heard_at - person.response_ended <= longest_rest_ms;
    const std::uint32_t mode = person.mode ? static_cast<std::uint32_t>(*person.mode) + 1 : 0;
    // A local day differs from this one by one at most: those left out are before yesterday.
    const bool counts = std::int64_t{person.alert_day} + 2 >= heard_at.value / day_ms;
    const std::uint32_t alerts = counts ? std::min<std::uint32_t>(person.alerts, most_alerts) : 0;
    return {
        person.group | (person.current ? 1U << 20 : 0U) | (responded ? 1U << 21 : 0U) | mode << 22 |
            (person.alert_day & 3U) << 24 | alerts << 26,
        static_cast<std::uint32_t>(heard_at.value / 1000)
    };
}

} // namespace dageng::engine::note
