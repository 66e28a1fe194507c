#include "server/engine/retention_rules.hpp"

#include "server/engine/incident_making.hpp"
#include "server/engine/some_incidents.hpp"

#include <algorithm>
#include <string>

namespace dageng::engine {

using protocol::ErrorCode;

namespace {

std::optional<protocol::Retention> times_for(const State& state, const Incident& incident) {
    const auto plan = plan_for(state.catalogue, incident.kind);
    return plan && plan->retention ? plan->retention : state.catalogue->retention;
}

bool is_told(const Incident& incident, RecordPart part) {
    return part == RecordPart::words ? incident.words_expired : incident.photos_expired;
}

/// When the time of a part is over; nothing: it isn't, as far as is known.
std::optional<TimeMs> over_at(const State& state, const Incident& incident, RecordPart part) {
    const auto ended = ended_at(incident);
    const auto times = times_for(state, incident);
    if (!ended || !times || incident.legal_hold) {
        return std::nullopt;
    }
    const std::int64_t days =
        part == RecordPart::words ? times->words_days.value : times->photos_days.value;
    return *ended + days * one_day_ms;
}

/// The same of a broadcast's words, from when last something became of it.
std::optional<TimeMs> over_at(const State& state, const Broadcast& broadcast) {
    const auto& times = state.catalogue->retention;
    const bool over = broadcast.ended || (broadcast.sent && !broadcast.spreads());
    if (!times || !over || is_held(state, broadcast)) {
        return std::nullopt;
    }
    return broadcast.last_at() + times->words_days.value * one_day_ms;
}

template <class Visit>
void for_each_photo(const Tip& tip, Visit visit) {
    std::for_each(tip.photos.items.begin(), tip.photos.items.end(), visit);
    for (const TipAddition& addition : tip.additions) {
        std::for_each(addition.photos.items.begin(), addition.photos.items.end(), visit);
    }
}

} // namespace

DueRecords due_records(const State& state, IncidentId after, std::size_t look, TimeMs now) {
    DueRecords found;
    found.next = visit_some(state, after, look, [&](const Incident& incident) {
        for (const RecordPart part : {RecordPart::words, RecordPart::photos}) {
            const auto over = over_at(state, incident, part);
            if (is_told(incident, part) || (over && *over <= now)) {
                found.due.push_back(
                    {incident.id, part, over.value_or(TimeMs{}), is_told(incident, part)}
                );
            }
        }
    });
    return found;
}

protocol::Result<Event> expire(const State& state, IncidentId id, RecordPart part, TimeMs now) {
    const auto incident = find_incident(state, id, "incident");
    if (!incident) {
        return incident.refusal();
    }
    const auto over = over_at(state, **incident, part);
    if (!over || *over > now || is_told(**incident, part)) {
        return refuse(ErrorCode::wrong_state, "its time isn't over", "incident");
    }
    return Event{RecordExpired{id, part}};
}

bool is_held(const State& state, const Broadcast& broadcast) {
    const auto about = broadcast.made.about;
    return about && state.incidents.at(*about).legal_hold;
}

std::vector<DueBroadcast> due_broadcasts(const State& state, TimeMs now) {
    std::vector<DueBroadcast> due;
    for (const Broadcast& one : state.broadcasts.all) {
        if (one.left()) {
            continue; // It left (FrontCut).
        }
        const auto over = over_at(state, one);
        if (one.expired || (over && *over <= now)) {
            due.push_back({one.made.broadcast, one.key, over.value_or(TimeMs{}), one.expired});
        }
    }
    return due;
}

protocol::Result<Event> expire_broadcast(const State& state, std::uint64_t number, TimeMs now) {
    const Broadcast* const broadcast = state.broadcasts.of(number);
    if (broadcast == nullptr) {
        return refuse(ErrorCode::not_found, "there is no such broadcast", "broadcast");
    }
    const auto over = over_at(state, *broadcast);
    if (!over || *over > now || broadcast->expired) {
        return refuse(ErrorCode::wrong_state, "its time isn't over", "broadcast");
    }
    return Event{BroadcastExpired{number}};
}

std::vector<KeyId> keys_of_part(const State& state, IncidentId id, RecordPart part) {
    const Incident& incident = state.incidents.at(id);
    std::vector<KeyId> keys;
    if (part == RecordPart::words) {
        keys.push_back(incident.key);
        if (incident.next_key) {
            keys.push_back(incident.next_key);
        }
        for (const TipId tip : incident.tips) {
            keys.push_back(state.tips.at(tip).key);
        }
    } else {
        for (const auto& photo : photos_of(state, id)) {
            keys.push_back(state.photos.at(photo).key);
        }
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

std::vector<protocol::ClientId> photos_of(const State& state, IncidentId id) {
    std::vector<protocol::ClientId> photos;
    for (const TipId tip : state.incidents.at(id).tips) {
        for_each_photo(state.tips.at(tip), [&](const protocol::ClientId& photo) {
            if (state.photos.contains(photo)) {
                photos.push_back(photo);
            }
        });
    }
    return photos;
}

std::optional<IncidentId> incident_of_code(const State& state, const protocol::IncidentCode& code) {
    for (auto one = state.incidents.rbegin(); one != state.incidents.rend(); ++one) {
        if (one->second.code == code) {
            return one->first;
        }
    }
    return std::nullopt;
}

protocol::Result<Event>
set_legal_hold(const State& state, IncidentId id, bool on, const protocol::Text<10, 200>& reason) {
    const auto incident = find_incident(state, id, "incident");
    if (!incident) {
        return incident.refusal();
    }
    if ((*incident)->legal_hold == on) {
        return refuse(
            ErrorCode::wrong_state, on ? "is under a hold" : "is under no hold", "incident"
        );
    }
    return Event{LegalHoldSet{id, on, reason}};
}

} // namespace dageng::engine
