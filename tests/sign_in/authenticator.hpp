#pragma once

#include "protocol/ids.hpp"

#include <string>

namespace dageng::test {

/// What an authenticator app shows for a secret, as text in base 32, at a moment.
std::string shown_code(const std::string& secret, protocol::TimeMs at);

} // namespace dageng::test
