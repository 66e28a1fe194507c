#pragma once

#include "server/app/approvals.hpp"

#include <string>
#include <vector>

namespace CLI { // NOLINT(readability-identifier-naming): the library calls itself so.
class App;
}

namespace dageng::app {

/// `--approve` and `--reason` of a command that opens what is sealed.
class OpeningOptions {
  public:
    /// Before the command line is parsed. It must outlive the parsing.
    void add(CLI::App& command);

    /// Asks those who approve at the terminal for password and one-time code.
    Opening asked() const;

  private:
    std::vector<std::string> logins_;
    std::string reason_;
};

} // namespace dageng::app
