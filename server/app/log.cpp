#include "server/app/log.hpp"

#include "protocol/json_write.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace dageng::app {

namespace {

std::string members(std::string_view message, LogFields fields) {
    std::string text = "\"message\":";
    protocol::write_json(text, message);
    for (const auto& [name, value] : fields) {
        text += ",\"" + std::string(name) + "\":";
        std::visit([&](const auto& one) { protocol::write_json(text, one); }, value);
    }
    return text;
}

} // namespace

void start_log(std::string_view level) {
    auto logger = std::make_shared<spdlog::logger>(
        "dageng", std::make_shared<spdlog::sinks::stderr_sink_mt>()
    );
    logger->set_formatter(std::make_unique<spdlog::pattern_formatter>(
        R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc
    ));
    logger->set_level(spdlog::level::from_str(std::string(level)));
    logger->flush_on(spdlog::level::trace);
    spdlog::set_default_logger(std::move(logger));
}

void log_info(std::string_view message, LogFields fields) {
    spdlog::info("{}", members(message, fields));
}

void log_warn(std::string_view message, LogFields fields) {
    spdlog::warn("{}", members(message, fields));
}

void log_error(std::string_view message, LogFields fields) {
    spdlog::error("{}", members(message, fields));
}

} // namespace dageng::app
