#pragma once

#include "protocol/values.hpp"
#include "simulation/client.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace dageng::simulation {

/// A person with their devices, as they are in truth: where they walk, what their clock says,
/// whether there is a network, and what they believe.
struct Phone {
    protocol::PersonId person;
    protocol::Role role = protocol::Role::resident;

    std::int32_t x_cm = 0; ///< On the plane around the middle.
    std::int32_t y_cm = 0;
    std::int32_t to_x_cm = 0;
    std::int32_t to_y_cm = 0;
    std::int32_t speed_cm_s = 130;

    std::uint32_t device = 1;        ///< The one in use.
    protocol::ClientId device_name;  ///< Of that one.
    std::int64_t clock_off_ms = 0;   ///< What the device's clock shows, less the truth.
    std::int64_t clock_known_ms = 0; ///< The same as the district measured it at hello.

    bool connected = true;
    bool greeting = false; ///< Has said hello and waits for the answer.
    protocol::Offset last_n = 0;
    std::int64_t missed = 0; ///< Notices said while there was no network; below 0: unknown.

    bool on_duty = false;           ///< As the person believes.
    bool walks = false;             ///< Is in the list of those who send places.
    protocol::AssignmentId going;   ///< Nothing while they go nowhere.
    std::unique_ptr<Client> reader; ///< Of those whose page is compared with snapshots.

    bool watches() const {
        return role == protocol::Role::dispatcher || role == protocol::Role::supervisor;
    }
    void use_device(std::uint32_t number) {
        device = number;
        device_name = device_id(number);
    }
    protocol::ClientId device_id(std::uint32_t number) const {
        return {"device-" + std::to_string(person.value) + "-" + std::to_string(number)};
    }
};

} // namespace dageng::simulation
