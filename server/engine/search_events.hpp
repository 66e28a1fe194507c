#pragma once

#include "protocol/search_messages.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace dageng::engine {

/// A dispatcher looked for incidents; changes nothing. The words are not in it: they may be about
/// somebody, and would outlive what was said of them. Whether it was certain words, their hash
/// tells who has the district's key (`dageng audit searches --words`).
struct IncidentsSearched {
    static constexpr std::string_view wire = "incidents-searched";
    static constexpr unsigned version = 1;

    protocol::PersonId by;
    std::uint32_t words = 0;          ///< How many were looked for.
    protocol::Text<0, 64> words_hash; ///< Keyed; empty without words.
    protocol::Text<0, 40> code;
    std::optional<protocol::Slug> kind;
    std::optional<protocol::Part> part;
    std::optional<protocol::TimeMs> from;
    std::optional<protocol::TimeMs> until;
    std::optional<protocol::Slug> unit;
    std::optional<protocol::Slug> disposition;
};
BOOST_DESCRIBE_STRUCT(
    IncidentsSearched, (), (by, words, words_hash, code, kind, part, from, until, unit, disposition)
)

using SearchEvents = boost::mp11::mp_list<IncidentsSearched>;

} // namespace dageng::engine
