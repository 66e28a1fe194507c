#include "server/app/settings_options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>

namespace dageng::app {

SettingOptions::SettingOptions(CLI::App& command) {
    command.add_option("--config", config_, "File of settings; usually " + std::string{usual_file})
        ->type_name("FILE");
    for (const Setting& setting : settings_table()) {
        if (!setting.option.empty()) {
            options_.push_back({std::string{setting.option}, {}});
        }
    }
    // The command keeps references to the values: from here on the list doesn't move.
    for (const Setting& setting : settings_table()) {
        const auto given = std::find_if(options_.begin(), options_.end(), [&](const auto& one) {
            return one.option == setting.option;
        });
        if (given == options_.end()) {
            continue;
        }
        CLI::Option* option =
            command.add_option(given->option, given->values, std::string{setting.sentence});
        // A list is given by giving the option several times.
        option->expected(1)->multi_option_policy(
            setting.target.index() == 2 ? CLI::MultiOptionPolicy::TakeAll
                                        : CLI::MultiOptionPolicy::Throw
        );
        option->type_name(setting.target.index() == 1 ? "NUMBER" : "TEXT");
    }
}

protocol::Result<Settings> SettingOptions::load() const {
    std::optional<std::filesystem::path> file;
    if (!config_.empty()) {
        file = config_;
    } else if (std::filesystem::exists(usual_file)) {
        file = usual_file;
    }
    std::vector<GivenOption> given;
    std::copy_if(options_.begin(), options_.end(), std::back_inserter(given), [](const auto& one) {
        return !one.values.empty();
    });
    return load_settings(file, given);
}

} // namespace dageng::app
