#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <optional>
#include <string_view>

namespace dageng::engine {

/// Duty began on a device, or another device of the person took it over.
struct DutyBegan {
    static constexpr std::string_view wire = "duty-began";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
    protocol::ClientId device;
    protocol::TimeMs since;                        ///< Of the duty, not of its being taken over.
    protocol::TimeMs ends_at;                      ///< Then it ends by itself.
    std::optional<protocol::TravelMode> mode = {}; ///< If said of this duty.
};
BOOST_DESCRIBE_STRUCT(DutyBegan, (), (person, device, since, ends_at, mode))

struct DutyEnded {
    static constexpr std::string_view wire = "duty-ended";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
    protocol::Cause cause = protocol::Cause::person;
};
BOOST_DESCRIBE_STRUCT(DutyEnded, (), (person, cause))

using DutyEvents = boost::mp11::mp_list<DutyBegan, DutyEnded>;

} // namespace dageng::engine
