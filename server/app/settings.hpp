#pragma once

#include "protocol/errors.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dageng::app {

/// What `dageng serve` can be told. The values here are the defaults; units, limits and meaning
/// stand in the table (settings_table.cpp). Paths are relative to the folder that the server is
/// started in.
struct Settings {
    struct Server {
        std::string listen = "127.0.0.1";
        std::int64_t port = 8080;
        std::string certificate;
        std::string certificate_key;
        std::int64_t io_threads = 1;
        std::string web = "web/dist";
    } server;

    struct Data {
        std::string folder = "data";
        std::int64_t photo_reserve_mb = 1'000;
        std::string erasures;
        std::string master_key_command;
        std::int64_t backup_key_days = 30;
    } data;

    struct Accounts {
        std::string residents_register = "yes";
    } accounts;

    struct District {
        std::string boundary;
        std::vector<std::string> base_map;
        std::string catalogue = "config/plans.toml";
        std::string roads;
        std::string barriers;
    } district;

    struct Limits {
        std::int64_t connections = 20'000;
        std::int64_t strangers_of_address = 4'000;
        std::int64_t commands_per_s = 5;
        std::int64_t positions_per_s = 2;
    } limits;

    struct Log {
        std::string level = "info";
    } log;
};

/// One row of the table of settings.
struct Setting {
    using Value = std::variant<std::string, std::int64_t, std::vector<std::string>>;
    using Target = std::variant<
        std::string& (*)(Settings&),
        std::int64_t& (*)(Settings&),
        std::vector<std::string>& (*)(Settings&)>;

    std::string_view key;      ///< Section and name, as `server.port`.
    std::string_view option;   ///< On the command line, as `--port`; empty for none.
    std::string_view sentence; ///< What it is for.
    std::string_view unit;     ///< Empty for none.
    Target target = {};
    std::int64_t least = 0; ///< Of a whole number; of a text or each text of a list: its bytes.
    std::int64_t most = 0;
    std::span<const std::string_view> choices = {}; ///< Of a text; empty: any.

    /// Such as `a whole number from 1 to 65535`.
    std::string expected() const;
    /// Whether a value of the setting's type is within its limits.
    bool allows(const Value& value) const;
    Value get(const Settings& settings) const;
    /// Only what is allowed.
    void set(Settings& settings, Value value) const;
};

/// All settings, in the order of the documented file. A list holds at most `most_listed` texts.
std::span<const Setting> settings_table();
inline constexpr std::size_t most_listed = 16;

/// A value from the command line.
struct GivenOption {
    std::string option; ///< As `--port`; one of the table.
    std::vector<std::string> values;
};

/// The defaults, over them the file (none: the defaults alone), over that the options. Refused with
/// a line for each thing that is wrong: `file:line:column: key: what was expected`, or
/// `--option: what was expected`.
protocol::Result<Settings> load_settings(
    const std::optional<std::filesystem::path>& file, std::span<const GivenOption> options
);

/// The text of config/dageng.toml: every setting with what it is for, its limits, unit and default.
std::string documented_settings();

} // namespace dageng::app
