#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace dageng::story {

/// The real binary, run on a folder. Killed when it goes.
class ServerProcess {
  public:
    /// Starts `dageng serve` on a free port and waits until it listens. Throws std::runtime_error
    /// with the log's end when it doesn't.
    explicit ServerProcess(
        const std::filesystem::path& folder, const std::vector<std::string>& options = {}
    );
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    std::uint16_t port() const { return port_; }
    pid_t pid() const { return pid_; }

    /// SIGKILL, and waits for the end.
    void kill();
    /// SIGTERM, and waits for the end: the exit code.
    int terminate();
    /// Waits until it ends by itself: the exit code.
    int end() { return wait(); }
    /// What it wrote to its log so far.
    std::string log() const;

  private:
    int wait();

    std::filesystem::path log_;
    pid_t pid_ = -1;
    std::uint16_t port_ = 0;
};

/// Runs `dageng` with arguments to its end. `output` is what it said on both outputs; `typed`: what
/// it reads.
struct Run {
    int status = -1;
    std::string output;
};
Run run_dageng(const std::vector<std::string>& arguments, const std::string& typed = {});

/// Makes an account and gives its token.
std::string add_account(
    const std::filesystem::path& folder,
    const std::string& role,
    const std::string& category,
    const std::string& name
);

} // namespace dageng::story
