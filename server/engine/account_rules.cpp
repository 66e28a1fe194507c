#include "server/engine/account_rules.hpp"

#include "server/engine/incident_making.hpp"
#include "server/engine/registry_tree.hpp"
#include "server/engine/rules.hpp"

#include <algorithm>
#include <string>

namespace dageng::engine {

using protocol::ErrorCode;

namespace {

std::optional<protocol::Refusal> unknown(const State& state, PersonId id) {
    const Person* const person = state.person(id);
    if (person == nullptr || person->erased || is_arriving(state, id)) {
        return refuse(ErrorCode::not_found, "there is no such account", "person");
    }
    return std::nullopt;
}

/// Why a person can't be forgotten yet.
std::optional<std::string> dependence(const State& state, const Person& person) {
    if (person.current) {
        const Assignment& current = state.assignments.at(person.current);
        return "was asked for " + state.incidents.at(current.incident).code.value;
    }
    if (const Distress* const panic = state.safety.panic_of(person.id)) {
        return "has a panic that isn't over: " + state.incidents.at(panic->incident).code.value;
    }
    if (const auto tips = state.tips_of.find(person.id); tips != state.tips_of.end()) {
        for (const TipId tip : tips->second) {
            const Incident& incident = state.incidents.at(state.tips.at(tip).incident);
            if (incident.legal_hold) {
                return "reported " + incident.code.value + ", which is under a legal hold";
            }
        }
    }
    for (const OpenIncident& open : state.open) {
        const Incident& incident = state.incidents.at(open.id);
        if (incident.care.owner == person.id) {
            return "answers for " + incident.code.value;
        }
        for (const TipId id : incident.tips) {
            const Tip& tip = state.tips.at(id);
            if (tip.reporter == person.id && !tip.withdrawn_at) {
                return "reported " + incident.code.value + ", which is open";
            }
        }
    }
    return std::nullopt;
}

std::optional<protocol::Refusal>
not_approved(const State& state, const std::vector<PersonId>& approved_by) {
    constexpr protocol::Roles approvers{protocol::Role::administrator, protocol::Role::supervisor};
    const bool two = approved_by.size() == 2 && approved_by[0] != approved_by[1];
    const bool may = std::all_of(approved_by.begin(), approved_by.end(), [&](PersonId id) {
        return !unknown(state, id) && approvers.has(state.person(id)->role);
    });
    if (two && may) {
        return std::nullopt;
    }
    return refuse(
        ErrorCode::bad_field,
        "two different administrators or supervisors must approve",
        "approvals"
    );
}

} // namespace

protocol::Result<Event> issue_code(const State& state, PersonId person, TimeMs until) {
    if (auto refusal = unknown(state, person)) {
        return *std::move(refusal);
    }
    return Event{CodeIssued{person, until}};
}

protocol::Result<Event>
admit(const State& state, PersonId person, const DeviceName& device, Admission by) {
    if (auto refusal = unknown(state, person)) {
        return *std::move(refusal);
    }
    return Event{DeviceAdmitted{person, device, by}};
}

protocol::Result<Event>
sign_out(const State& state, PersonId person, const std::optional<DeviceName>& device) {
    if (auto refusal = unknown(state, person)) {
        return *std::move(refusal);
    }
    return Event{SignedOut{person, device}};
}

protocol::Result<std::vector<Event>> erase(const State& state, PersonId id) {
    const Person* const person = state.person(id);
    if (person != nullptr && person->erased) {
        return std::vector<Event>{};
    }
    if (auto refusal = unknown(state, id)) {
        return *std::move(refusal);
    }
    if (const auto why = dependence(state, *person)) {
        return refuse(ErrorCode::wrong_state, "this account " + *why, "person");
    }
    std::vector<Event> events;
    if (person->on_duty) {
        events = end_duty(state, *person, {}, protocol::Cause::dispatcher);
    }
    events.emplace_back(PersonErased{id});
    return events;
}

protocol::Result<Event> open_record(
    const State& state,
    PersonId person,
    const std::vector<PersonId>& approved_by,
    const protocol::Text<10, 200>& reason
) {
    auto refusal = unknown(state, person);
    if (!refusal) {
        refusal = not_approved(state, approved_by);
    }
    if (refusal) {
        return *std::move(refusal);
    }
    return Event{RecordOpened{person, {approved_by}, reason}};
}

protocol::Result<Event> open_registry(
    const State& state,
    const std::vector<PersonId>& approved_by,
    const protocol::Text<10, 200>& reason
) {
    if (auto refusal = not_approved(state, approved_by)) {
        return *std::move(refusal);
    }
    return Event{RegistryOpened{{approved_by}, reason}};
}

protocol::Result<Event> open_explanation(
    const State& state,
    IncidentId id,
    const std::vector<PersonId>& approved_by,
    const protocol::Text<10, 200>& reason
) {
    const auto incident = find_incident(state, id, "incident");
    if (!incident) {
        return incident.refusal();
    }
    if (auto refusal = not_approved(state, approved_by)) {
        return *std::move(refusal);
    }
    return Event{ExplanationOpened{id, {approved_by}, reason}};
}

std::vector<KeyId> keys_of(const State& state, PersonId person) {
    std::vector<KeyId> keys{state.person(person)->key};
    if (const auto tips = state.tips_of.find(person); tips != state.tips_of.end()) {
        for (const TipId tip : tips->second) {
            keys.push_back(state.tips.at(tip).key);
        }
    }
    for (const auto& [id, photo] : state.photos) {
        if (photo.owner == person) {
            keys.push_back(photo.key);
        }
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

} // namespace dageng::engine
