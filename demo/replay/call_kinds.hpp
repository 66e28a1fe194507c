#pragma once

#include "load-tests/client/server_frame.hpp"

#include <string>
#include <string_view>

namespace dageng::demo {

/// The kind of the district's catalogue that a foreign type of call comes nearest to. The table in
/// call_kinds.cpp names symbols (a plan's `icon`), since kinds are configuration; what it doesn't
/// know, or the catalogue hasn't got, becomes the plan with the symbol `other`, or else the last
/// one. Empty when the catalogue has no plans.
std::string kind_of_call(std::string_view type, const load::CatalogueNews& catalogue);

} // namespace dageng::demo
