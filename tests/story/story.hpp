#pragma once

#include "tests/story/client.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace dageng::story {

/// The story that all this is for, in steps that each end with what the server acknowledged: a man
/// sees a woman being followed, reports it with a photo, officers come, and he hears how it ended.
/// Meanwhile a dispatcher takes a call about a missing elder, and a volunteer helps.
class Story {
  public:
    struct Tokens {
        std::string reporter;
        std::string volunteer;
        std::string officer;
        std::string dispatcher;
    };

    struct Step {
        std::string name;
        std::function<void()> play;
    };

    explicit Story(const Tokens& tokens);

    /// All four connect; with `resume` from what they kept. Who is on duty tells their place again.
    void connect(std::uint16_t port, bool resume);

    std::vector<Step> steps();

    /// What was acknowledged so far and a newly connected dispatcher, the reporter's new phone or
    /// an HTTP request doesn't find: a line each; empty when nothing is missing.
    std::string missing(std::uint16_t port) const;

    Client reporter;
    Client volunteer;
    Client officer;
    Client dispatcher;

  private:
    void place(Client& client, double north_m);
    Client fresh(const Client& like, std::uint16_t port) const;

    std::uint16_t port_ = 0;
    Tokens tokens_;
    std::string photo_;
    // What was acknowledged.
    bool officer_on_duty_ = false;
    bool volunteer_on_duty_ = false;
    std::uint64_t tip_ = 0;
    bool photo_stored_ = false;
    std::uint64_t tailing_ = 0;
    std::uint64_t elder_ = 0;
    std::uint64_t officer_assignment_ = 0;
    std::uint64_t volunteer_assignment_ = 0;
    std::string officer_state_;
    std::string volunteer_state_;
    bool acknowledged_ = false;
    bool noted_ = false;
    bool closed_ = false;
};

} // namespace dageng::story
