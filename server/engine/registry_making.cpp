#include "server/engine/registry_making.hpp"

#include "server/engine/incident_making.hpp"
#include "server/engine/registry_tree.hpp"
#include "server/engine/rules.hpp"

#include <algorithm>
#include <string>

namespace dageng::engine {

using protocol::ErrorCode;
using protocol::Refusal;
using protocol::Role;
using protocol::Service;

namespace {

constexpr std::size_t most_units = 5000;

template <class Info>
bool knows(const std::vector<Info>& known, protocol::Slug Info::* name, const protocol::Slug& one) {
    return std::any_of(known.begin(), known.end(), [&](const Info& info) {
        return info.*name == one;
    });
}

/// What plans know the people of a unit by, of the registry or of the catalogue alone.
std::optional<protocol::Slug>
plan_unit(const State& state, const std::optional<protocol::Slug>& unit) {
    if (!unit || index_of(state, *unit) == no_unit) {
        return unit;
    }
    return plan_unit_of(state, index_of(state, *unit));
}

std::optional<Refusal> unknown_skills(
    const State& state,
    Role role,
    const std::optional<protocol::Slug>& category,
    const std::vector<protocol::Slug>& trainings
) {
    const bool responder = protocol::responder_roles.has(role);
    if (responder != category.has_value()) {
        return refuse(
            ErrorCode::bad_field, "responders have a category, others have none", "category"
        );
    }
    const auto& categories = state.catalogue->categories.items;
    if (responder && !knows(categories, &protocol::CategoryInfo::category, *category)) {
        return refuse(ErrorCode::bad_field, "no such category", "category");
    }
    const bool trained = std::all_of(trainings.begin(), trainings.end(), [&](const auto& one) {
        return knows(state.catalogue->trainings.items, &protocol::TrainingInfo::training, one);
    });
    if (!trained || (!responder && !trainings.empty())) {
        return refuse(
            ErrorCode::bad_field, "no such training, or it is no responder's", "trainings"
        );
    }
    return std::nullopt;
}

/// Who stands by others is somebody who works here and is there.
std::optional<Refusal>
no_steward(const State& state, PersonId id, PersonId of, const char* field, TimeMs now) {
    if (!id) {
        return std::nullopt;
    }
    const Person* const person = state.person(id);
    if (person == nullptr || !is_registered(state, *person) || id == of ||
        service_of(state, id, now) == Service::ended) {
        return refuse(
            ErrorCode::bad_field,
            "account " + std::to_string(id.value) + " can't stand by anybody here",
            field
        );
    }
    return std::nullopt;
}

std::optional<Refusal>
no_stewards(const State& state, const Stewards& all, PersonId of, TimeMs now) {
    auto refusal = no_steward(state, all.contact, of, "contact", now);
    if (!refusal) {
        refusal = no_steward(state, all.trainer, of, "trainer", now);
    }
    if (!refusal) {
        refusal = no_steward(state, all.manager, of, "manager", now);
    }
    return refusal;
}

/// Ends a duty before what matching knows of somebody changes; refused while they are asked or
/// going.
std::optional<Refusal>
leave_duty(const State& state, const Person& person, std::vector<Event>& events) {
    if (person.current) {
        return refuse(ErrorCode::wrong_state, "is asked for an incident or going there", "person");
    }
    if (person.on_duty) {
        events = end_duty(state, person, {}, protocol::Cause::dispatcher);
    }
    return std::nullopt;
}

protocol::Result<std::vector<Event>>
qualify(const State& state, const Person& person, const NewPerson& is) {
    std::vector<Event> events;
    if (person.category == no_category) {
        return events;
    }
    const Group& group = state.groups[person.group];
    auto trainings = is.trainings.items;
    std::sort(trainings.begin(), trainings.end());
    trainings.erase(std::unique(trainings.begin(), trainings.end()), trainings.end());
    if (group.category == *is.category && group.trainings == trainings) {
        return events;
    }
    if (auto refusal = leave_duty(state, person, events)) {
        return *std::move(refusal);
    }
    events.emplace_back(PersonQualified{person.id, *is.category, is.trainings});
    return events;
}

/// Whether a list says nothing of somebody's unit, or names the catalogue's that they have.
bool is_as_listed(
    const State& state, const Person& person, const std::optional<protocol::Slug>& unit
) {
    return !unit || (index_of(state, *unit) == no_unit && person.category != no_category &&
                     state.groups[person.group].unit == unit);
}

/// Adds the events of a part; false, and `refusal` is set, when there are none to add.
bool gather(
    protocol::Result<std::vector<Event>> part,
    std::vector<Event>& events,
    std::optional<Refusal>& refusal
) {
    if (!part) {
        refusal = part.refusal();
        return false;
    }
    for (Event& event : *part) {
        // One duty is ended once.
        const bool again = std::holds_alternative<DutyEnded>(event) &&
                           std::any_of(events.begin(), events.end(), [](const Event& one) {
                               return std::holds_alternative<DutyEnded>(one);
                           });
        if (!again) {
            events.push_back(std::move(event));
        }
    }
    return true;
}

protocol::Result<std::vector<Event>>
take_new(const State& state, const ListedPerson& listed, TimeMs now) {
    auto events = enrol(state, listed.is);
    if (!events) {
        return events;
    }
    Person fresh;
    fresh.id = {state.people.size() + 1};
    std::optional<Refusal> refusal;
    const bool good =
        gather(stand_by(state, fresh.id, listed.stewards, now), *events, refusal) &&
        gather(serve(state, fresh, listed.service, listed.until, now), *events, refusal);
    if (!good) {
        return *std::move(refusal);
    }
    return events;
}

} // namespace

std::uint32_t index_of(const State& state, const protocol::Slug& unit) {
    const auto found = state.registry.index_of.find(unit);
    return found == state.registry.index_of.end() ? no_unit : found->second;
}

protocol::Result<std::vector<Event>>
place(const State& state, const Person& person, const protocol::Slug& unit) {
    const std::uint32_t index = index_of(state, unit);
    if (index == no_unit) {
        return refuse(ErrorCode::bad_field, "no such unit", "unit");
    }
    std::vector<Event> events;
    if (unit_of(state, person.id) == index) {
        return events;
    }
    const auto known_by = plan_unit_of(state, index);
    if (person.category != no_category && state.groups[person.group].unit != known_by) {
        if (auto refusal = leave_duty(state, person, events)) {
            return *std::move(refusal);
        }
    }
    events.emplace_back(PersonPlaced{person.id, unit, known_by});
    return events;
}

protocol::Result<std::vector<Event>> serve(
    const State& state,
    const Person& person,
    Service service,
    const std::optional<TimeMs>& until,
    TimeMs now
) {
    if (until && (service != Service::on_leave || *until <= now)) {
        return refuse(
            ErrorCode::bad_field, "only a leave has an end, which is still to come", "until"
        );
    }
    std::vector<Event> events;
    const auto found = state.registry.not_serving.find(person.id);
    const bool same = found == state.registry.not_serving.end()
                          ? service == Service::serving
                          : found->second.service == service && found->second.until == until;
    if (same) {
        return events;
    }
    if (service != Service::serving && person.on_duty) {
        events = end_duty(state, person, {}, protocol::Cause::dispatcher);
    }
    events.emplace_back(ServiceSet{person.id, service, until});
    return events;
}

protocol::Result<std::vector<Event>>
stand_by(const State& state, PersonId person, const Stewards& stewards, TimeMs now) {
    if (auto refusal = no_stewards(state, stewards, person, now)) {
        return *std::move(refusal);
    }
    const auto own = state.registry.own.find(person);
    std::vector<Event> events;
    if ((own == state.registry.own.end() ? Stewards{} : own->second) != stewards) {
        events.emplace_back(
            StewardsSet{person, stewards.contact, stewards.trainer, stewards.manager}
        );
    }
    return events;
}

protocol::Result<Event> register_person(const State& state, const NewPerson& person) {
    if (auto refusal =
            unknown_skills(state, person.role, person.category, person.trainings.items)) {
        return *std::move(refusal);
    }
    const auto& units = state.catalogue->units.items;
    if (person.unit && index_of(state, *person.unit) == no_unit &&
        !knows(units, &protocol::UnitInfo::unit, *person.unit)) {
        return refuse(ErrorCode::bad_field, "no such unit", "unit");
    }
    PersonRegistered event{
        {state.people.size() + 1},
        person.role,
        person.category,
        next_key(state),
        person.name,
        person.trainings,
        plan_unit(state, person.unit)
    };
    if (person.phone.is_sealed() || !person.phone.clear().empty()) {
        event.phone = person.phone;
    }
    return Event{std::move(event)};
}

protocol::Result<std::vector<Event>> enrol(const State& state, const NewPerson& person) {
    auto made = register_person(state, person);
    if (!made) {
        return made.refusal();
    }
    const auto& registered = std::get<PersonRegistered>(*made);
    std::vector<Event> events;
    if (person.unit && index_of(state, *person.unit) != no_unit) {
        events.emplace_back(PersonPlaced{registered.person, *person.unit, registered.unit});
    }
    events.insert(events.begin(), std::move(*made));
    return events;
}

protocol::Result<std::vector<Event>>
take_listed(const State& state, const ListedPerson& listed, TimeMs now) {
    if (!listed.person) {
        return take_new(state, listed, now);
    }
    const Person* const person = state.person(listed.person);
    if (person == nullptr || person->erased || is_arriving(state, listed.person)) {
        return refuse(ErrorCode::not_found, "there is no such account", "number");
    }
    if (person->role != listed.is.role) {
        return refuse(ErrorCode::bad_field, "this account has another role", "role");
    }
    const auto& is = listed.is;
    std::optional<Refusal> refusal =
        unknown_skills(state, is.role, is.category, is.trainings.items);
    std::vector<Event> events;
    const bool good =
        !refusal && gather(qualify(state, *person, is), events, refusal) &&
        (is_as_listed(state, *person, is.unit) ||
         gather(place(state, *person, *is.unit), events, refusal)) &&
        gather(serve(state, *person, listed.service, listed.until, now), events, refusal) &&
        gather(stand_by(state, person->id, listed.stewards, now), events, refusal);
    if (!good) {
        return *std::move(refusal);
    }
    return events;
}

protocol::Result<std::vector<Event>>
take_unit(const State& state, const UnitSet& unit, TimeMs now) {
    const Registry& registry = state.registry;
    const std::uint32_t index = index_of(state, unit.unit);
    const std::uint32_t above = unit.above ? index_of(state, *unit.above) : no_unit;
    if (unit.above &&
        (above == no_unit || (index != no_unit && is_within(registry, above, index)))) {
        return refuse(ErrorCode::bad_field, "no such unit, or it stands below this one", "above");
    }
    const Stewards stewards{unit.contact, unit.trainer, unit.manager};
    if (auto refusal = no_stewards(state, stewards, {}, now)) {
        return *std::move(refusal);
    }
    std::vector<Event> events;
    if (index == no_unit) {
        if (registry.units.size() >= most_units) {
            return refuse(
                ErrorCode::limit_reached, "at most " + std::to_string(most_units) + " units", "unit"
            );
        }
        events.emplace_back(unit);
        return events;
    }
    const Unit& now_is = registry.units[index];
    const auto& plans = state.catalogue->units.items;
    if (now_is.above != above && !knows(plans, &protocol::UnitInfo::unit, unit.unit) &&
        plan_unit_of(state, above) != plan_unit_of(state, now_is.above)) {
        return refuse(
            ErrorCode::wrong_state,
            "plans would know its people by another unit: make one there and transfer them",
            "above"
        );
    }
    if (now_is.above != above || now_is.name != unit.name || now_is.stewards != stewards) {
        events.emplace_back(unit);
    }
    return events;
}

} // namespace dageng::engine
