#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

/// The server's log: one JSON object a line on standard error, with `time`, `level`, `message` and
/// the given fields. What other rooms say by spdlog is a message without fields. Never a token, a
/// name, a place or a word of anybody. Any thread.
namespace dageng::app {

using LogValue = std::variant<std::string, std::int64_t>;
using LogFields = std::initializer_list<std::pair<std::string_view, LogValue>>;

/// `level`: debug, info, warn or error; what is less important isn't written. Before the first
/// line.
void start_log(std::string_view level);

void log_info(std::string_view message, LogFields fields = {});
void log_warn(std::string_view message, LogFields fields = {});
void log_error(std::string_view message, LogFields fields = {});

} // namespace dageng::app
