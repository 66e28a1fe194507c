#pragma once

#include "protocol/registry_messages.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The part of the durable state that says where people belong and who stands by them.
namespace dageng::engine {

/// The three whom everybody has; each may be nobody.
struct Stewards {
    protocol::PersonId contact;
    protocol::PersonId trainer;
    protocol::PersonId manager;

    bool operator==(const Stewards&) const = default;
};

/// No unit: somebody who belongs to none, or a unit at the top.
inline constexpr std::uint32_t no_unit = std::numeric_limits<std::uint32_t>::max();

struct Unit {
    protocol::Slug unit;
    std::uint32_t above = no_unit; ///< Index of one that is known.
    protocol::Bilingual name;
    Stewards stewards; ///< Of its people who have none of their own.
};

/// On leave, or no more in service.
struct NotServing {
    protocol::Service service = protocol::Service::on_leave;
    protocol::TimeMs since;
    std::optional<protocol::TimeMs> until; ///< Then they serve again.
};

/// A list of people that is being taken in, row by row.
struct Import {
    std::string import;                   ///< Empty: none is under way.
    std::uint32_t rows = 0;               ///< So many are in.
    std::vector<protocol::PersonId> made; ///< Accounts of it, in order; nobody until it has ended.
};

struct Registry {
    std::vector<Unit> units;                          ///< In the order in which they were made.
    std::map<protocol::Slug, std::uint32_t> index_of; ///< Of each unit; derived from them.
    std::vector<std::uint32_t> unit_of;               ///< Of person n, at n - 1.
    std::map<protocol::PersonId, protocol::Contact> phones;
    std::map<protocol::PersonId, Stewards> own; ///< Of those who have some of their own.
    std::map<protocol::PersonId, NotServing> not_serving;
    Import import;                                    ///< The one under way.
    std::map<std::string, protocol::TimeMs> imported; ///< When each was in.
};

} // namespace dageng::engine
