#include "server/engine/catalogue_v1.hpp"

#include <utility>

namespace dageng::engine {

namespace {

protocol::Plan raised(PlanV1 old) {
    protocol::Plan plan;
    plan.kind = std::move(old.kind);
    plan.name = std::move(old.name);
    plan.icon = std::move(old.icon);
    plan.priority = old.priority;
    protocol::AlarmLevel level;
    level.waves = std::move(old.waves);
    if (old.wanted.value > 0) {
        protocol::Need need;
        need.count = {old.wanted.value};
        need.categories = std::move(old.eligible);
        level.needs.items.push_back(std::move(need));
    }
    plan.levels.items.push_back(std::move(level));
    plan.offer_s = old.offer_s;
    plan.reach_s = old.reach_s;
    plan.arrival_m = old.arrival_m;
    plan.max_age_s = old.max_age_s;
    plan.prior = {{1}, {decltype(protocol::Prior::asked)::max}};
    plan.confidence = {decltype(plan.confidence)::max};
    plan.brief = std::move(old.brief);
    plan.bring = std::move(old.bring);
    plan.caution = std::move(old.caution);
    return plan;
}

} // namespace

CatalogueTaken raise(CatalogueTakenV1 taken) {
    CatalogueV1& old = taken.catalogue;
    CatalogueTaken event;
    protocol::Catalogue& catalogue = event.catalogue;
    catalogue.version = old.version;
    catalogue.district = std::move(old.district);
    catalogue.code = std::move(old.code);
    catalogue.utc_offset_min = old.utc_offset_min;
    catalogue.place_age_s = old.place_age_s;
    catalogue.duty_s = old.duty_s;
    catalogue.alerts_a_day = {decltype(catalogue.alerts_a_day)::max};
    catalogue.categories = std::move(old.categories);
    for (PlanV1& plan : old.plans.items) {
        catalogue.plans.items.push_back(raised(std::move(plan)));
    }
    catalogue.dispositions = std::move(old.dispositions);
    return event;
}

} // namespace dageng::engine
