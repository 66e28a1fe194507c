#pragma once

#include <string>

namespace dageng::story {

/// The text of the plans that come with the program.
std::string shipped_plans();

/// The same with `to` in the place of `from`, which must be in it.
std::string shipped_plans_with(const std::string& from, const std::string& to);

/// The same with these times in the district's `retention`.
std::string plans_keeping(const std::string& times);

} // namespace dageng::story
