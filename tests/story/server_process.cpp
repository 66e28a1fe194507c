#include "tests/story/server_process.hpp"

#include "tests/temporary_folder.hpp"

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ; // NOLINT(readability-redundant-declaration)

namespace dageng::story {

namespace {

pid_t start(
    const std::vector<std::string>& arguments,
    const std::filesystem::path& output,
    const std::filesystem::path& input = "/dev/null"
) {
    std::vector<std::string> words{DAGENG_BINARY};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, input.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(
        &actions, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600
    );
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    pid_t pid = -1;
    const int failed =
        posix_spawn(&pid, DAGENG_BINARY, &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        throw std::runtime_error("can't start " DAGENG_BINARY);
    }
    return pid;
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

/// The port in the line that says that it listens; 0 while there is none.
std::uint16_t listening_port(const std::string& log) {
    const std::string mark = "\"message\":\"listening\"";
    const std::size_t line = log.find(mark);
    if (line == std::string::npos) {
        return 0;
    }
    const std::string name = "\"port\":";
    const std::size_t port = log.find(name, line);
    return static_cast<std::uint16_t>(std::stoi(log.substr(port + name.size())));
}

} // namespace

ServerProcess::ServerProcess(
    const std::filesystem::path& folder, const std::vector<std::string>& options
)
    : log_(folder.string() + ".log") {
    std::vector<std::string> arguments{"serve", "--data", folder.string(), "--port", "0"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    pid_ = start(arguments, log_);
    // Its log is all that it says of itself: asked again until the port stands there or it ended.
    while ((port_ = listening_port(log())) == 0) {
        int status = 0;
        if (waitpid(pid_, &status, WNOHANG) == pid_) {
            pid_ = -1;
            throw std::runtime_error("the server didn't start: " + log());
        }
        poll(nullptr, 0, 5);
    }
}

ServerProcess::~ServerProcess() {
    if (pid_ > 0) {
        kill();
    }
}

void ServerProcess::kill() {
    ::kill(pid_, SIGKILL);
    wait();
}

int ServerProcess::terminate() {
    ::kill(pid_, SIGTERM);
    return wait();
}

int ServerProcess::wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string ServerProcess::log() const {
    return text_of(log_);
}

Run run_dageng(const std::vector<std::string>& arguments, const std::string& typed) {
    char name[] = "/tmp/dageng-run-XXXXXX";
    const int file = mkstemp(name);
    const TemporaryFolder scratch;
    std::ofstream(scratch / "typed") << typed;
    const pid_t pid = start(arguments, name, scratch / "typed");
    int status = 0;
    waitpid(pid, &status, 0);
    Run run{WIFEXITED(status) ? WEXITSTATUS(status) : 128, text_of(name)};
    close(file);
    unlink(name);
    return run;
}

std::string add_account(
    const std::filesystem::path& folder,
    const std::string& role,
    const std::string& category,
    const std::string& name
) {
    std::vector<std::string> arguments{
        "account", "add", "--data", folder.string(), "--role", role, "--name", name
    };
    if (!category.empty()) {
        arguments.insert(arguments.end(), {"--category", category});
    }
    const Run run = run_dageng(arguments);
    if (run.status != 0) {
        throw std::runtime_error("account add: " + run.output);
    }
    return run.output.substr(0, run.output.find('\n'));
}

} // namespace dageng::story
