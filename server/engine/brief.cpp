#include "server/engine/brief.hpp"

#include "protocol/assert.hpp"

#include <algorithm>

namespace dageng::engine {

namespace {

constexpr std::int64_t day_ms = 86'400'000;
/// Rest is at most a day (Catalogue::rest_s), and a place may be told a little late.
constexpr std::int64_t longest_rest_ms = day_ms + 3'600'000;

} // namespace

Brief brief_of(const Person& person, TimeMs now) {
    Brief brief;
    brief.group = person.group;
    brief.engaged = static_cast<bool>(person.current);
    brief.responded = person.response_ended && now - *person.response_ended <= longest_rest_ms;
    brief.alerts = person.alerts;
    brief.alert_day = person.alert_day;
    brief.mode = person.mode;
    return brief;
}

geo::Grid::Note to_note(const Brief& brief, TimeMs heard_at) {
    DAGENG_ASSERT(brief.group < 1U << 20);
    const std::uint32_t mode = brief.mode ? static_cast<std::uint32_t>(*brief.mode) + 1 : 0;
    // A local day differs from this one by one at most: those left out are before yesterday.
    const bool counts = std::int64_t{brief.alert_day} + 2 >= heard_at.value / day_ms;
    const std::uint32_t alerts = counts ? std::min(brief.alerts, note::most_alerts) : 0;
    return {
        brief.group | (brief.engaged ? 1U << 20 : 0U) | (brief.responded ? 1U << 21 : 0U) |
            mode << 22 | (brief.alert_day & 3) << 24 | alerts << 26,
        static_cast<std::uint32_t>(heard_at.value / 1000)
    };
}

} // namespace dageng::engine
