#include "server/app/log.hpp"

#include "protocol/json_write.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <ctime>
#include <memory>
#include <utility>

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

/// Of what other rooms say, which is text.
class MessageMember final : public spdlog::custom_flag_formatter {
  public:
    void format(const spdlog::details::log_msg& said, const std::tm&, spdlog::memory_buf_t& line)
        override {
        const std::string text = members({said.payload.data(), said.payload.size()}, {});
        line.append(text.data(), text.data() + text.size());
    }
    std::unique_ptr<spdlog::custom_flag_formatter> clone() const override {
        return std::make_unique<MessageMember>();
    }
};

std::shared_ptr<spdlog::logger>
make_logger(const spdlog::sink_ptr& sink, spdlog::level::level_enum level) {
    auto logger = std::make_shared<spdlog::logger>("dageng", sink);
    logger->set_level(level);
    logger->flush_on(spdlog::level::trace);
    return logger;
}

/// `payload`: the flag for what is said.
std::unique_ptr<spdlog::pattern_formatter> line_with(const std::string& payload) {
    auto formatter =
        std::make_unique<spdlog::pattern_formatter>("", spdlog::pattern_time_type::utc, "\n");
    formatter->add_flag<MessageMember>('*').set_pattern(
        R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",)" + payload + "}"
    );
    return formatter;
}

/// Of what this room says, which is members already.
std::shared_ptr<spdlog::logger>& own_logger() {
    static std::shared_ptr<spdlog::logger> logger = spdlog::default_logger();
    return logger;
}

} // namespace

void start_log(std::string_view level) {
    const auto least = spdlog::level::from_str(std::string(level));
    // A sink has one way of writing lines; two of them write to the same place, line by line.
    const auto members_sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    members_sink->set_formatter(line_with("%v"));
    own_logger() = make_logger(members_sink, least);
    const auto text_sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    text_sink->set_formatter(line_with("%*"));
    spdlog::set_default_logger(make_logger(text_sink, least));
}

void log_info(std::string_view message, LogFields fields) {
    own_logger()->info("{}", members(message, fields));
}

void log_warn(std::string_view message, LogFields fields) {
    own_logger()->warn("{}", members(message, fields));
}

void log_error(std::string_view message, LogFields fields) {
    own_logger()->error("{}", members(message, fields));
}

} // namespace dageng::app
