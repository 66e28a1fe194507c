#pragma once

#include "server/app/foundation.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace dageng::app {

/// Requests of the control socket about accounts, the registry, keys and retention: this word, then
/// their data as JSON (accounts.hpp, erasures.hpp, explain.hpp, person_record.hpp,
/// registry_import.hpp, registry_export.hpp, retention.hpp, searches.hpp).
namespace account_request {
inline constexpr std::string_view add = "account-add ";
inline constexpr std::string_view code = "account-code ";
inline constexpr std::string_view devices = "account-devices ";
inline constexpr std::string_view sign_out = "account-sign-out ";
inline constexpr std::string_view erase = "person-erase ";
inline constexpr std::string_view export_person = "person-export ";
inline constexpr std::string_view rotate = "keys-rotate ";
inline constexpr std::string_view import_lists = "registry-import ";
inline constexpr std::string_view people = "registry-people ";
inline constexpr std::string_view units = "registry-units ";
inline constexpr std::string_view retention = "retention ";
inline constexpr std::string_view hold = "incident-hold ";
inline constexpr std::string_view explain = "incident-explain ";
inline constexpr std::string_view searches = "searches ";
} // namespace account_request

/// `ok`, a line feed and the lines that were asked for; or `error`, and why. Nothing: the request
/// isn't about these. Any thread but the district's.
std::optional<std::string> answer_accounts(Foundation& foundation, std::string_view request);

} // namespace dageng::app
