#pragma once

#include "protocol/reveal_messages.hpp"

#include <boost/mp11/list.hpp>

#include <string_view>

namespace dageng::engine {

/// A dispatcher is told who made a tip.
struct ReporterRevealed {
    static constexpr std::string_view wire = "reporter-revealed";
    static constexpr unsigned version = 1;

    protocol::TipId tip;
    protocol::PersonId by;
    protocol::RevealReason reason = protocol::RevealReason::call_back;
    protocol::RevealWords words; ///< Sealed with the tip's key.
};
BOOST_DESCRIBE_STRUCT(ReporterRevealed, (), (tip, by, reason, words))

using RevealEvents = boost::mp11::mp_list<ReporterRevealed>;

} // namespace dageng::engine
