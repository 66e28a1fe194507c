#pragma once

#include "tests/faults/phone.hpp"
#include "tests/story/server_process.hpp"
#include "tests/temporary_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace dageng::faults {

/// A district in a folder of its own, and phones that keep a server busy: a dispatcher, those who
/// report, and five volunteers.
struct Town {
    explicit Town(int reporters = 3);

    void begin(const story::ServerProcess& server);
    /// With a new process, after the one before has ended.
    void come_back(std::unique_ptr<story::ServerProcess>& server);
    /// At no particular moment: neither of the phones' nor of the server's.
    void go_on_for_a_while();
    /// Lets the phones finish, and everybody hear what they missed; what promises were broken. The
    /// server is killed once more for it.
    std::vector<std::string> end(story::ServerProcess& server);
    /// The same in two steps: the phones have finished, and the server is killed …
    std::uint64_t finish(story::ServerProcess& server);
    /// … and a new one tells the rest, and ends.
    std::vector<std::string> hear_the_rest(story::ServerProcess& last, std::uint64_t quiet);

    std::vector<const Phone*> all() const;
    std::uint64_t acknowledged(const std::string& type) const;
    /// That the load was one: everybody did what they do.
    void check_that_much_happened() const;

    TemporaryFolder scratch;
    std::filesystem::path folder = scratch / "district";
    Place place;
    std::vector<std::unique_ptr<Phone>> phones;
    std::mt19937 random{20'261'129};

  private:
    void add(Phone::Kind kind, const std::string& role, const std::string& category, int count);
};

/// Each as an error of the running test.
void say_all(const std::vector<std::string>& broken);

} // namespace dageng::faults
