#pragma once

#include "protocol/choice_messages.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <string_view>

namespace dageng::engine {

/// Why those whom the offers of the same decision ask were chosen and others not; without offers:
/// why nobody was.
struct ChoiceExplained {
    static constexpr std::string_view wire = "choice-explained";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    std::uint32_t wave = 0; ///< The open one, from 1.
    std::uint32_t level = 1;
    std::uint32_t plan_version = 0;
    protocol::NotAsked not_asked;
    /// Of those asked, a line each (choice.hpp), sealed with the incident's key.
    protocol::Personal<protocol::Text<0, 20'000>> figures;
    /// Of the next in line, a line each, sealed with a key of their own, so that they can go
    /// earlier.
    protocol::Personal<protocol::Text<0, 1'000>> next;
    protocol::KeyId next_key;    ///< 0: nobody is next in line.
    protocol::TimeMs next_until; ///< They aren't shown later.
};
BOOST_DESCRIBE_STRUCT(
    ChoiceExplained,
    (),
    (incident, wave, level, plan_version, not_asked, figures, next, next_key, next_until)
)

/// Who was next in line for an incident can't be read any more: the key that sealed them has been
/// destroyed.
struct NextInLineForgotten {
    static constexpr std::string_view wire = "next-in-line-forgotten";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::KeyId key;
};
BOOST_DESCRIBE_STRUCT(NextInLineForgotten, (), (incident, key))

using ChoiceEvents = boost::mp11::mp_list<ChoiceExplained, NextInLineForgotten>;

} // namespace dageng::engine
