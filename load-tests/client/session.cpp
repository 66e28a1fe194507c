#include "load-tests/client/session.hpp"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>
#include <sys/resource.h>

namespace dageng::load {

namespace {

constexpr std::string_view hello_id = "hello-00";

/// The same token, the same device: duty that was begun before goes on.
std::string device_of(std::string_view token) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : token) {
        hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001B3ULL;
    }
    return fmt::format("simulated-{:016x}", hash);
}

} // namespace

Session::Session(Desk& desk, std::string token)
    : desk_(desk), token_(std::move(token)), device_(device_of(token_)) {}

void Session::connect() {
    welcome_ = false;
    refused_.clear();
    connection_ = &desk_.client.connect(*this);
}

void Session::on_open() {
    protocol::Hello hello;
    hello.token.value = token_;
    hello.device.value = device_;
    hello.device_time = time_of_day();
    hello.client.value = "dageng-load-tests 0.1";
    if (log_) {
        hello.log.emplace().value = *log_;
        hello.last_n = last_n_;
    }
    command(hello, hello_id);
}

void Session::on_frame(std::string_view text, Moment at) {
    const std::string_view type = frame_type(text);
    const bool answer = type == "ok" || type == "error" || type.empty();
    if (!answer && !wants(type)) {
        return;
    }
    const auto frame = desk_.parser.parse(text);
    if (!frame) {
        return;
    }
    last_n_ = std::max(last_n_, frame->n);
    if (welcome_ || frame->id != hello_id) {
        on_message(*frame, at);
        return;
    }
    if (frame->type == "error") {
        refused_ = frame->error_code;
        return;
    }
    if (auto welcome = desk_.parser.welcome(frame->data)) {
        log_ = std::move(welcome->log);
        // When resumed, the missed notices follow and count for themselves.
        last_n_ = welcome->resumed ? last_n_ : welcome->n;
        resumed_ = welcome->resumed;
    }
    welcome_ = true;
    on_welcome();
}

void Session::on_close(std::uint16_t code) {
    connection_ = nullptr;
    welcome_ = false;
    on_lost(code, refused_);
}

std::size_t raise_file_limit() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

std::vector<std::string> read_lines(const std::string& path) {
    std::ifstream file(path);
    if (!file) {
        throw std::runtime_error("cannot read " + path);
    }
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        if (!line.empty()) {
            lines.push_back(line);
        }
    }
    return lines;
}

} // namespace dageng::load
