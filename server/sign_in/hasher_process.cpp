#include "server/sign_in/hasher_process.hpp"

#include "server/sign_in/password.hpp"

#include <sodium.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <optional>
#include <sched.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace dageng::sign_in {

// One message is one wish or one answer. `hash PASSWORD` is answered by the hash, `match HASH
// PASSWORD` by yes or no; a password may have spaces in it.
namespace {

constexpr std::string_view hash_wish = "hash ";
constexpr std::string_view match_wish = "match ";
constexpr std::size_t most_bytes = 4096;
constexpr int behind_all = 19;

void say(int socket, const std::string& message) {
    if (message.size() > most_bytes || send(socket, message.data(), message.size(), MSG_NOSIGNAL) !=
                                           static_cast<ssize_t>(message.size())) {
        throw HasherError("the process that hashes passwords doesn't take a wish");
    }
}

/// Nothing once the other side is gone.
std::optional<std::string> hear(int socket) {
    std::array<char, most_bytes> bytes{};
    ssize_t got = -1;
    do {
        got = recv(socket, bytes.data(), bytes.size(), 0);
    } while (got < 0 && errno == EINTR);
    if (got <= 0) {
        return std::nullopt;
    }
    std::string message(bytes.data(), static_cast<std::size_t>(got));
    sodium_memzero(bytes.data(), bytes.size());
    return message;
}

std::string answer(const std::string& wish) {
    if (wish.starts_with(hash_wish)) {
        return hash_password(wish.substr(hash_wish.size()), {});
    }
    const std::size_t space = wish.find(' ', match_wish.size());
    if (!wish.starts_with(match_wish) || space == std::string::npos) {
        throw HasherError("not a wish");
    }
    const std::string hash = wish.substr(match_wish.size(), space - match_wish.size());
    return is_password(hash, wish.substr(space + 1)) ? "yes" : "no";
}

/// Behind the others of its group of processes, and its group behind all others: Linux shares a
/// core among sessions first (sched(7), autogroup). In the server's own session it would keep that
/// at work without a break, and the kernel's thread that hands writes to the disk waiting for the
/// end of a slice.
void stand_behind() {
    const sched_param none{};
    sched_setscheduler(0, SCHED_IDLE, &none);
    std::ofstream("/proc/self/autogroup") << behind_all; // Where there are such groups.
}

} // namespace

HasherProcess::HasherProcess(std::vector<std::string> command) : command_(std::move(command)) {}

HasherProcess::~HasherProcess() {
    end();
}

std::string HasherProcess::hash(const std::string& password) {
    return ask(std::string(hash_wish) + password);
}

bool HasherProcess::matches(const std::string& hash, const std::string& password) {
    if (hash.empty() || hash.find(' ') != std::string::npos) {
        throw HasherError("not a hash");
    }
    return ask(std::string(match_wish) + hash + ' ' + password) == "yes";
}

std::string HasherProcess::ask(const std::string& wish) {
    if (process_ < 0) {
        start();
    }
    try {
        say(socket_, wish);
        if (auto heard = hear(socket_)) {
            return *std::move(heard);
        }
    } catch (const HasherError&) {
        end();
        throw;
    }
    end();
    throw HasherError("the process that hashes passwords ended");
}

void HasherProcess::start() {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw HasherError(std::string("no socket for a process: ") + std::strerror(errno));
    }
    std::vector<char*> arguments;
    for (std::string& argument : command_) {
        arguments.push_back(argument.data());
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    // Locks and clients' sockets are this process's alone.
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    pid_t process = -1;
    const int error =
        posix_spawn(&process, arguments[0], &actions, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (error != 0) {
        close(ends[0]);
        throw HasherError(command_[0] + " can't be started: " + std::strerror(error));
    }
    socket_ = ends[0];
    process_ = process;
}

void HasherProcess::end() {
    if (process_ < 0) {
        return;
    }
    close(std::exchange(socket_, -1));
    const pid_t process = std::exchange(process_, -1);
    kill(process, SIGKILL); // It may be in the midst of a hash.
    while (waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
    }
}

void answer_hashes(int socket) {
    stand_behind();
    while (const auto wish = hear(socket)) {
        say(socket, answer(*wish));
    }
}

} // namespace dageng::sign_in
