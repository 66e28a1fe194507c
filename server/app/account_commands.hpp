#pragma once

#include <memory>
#include <optional>

namespace CLI { // NOLINT(readability-identifier-naming): the library calls itself so.
class App;
}

namespace dageng::app {

/// `dageng account …`, `person …`, `registry …` and `keys …`: what the operator does with accounts
/// and their keys, whether a server runs on the data folder or not.
class AccountCommands {
  public:
    /// Adds the commands; before the command line is parsed. The program must outlive the parsing.
    explicit AccountCommands(CLI::App& program);
    ~AccountCommands();
    AccountCommands(const AccountCommands&) = delete;
    AccountCommands& operator=(const AccountCommands&) = delete;

    /// Does the one that was given, and gives the process's status; nothing when it was none of
    /// them. Once.
    std::optional<int> run();

  private:
    struct Given;
    std::unique_ptr<Given> given_;
};

} // namespace dageng::app
