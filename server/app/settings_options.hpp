#pragma once

#include "server/app/settings.hpp"

#include <string>
#include <vector>

namespace CLI { // NOLINT(readability-identifier-naming): the library calls itself so.
class App;
}

namespace dageng::app {

/// The settings as options of a command: `--config FILE`, and one for each setting that has one.
/// Made before the command line is parsed, asked after.
class SettingOptions {
  public:
    /// Used when it is there and no `--config` was given.
    static constexpr const char* usual_file = "config/dageng.toml";

    /// The command must outlive the parsing, not this.
    explicit SettingOptions(CLI::App& command);
    SettingOptions(const SettingOptions&) = delete;
    SettingOptions& operator=(const SettingOptions&) = delete;

    /// As load_settings, of what was given.
    protocol::Result<Settings> load() const;

  private:
    std::string config_;
    std::vector<GivenOption> options_; ///< One for each option; without values: not given.
};

} // namespace dageng::app
