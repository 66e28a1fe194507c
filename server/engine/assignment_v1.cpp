#include "server/engine/assignment_v1.hpp"

#include <utility>

namespace dageng::engine {

OfferMade raise(OfferMadeV1 made) {
    OfferMade event;
    event.assignment = made.assignment;
    event.incident = made.incident;
    event.person = made.person;
    event.name = std::move(made.name);
    event.category = std::move(made.category);
    event.code = std::move(made.code);
    event.kind = std::move(made.kind);
    event.priority = made.priority;
    event.place = made.place;
    event.wanted = made.wanted;
    event.wave = made.wave;
    event.distance_m = made.distance_m;
    event.channel = made.channel;
    event.reach_by = made.reach_by;
    event.expires_at = made.expires_at;
    event.eta_s = made.eta_s;
    event.need = made.need;
    event.exercise = made.exercise;
    return event;
}

} // namespace dageng::engine
