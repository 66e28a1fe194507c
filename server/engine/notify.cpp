#include "server/engine/notify.hpp"

#include "server/engine/eligibility.hpp"

#include <algorithm>

namespace dageng::engine {

namespace {

bool were_told(const Incident& incident, std::uint32_t level) {
    return std::any_of(
        incident.notified.begin(),
        incident.notified.end(),
        [&](const Notified& told) {
            return told.level == level && told.kind == incident.kind &&
                   told.place.at == incident.place.at;
        }
    );
}

std::vector<PersonId>
on_duty_of(const State& state, const std::vector<protocol::Slug>& units, const Incident& incident) {
    const auto known_to = concerned(state, incident);
    std::vector<PersonId> people;
    for (const Group& group : state.groups) {
        const bool named =
            group.unit && std::find(units.begin(), units.end(), *group.unit) != units.end();
        if (!named || group.on_duty == 0) {
            continue;
        }
        for (const std::uint32_t member : group.members) {
            const PersonId id{member};
            const bool knows = std::binary_search(known_to.begin(), known_to.end(), id);
            if (state.person(id)->on_duty && !knows) {
                people.push_back(id);
            }
        }
    }
    std::sort(people.begin(), people.end());
    people.resize(std::min(people.size(), most_notified));
    return people;
}

} // namespace

std::vector<Event> notify_units(const State& state, const Incident& incident) {
    if (incident.dispatcher_only) {
        return {};
    }
    const auto& levels = incident.plan->levels.items;
    for (std::uint32_t level = 1; level <= incident.level && level <= levels.size(); ++level) {
        const auto& notify = levels[level - 1].notify;
        if (notify && !notify->items.empty() && !were_told(incident, level)) {
            return {UnitsNotified{
                incident.id,
                level,
                incident.kind,
                incident.place,
                *notify,
                {on_duty_of(state, notify->items, incident)}
            }};
        }
    }
    return {};
}

} // namespace dageng::engine
