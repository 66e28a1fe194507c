#include "server/app/door_people.hpp"

namespace dageng::app {

using district::Clocks;
using district::Leader;

std::optional<protocol::Role> DoorPeople::role_of(protocol::PersonId person) {
    return foundation_.ask([&](Leader& leader, Clocks) { return leader.role_of(person); });
}

protocol::Result<protocol::PersonId> DoorPeople::register_resident(const protocol::SignUp& wish) {
    const auto added = foundation_.ask([&](Leader& leader, Clocks clocks) {
        district::AccountWish account;
        account.name = wish.name.value;
        account.phone = wish.phone ? wish.phone->value : "";
        return leader.add_account(account, clocks);
    });
    if (!added) {
        return added.refusal();
    }
    return added->person;
}

bool DoorPeople::admit(
    protocol::PersonId person, const vault::DeviceMark& device, engine::Admission by
) {
    const auto kept = foundation_.ask([&](Leader& leader, Clocks clocks) {
        return leader.admit(person, device, by, clocks);
    });
    return static_cast<bool>(kept);
}

void DoorPeople::sign_out(
    protocol::PersonId person, const std::optional<vault::DeviceMark>& device
) {
    foundation_.ask([&](Leader& leader, Clocks clocks) {
        return leader.sign_out(person, device, clocks);
    });
}

} // namespace dageng::app
