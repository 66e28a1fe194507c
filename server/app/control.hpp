#pragma once

#include "protocol/errors.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace dageng::app {

/// How commands on the same machine speak to a running server: a Unix socket in the data folder
/// that its owner alone may use. One request (a line) and its answer (text to the end) a
/// connection.
class ControlServer {
  public:
    static constexpr const char* file_name = "control.sock";
    using Handler = std::function<std::string(const std::string& request)>;

    /// Answers until it is destroyed, one at a time, on a thread of its own. Throws
    /// std::system_error.
    ControlServer(const std::filesystem::path& folder, Handler handler);
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

  private:
    void loop();
    void serve(int connection);

    std::filesystem::path path_;
    Handler handler_;
    int listener_ = -1;
    int wake_ = -1;
    std::thread thread_;
};

/// What a handler answers for a refusal.
std::string refused_answer(const protocol::Refusal& refusal);

/// The running server's answer; nothing when none runs on this folder.
std::optional<std::string>
ask_server(const std::filesystem::path& folder, const std::string& request);

} // namespace dageng::app
