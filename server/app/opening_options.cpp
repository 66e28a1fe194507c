#include "server/app/opening_options.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace dageng::app {

namespace {

/// A line of the terminal, without its being shown; of a pipe, the next.
std::string asked(const std::string& what) {
    std::cerr << what << ": " << std::flush;
    termios before{};
    const bool terminal = ::tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        termios silent = before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    std::string line;
    std::getline(std::cin, line);
    if (terminal) {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        std::cerr << '\n';
    }
    return line;
}

} // namespace

void OpeningOptions::add(CLI::App& command) {
    command.add_option(
        "--approve",
        logins_,
        "Login of an account that approves; asks for its password and one-time code. Twice"
    );
    command.add_option("--reason", reason_, "Why it is opened, 10 to 200 characters");
}

Opening OpeningOptions::asked() const {
    Opening opening;
    for (const std::string& login : logins_) {
        Approval approval;
        approval.login.value = login;
        approval.password.value = app::asked("password of " + login);
        approval.one_time.value = app::asked("one-time code of " + login);
        opening.approvals.items.push_back(std::move(approval));
    }
    if (!reason_.empty()) {
        opening.reason = protocol::Text<10, 200>{reason_};
    }
    return opening;
}

} // namespace dageng::app
