#include "protocol/codec.hpp"
#include "protocol/hex.hpp"
#include "server/district/leader.hpp"
#include "server/engine/account_rules.hpp"
#include "server/engine/incident_making.hpp"

#include <utility>

// Accounts, as the operator and the door (server/sign_in) ask for them.
namespace dageng::district {

protocol::Result<NewAccount> Leader::add_account(
    protocol::Role role,
    std::optional<protocol::Slug> category,
    const std::string& name,
    Clocks clocks,
    const Skills& skills
) {
    engine::NewPerson person{role, std::move(category), {}, skills.trainings, skills.unit};
    if (!name.empty()) {
        person.name =
            protocol::PersonName{parts_.vault.seal(engine::next_key(engine_.state()), name)};
    }
    auto event = engine_.register_person(person);
    if (!event) {
        return event.refusal();
    }
    const protocol::PersonId id = std::get<engine::PersonRegistered>(*event).person;
    commit({std::move(*event)}, time_.now(clocks));
    append();
    return NewAccount{id, engine_.state().last};
}

std::optional<protocol::Role> Leader::role_of(protocol::PersonId person) const {
    const engine::Person* const known = engine_.state().person(person);
    return known == nullptr || known->erased ? std::nullopt : std::optional{known->role};
}

protocol::Result<protocol::Offset>
Leader::keep(protocol::Result<engine::Event> event, Clocks clocks) {
    if (!event) {
        return event.refusal();
    }
    commit({std::move(*event)}, time_.now(clocks));
    append();
    return engine_.state().last;
}

protocol::Result<protocol::Offset>
Leader::issue_code(protocol::PersonId person, protocol::TimeMs until, Clocks clocks) {
    return keep(engine::issue_code(engine_.state(), person, until), clocks);
}

protocol::Result<protocol::Offset> Leader::admit(
    protocol::PersonId person, const vault::DeviceMark& device, engine::Admission by, Clocks clocks
) {
    return keep(engine::admit(engine_.state(), person, {protocol::to_hex(device)}, by), clocks);
}

protocol::Result<std::size_t> Leader::sign_out(
    protocol::PersonId person, const std::optional<vault::DeviceMark>& device, Clocks clocks
) {
    std::optional<engine::DeviceName> name;
    if (device) {
        name = engine::DeviceName{protocol::to_hex(*device)};
    }
    const auto kept = keep(engine::sign_out(engine_.state(), person, name), clocks);
    if (!kept) {
        return kept.refusal();
    }
    return end_sessions(person, device, clocks);
}

std::size_t Leader::end_sessions(
    protocol::PersonId person, const std::optional<vault::DeviceMark>& device, Clocks clocks
) {
    const protocol::Refusal why{
        protocol::ErrorCode::not_signed_in,
        device ? "this device was signed out" : "this account was signed out everywhere",
        {}
    };
    const auto frame = bus::shared(protocol::error_frame(std::nullopt, why));
    std::size_t ended = 0;
    for (const bus::SessionId id : sessions_.all_of(person)) {
        if (device && vault::mark_device(sessions_.find(id)->device.value) != *device) {
            continue;
        }
        forget_session(id, time_.now(clocks));
        say(bus::Rejected{id, frame, protocol::CloseCode::not_signed_in});
        ++ended;
    }
    return ended;
}

protocol::Result<protocol::Offset> Leader::open_record(
    protocol::PersonId person,
    const std::vector<protocol::PersonId>& approved_by,
    const protocol::Text<10, 200>& reason,
    Clocks clocks
) {
    return keep(engine::open_record(engine_.state(), person, approved_by, reason), clocks);
}

protocol::Result<std::vector<protocol::KeyId>>
Leader::erase(protocol::PersonId person, Clocks clocks) {
    auto events = engine::erase(engine_.state(), person);
    if (!events) {
        return events.refusal();
    }
    commit(std::move(*events), time_.now(clocks));
    append();
    end_sessions(person, std::nullopt, clocks);
    return engine::keys_of(engine_.state(), person);
}

} // namespace dageng::district
