#pragma once

#include "server/sign_in/hasher.hpp"

#include <string>
#include <vector>

namespace dageng::sign_in {

/// Hashes in another process and session, which run on what the others leave of a core. A
/// thread wouldn't do: each hash maps and unmaps 64 MiB, and whoever else of the process needs its
/// address space changed waits for that, the longer the less the hashing thread is let run. One
/// that was killed is told of (HasherError), and started anew with the next wish.
class HasherProcess final : public Hasher {
  public:
    /// `command` is a program, by its path, and its arguments; its standard input is a socket on
    /// which it must answer as answer_hashes does. Started with the first wish.
    explicit HasherProcess(std::vector<std::string> command);
    ~HasherProcess() override;
    HasherProcess(const HasherProcess&) = delete;
    HasherProcess& operator=(const HasherProcess&) = delete;

    std::string hash(const std::string& password) override;
    bool matches(const std::string& hash, const std::string& password) override;

  private:
    std::string ask(const std::string& wish);
    void start();
    void end();

    std::vector<std::string> command_;
    int socket_ = -1;
    int process_ = -1;
};

/// What that process does: goes behind all others, and answers what comes on `socket` until it
/// ends. Throws HasherError.
void answer_hashes(int socket);

} // namespace dageng::sign_in
