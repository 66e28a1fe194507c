#pragma once

#include "protocol/ids.hpp"

#include <string>
#include <string_view>

/// The JSON of answers in few bytes, for those that are kept in memory for a day: moments as their
/// distance from `near`, numbers and the names of members as codes. In memory only: the codes are
/// another build's others.
namespace dageng::engine {

/// Any text; short for an answer's JSON.
std::string pack_answer(std::string_view json, protocol::TimeMs near);

/// The same text, byte for byte. `packed` is as `pack_answer` gave it for the same `near`.
std::string unpack_answer(std::string_view packed, protocol::TimeMs near);

} // namespace dageng::engine
