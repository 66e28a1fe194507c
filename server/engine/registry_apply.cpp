#include "protocol/assert.hpp"
#include "server/engine/apply.hpp"
#include "server/engine/safety_making.hpp"

#include <algorithm>

namespace dageng::engine {

namespace {

std::uint8_t category_index(const protocol::Catalogue& catalogue, const protocol::Slug& category) {
    const auto& categories = catalogue.categories.items;
    const auto found = std::find_if(categories.begin(), categories.end(), [&](const auto& info) {
        return info.category == category;
    });
    DAGENG_ASSERT(found != categories.end());
    return static_cast<std::uint8_t>(found - categories.begin());
}

/// The group of people like this one, made when there is none.
std::uint32_t group_index(State& state, Group like) {
    auto& trainings = like.trainings;
    std::sort(trainings.begin(), trainings.end());
    trainings.erase(std::unique(trainings.begin(), trainings.end()), trainings.end());
    const auto found =
        std::find_if(state.groups.begin(), state.groups.end(), [&](const Group& one) {
            return one.role == like.role && one.category == like.category &&
                   one.trainings == like.trainings && one.unit == like.unit;
        });
    const auto index = static_cast<std::uint32_t>(found - state.groups.begin());
    if (found == state.groups.end()) {
        state.groups.push_back(std::move(like));
    }
    return index;
}

} // namespace

std::shared_ptr<const protocol::Plan>
plan_for(const std::shared_ptr<const protocol::Catalogue>& catalogue, const protocol::Slug& kind) {
    if (!catalogue) {
        return nullptr;
    }
    for (const auto& plan : catalogue->plans.items) {
        if (plan.kind == kind) {
            return {catalogue, &plan};
        }
    }
    return plan_of_distress(kind);
}

void apply(State& state, Stamp stamp, const CatalogueTaken& event) {
    if (event.catalogue.version > 1) {
        state.catalogue_changed = stamp.n;
    }
    // A category keeps its index for good (Engine::take_catalogue refuses one that moves it).
    state.catalogue = std::make_shared<const protocol::Catalogue>(event.catalogue);
    state.on_duty_of.resize(event.catalogue.categories.items.size());
    state.engaged_of.resize(event.catalogue.categories.items.size());
    state.experience.resize(event.catalogue.categories.items.size() * 24);
}

void apply(State& state, Stamp, const BoundaryTaken& event) {
    state.outline = event.outline.value;
    auto boundary = geo::Boundary::from_text(state.outline);
    DAGENG_ASSERT(static_cast<bool>(boundary));
    state.boundary = std::move(*boundary);
}

void apply(State& state, Stamp, const PersonRegistered& event) {
    DAGENG_ASSERT(event.person.value == state.people.size() + 1);
    Person person;
    person.id = event.person;
    person.role = event.role;
    person.name = event.name;
    person.key = event.key;
    if (event.category) {
        person.category = category_index(*state.catalogue, *event.category);
        person.group = group_index(
            state, {event.role, *event.category, event.trainings.items, event.unit, 0, 0}
        );
        state.groups[person.group].members.push_back(person.id);
    }
    if (event.role == protocol::Role::dispatcher || event.role == protocol::Role::supervisor) {
        state.watchers.push_back(event.person);
    }
    state.last_key = std::max(state.last_key, event.key);
    state.people.push_back(std::move(person));
}

} // namespace dageng::engine
