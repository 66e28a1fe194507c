#pragma once

#include "server/http/exchange.hpp"

#include <string>

namespace dageng::http {

/// The status line and fields of an answer, up to its body: what is given, then date, length and
/// whether the connection stays.
std::string response_head(const Response& response, bool keep_alive);

} // namespace dageng::http
