#include "server/engine/front_rules.hpp"

#include "server/engine/incident_making.hpp"
#include "server/engine/retention_rules.hpp"
#include "server/engine/some_incidents.hpp"

#include <algorithm>
#include <utility>

namespace dageng::engine {

using protocol::ErrorCode;

namespace {

bool may_leave(const State& state, const Incident& incident, TimeMs last) {
    const auto ended = ended_at(incident);
    return ended && *ended <= last && incident.words_expired && !incident.legal_hold &&
           (incident.photos_expired || photos_of(state, incident.id).empty());
}

bool may_leave(const State& state, const Broadcast& broadcast, TimeMs last) {
    return broadcast.expired && broadcast.last_at() <= last && !is_held(state, broadcast);
}

void add_parts(const State& state, FrontCut& wish) {
    for (const IncidentId id : wish.incidents) {
        const Incident& incident = state.incidents.at(id);
        wish.tips.insert(wish.tips.end(), incident.tips.begin(), incident.tips.end());
        wish.assignments.insert(
            wish.assignments.end(), incident.assignments.begin(), incident.assignments.end()
        );
    }
}

} // namespace

std::optional<TimeMs> front_limit(const State& state, TimeMs now) {
    if (!state.catalogue || !state.catalogue->journal_days) {
        return std::nullopt;
    }
    return now + -state.catalogue->journal_days->value * one_day_ms;
}

FrontLook look_at_front(const State& state, IncidentId after, std::size_t look, TimeMs last) {
    FrontLook found;
    found.next = visit_some(state, after, look, [&](const Incident& incident) {
        if (may_leave(state, incident, last)) {
            found.leaving.push_back(incident.id);
        } else if (found.stays == 0 || incident.opened_n < found.stays) {
            found.stays = incident.opened_n;
            found.stays_at = incident.opened_at;
        }
    });
    return found;
}

std::uint64_t broadcasts_leaving(const State& state, TimeMs last) {
    const auto& all = state.broadcasts.all;
    const auto first = std::find_if(all.begin(), all.end(), [&](const Broadcast& one) {
        return !may_leave(state, one, last);
    });
    return static_cast<std::uint64_t>(first - all.begin());
}

protocol::Result<Event> cut_front(const State& state, const FrontCut& wish, TimeMs now) {
    const auto limit = front_limit(state, now);
    const auto known = [&](IncidentId id) {
        const auto found = state.incidents.find(id);
        return found != state.incidents.end() && may_leave(state, found->second, wish.at);
    };
    const bool leave = std::all_of(wish.incidents.begin(), wish.incidents.end(), known) &&
                       wish.broadcasts <= broadcasts_leaving(state, wish.at);
    if (!limit || wish.at >= *limit || wish.last <= state.front.last || !leave) {
        return refuse(ErrorCode::wrong_state, "its time isn't over", "last");
    }
    FrontCut event = wish;
    event.tips.clear();
    event.assignments.clear();
    add_parts(state, event);
    return Event{std::move(event)};
}

} // namespace dageng::engine
