#pragma once

#include "protocol/errors.hpp"
#include "server/http/exchange.hpp"

#include <string>
#include <string_view>

namespace dageng::http {

/// A problem document (RFC 9457):
/// `{"type":"about:blank","title":…,"status":…,"code":…,"detail":…}`. `code` is kebab-case; for
/// what the socket knows too, the same as there.
Response problem(unsigned status, std::string_view code, std::string_view detail);

/// The problem document of a refusal, with the status that fits its code and, if it has one, its
/// `field`. Field `retry-after` as the refusal says.
Response problem(const protocol::Refusal& refusal);

/// What HTTP calls a status, such as "Not Found"; "Unknown" for one that we never send.
std::string_view reason_phrase(unsigned status);

/// JSON of any text, with its quotation marks.
std::string json_text(std::string_view text);

/// A response with this JSON.
Response json_response(unsigned status, std::string json);

} // namespace dageng::http
