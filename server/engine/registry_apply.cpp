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

/// Puts a responder who isn't on duty into the group of people like this one.
void regroup(State& state, Person& person, Group like) {
    const std::uint32_t number = person.id.value;
    std::erase(state.groups[person.group].members, number);
    person.category = category_index(*state.catalogue, like.category);
    person.group = group_index(state, std::move(like));
    auto& members = state.groups[person.group].members;
    members.insert(std::lower_bound(members.begin(), members.end(), number), number);
}

/// Moving everybody to a larger place takes milliseconds once there are many: a district that is
/// more than a village gets room for a large one at once, which costs addresses, and memory as it
/// fills.
template <class T>
void make_room(std::vector<T>& of_people) {
    constexpr std::size_t village = 1024;
    constexpr std::size_t large = 1U << 18U;
    if (of_people.size() == of_people.capacity() && of_people.size() >= village) {
        of_people.reserve(std::max(large, 2 * of_people.size()));
    }
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
    person.key = event.key;
    if (event.category) {
        person.category = category_index(*state.catalogue, *event.category);
        person.group = group_index(
            state, {event.role, *event.category, event.trainings.items, event.unit, 0, 0}
        );
        state.groups[person.group].members.push_back(person.id.value);
    }
    if (event.role == protocol::Role::dispatcher || event.role == protocol::Role::supervisor) {
        state.watchers.push_back(event.person);
    }
    state.last_key = std::max(state.last_key, event.key);
    make_room(state.registry.unit_of);
    state.registry.unit_of.push_back(no_unit);
    if (event.phone) {
        state.registry.phones.emplace(event.person, *event.phone);
    }
    make_room(state.names);
    state.names.push_back(event.name);
    make_room(state.people);
    state.people.push_back(std::move(person));
}

void apply(State& state, Stamp, const UnitSet& event) {
    Registry& registry = state.registry;
    const auto [known, fresh] = registry.index_of.try_emplace(
        event.unit, static_cast<std::uint32_t>(registry.units.size())
    );
    if (fresh) {
        registry.units.emplace_back();
    }
    Unit& unit = registry.units[known->second];
    unit.unit = event.unit;
    unit.above = event.above ? registry.index_of.at(*event.above) : no_unit;
    unit.name = event.name;
    unit.stewards = {event.contact, event.trainer, event.manager};
}

void apply(State& state, Stamp, const PersonPlaced& event) {
    Person& person = *state.person(event.person);
    state.registry.unit_of[event.person.value - 1] = state.registry.index_of.at(event.unit);
    if (person.category == no_category) {
        return;
    }
    const Group& now = state.groups[person.group];
    if (now.unit != event.plan_unit) {
        regroup(state, person, {now.role, now.category, now.trainings, event.plan_unit, 0, 0});
    }
}

void apply(State& state, Stamp, const PersonQualified& event) {
    Person& person = *state.person(event.person);
    regroup(
        state,
        person,
        {person.role, event.category, event.trainings.items, state.groups[person.group].unit, 0, 0}
    );
}

void apply(State& state, Stamp stamp, const ServiceSet& event) {
    if (event.service == protocol::Service::serving) {
        state.registry.not_serving.erase(event.person);
    } else {
        state.registry.not_serving[event.person] = {event.service, stamp.at, event.until};
    }
}

void apply(State& state, Stamp, const StewardsSet& event) {
    const Stewards stewards{event.contact, event.trainer, event.manager};
    if (stewards == Stewards{}) {
        state.registry.own.erase(event.person);
    } else {
        state.registry.own[event.person] = stewards;
    }
}

void apply(State& state, Stamp, const ImportAdvanced& event) {
    Import& import = state.registry.import;
    import.import = event.import.value;
    import.rows = event.rows;
    if (event.made) {
        make_room(import.made);
        import.made.push_back(event.made);
    }
}

void apply(State& state, Stamp stamp, const ImportEnded& event) {
    state.registry.imported[event.import.value] = stamp.at;
    state.registry.import = {};
}

} // namespace dageng::engine
