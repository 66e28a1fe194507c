#include "protocol/codec.hpp"
#include "protocol/hex.hpp"
#include "server/district/leader.hpp"
#include "server/engine/account_rules.hpp"
#include "server/engine/front_rules.hpp"
#include "server/engine/incident_making.hpp"
#include "server/engine/registry_lists.hpp"
#include "server/engine/registry_tree.hpp"
#include "server/engine/retention_rules.hpp"

#include <utility>

// Accounts, as the operator and the door (server/sign_in) ask for them.
namespace dageng::district {

engine::NewPerson Leader::sealed_as_next(const AccountWish& wish) {
    const protocol::KeyId key = engine::next_key(engine_.state());
    engine::NewPerson person{wish.role, wish.category, {}, wish.trainings, wish.unit, {}};
    if (!wish.name.empty()) {
        person.name = protocol::PersonName{parts_.vault.seal(key, wish.name)};
    }
    if (!wish.phone.empty()) {
        person.phone = protocol::Contact{parts_.vault.seal(key, wish.phone)};
    }
    return person;
}

protocol::Result<NewAccount> Leader::add_account(const AccountWish& wish, Clocks clocks) {
    auto events = engine::enrol(engine_.state(), sealed_as_next(wish));
    if (!events) {
        return events.refusal();
    }
    commit(std::move(*events), time_.now(clocks));
    append();
    return NewAccount{{engine_.state().people.size()}, engine_.state().last};
}

protocol::Result<protocol::Offset> Leader::import_person(
    engine::ListedPerson listed, const AccountWish& wish, const ImportRow& row, Clocks clocks
) {
    const bool fresh = !listed.person;
    listed.is =
        fresh ? sealed_as_next(wish)
              : engine::NewPerson{wish.role, wish.category, {}, wish.trainings, wish.unit, {}};
    auto events = engine::take_listed(engine_.state(), listed, time_.now(clocks));
    if (!events) {
        return events.refusal();
    }
    if (events->empty()) {
        return engine_.state().last;
    }
    const protocol::PersonId made{fresh ? engine_.state().people.size() + 1 : 0};
    events->emplace_back(engine::ImportAdvanced{row.import, row.rows, made});
    commit(std::move(*events), time_.now(clocks));
    append();
    return engine_.state().last;
}

void Leader::end_import(Clocks clocks) {
    const engine::Import& import = engine_.state().registry.import;
    commit(
        {engine::ImportEnded{
            {import.import}, import.rows, static_cast<std::uint32_t>(import.made.size())
        }},
        time_.now(clocks)
    );
    append();
}

protocol::Result<protocol::Offset> Leader::take_unit(const engine::UnitSet& unit, Clocks clocks) {
    auto events = engine::take_unit(engine_.state(), unit, time_.now(clocks));
    if (!events) {
        return events.refusal();
    }
    commit(std::move(*events), time_.now(clocks));
    append();
    return engine_.state().last;
}

std::optional<protocol::Role> Leader::role_of(protocol::PersonId person) const {
    const engine::Person* const known = engine_.state().person(person);
    const bool nobody =
        known == nullptr || known->erased || engine::is_arriving(engine_.state(), person);
    return nobody ? std::nullopt : std::optional{known->role};
}

protocol::Result<protocol::Offset>
Leader::keep(protocol::Result<engine::Event> event, Clocks clocks, protocol::PersonId by) {
    if (!event) {
        return event.refusal();
    }
    commit(engine::DecisionRecord{by, {}, {}, {}, {std::move(*event)}}, time_.now(clocks));
    append();
    return engine_.state().last;
}

protocol::Result<protocol::Offset> Leader::issue_code(
    protocol::PersonId person, protocol::TimeMs until, Clocks clocks, protocol::PersonId by
) {
    if (by) {
        if (auto refusal = engine::refuse_code(engine_.state(), by, person)) {
            return *std::move(refusal);
        }
    }
    return keep(engine::issue_code(engine_.state(), person, until), clocks, by);
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

protocol::Result<protocol::Offset> Leader::open_registry(
    const std::vector<protocol::PersonId>& approved_by,
    const protocol::Text<10, 200>& reason,
    Clocks clocks
) {
    return keep(engine::open_registry(engine_.state(), approved_by, reason), clocks);
}

protocol::Result<protocol::Offset> Leader::open_explanation(
    protocol::IncidentId incident,
    const std::vector<protocol::PersonId>& approved_by,
    const protocol::Text<10, 200>& reason,
    Clocks clocks
) {
    return keep(engine::open_explanation(engine_.state(), incident, approved_by, reason), clocks);
}

protocol::Result<protocol::Offset>
Leader::expire(protocol::IncidentId incident, engine::RecordPart part, Clocks clocks) {
    return keep(engine::expire(engine_.state(), incident, part, time_.now(clocks)), clocks);
}

protocol::Result<protocol::Offset>
Leader::expire_broadcast(std::uint64_t broadcast, Clocks clocks) {
    return keep(engine::expire_broadcast(engine_.state(), broadcast, time_.now(clocks)), clocks);
}

protocol::Result<protocol::Offset> Leader::cut_front(const engine::FrontCut& wish, Clocks clocks) {
    auto kept = keep(engine::cut_front(engine_.state(), wish, time_.now(clocks)), clocks);
    if (kept) {
        // What they name isn't known any more.
        recent_.forget(wish.last);
    }
    return kept;
}

protocol::Result<protocol::Offset> Leader::set_legal_hold(
    protocol::IncidentId incident, bool on, const protocol::Text<10, 200>& reason, Clocks clocks
) {
    return keep(engine::set_legal_hold(engine_.state(), incident, on, reason), clocks);
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
