#include "protocol/json_write.hpp"
#include "protocol/names.hpp"
#include "server/app/accounts.hpp"
#include "server/app/backup.hpp"
#include "server/app/control.hpp"
#include "server/app/foundation.hpp"
#include "server/app/log.hpp"
#include "server/app/road_tables.hpp"
#include "server/app/serve.hpp"
#include "server/app/settings_options.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <exception>
#include <fcntl.h>
#include <iostream>
#include <string>
#include <unistd.h>

namespace {

using namespace dageng;

struct AccountOptions {
    std::string role;
    std::string category;
    std::string name;
    std::int64_t count = 1;
    std::string tokens;
};

int complain(const std::string& what) {
    std::cerr << "dageng: " << what << '\n';
    return 1;
}

/// Tokens are worth as much as passwords: a file of them is its owner's alone.
int write_tokens(const std::string& file, const std::string& tokens) {
    if (file.empty()) {
        std::cout << tokens << std::flush;
        return 0;
    }
    const int to = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool written =
        to >= 0 && ::write(to, tokens.data(), tokens.size()) == static_cast<ssize_t>(tokens.size());
    if (to >= 0) {
        ::close(to);
    }
    return written ? 0 : complain(file + " can't be written");
}

protocol::Result<app::AddAccounts> wanted_accounts(const AccountOptions& options) {
    app::AddAccounts wanted;
    const auto role = protocol::enum_from_name<protocol::Role>(options.role);
    if (!role) {
        return protocol::Refusal{
            protocol::ErrorCode::bad_field, "no such role: " + options.role, "--role"
        };
    }
    wanted.role = *role;
    if (!options.category.empty()) {
        wanted.category = protocol::Slug{options.category};
    }
    wanted.name.value = options.name;
    wanted.count.value = options.count;
    return wanted;
}

int add_accounts(const app::Settings& settings, const AccountOptions& options) {
    const auto wanted = wanted_accounts(options);
    if (!wanted) {
        return complain(wanted.refusal().detail);
    }
    if (const auto answer = app::ask_server(settings.data.folder, protocol::to_json(*wanted))) {
        const std::size_t line = answer->find('\n');
        if (answer->rfind("ok\n", 0) != 0 || line == std::string::npos) {
            return complain(
                answer->empty() ? "the server gave no answer" : answer->substr(0, line)
            );
        }
        return write_tokens(options.tokens, answer->substr(line + 1));
    }
    app::Foundation foundation{settings};
    foundation.start(settings);
    const auto tokens = app::add_accounts(foundation, *wanted);
    if (!tokens) {
        return complain(tokens.refusal().field + ": " + tokens.refusal().detail);
    }
    std::string lines;
    for (const std::string& token : *tokens) {
        lines += token + "\n";
    }
    return write_tokens(options.tokens, lines);
}

int back_up(const app::Settings& settings, const std::string& file) {
    const auto summary = app::make_backup(settings.data.folder, file);
    std::cout << "back-up " << file << ": events 1 to " << summary.last << " of log " << summary.log
              << ", " << summary.photos << " photo files; the master key is in " << file
              << ".key, to be kept elsewhere\n";
    return 0;
}

int restore(const app::Settings& settings, const std::string& file, const std::string& key) {
    const auto summary = app::restore_backup(
        file,
        settings.data.folder,
        key.empty() ? std::nullopt : std::optional<std::filesystem::path>{key}
    );
    std::cout << "restored to " << settings.data.folder << ": events 1 to " << summary.last
              << ", now log " << summary.log << ", " << summary.photos << " photo files\n";
    return 0;
}

/// Runs a command with its settings, or says what is wrong with them.
template <class Command>
int with_settings(const app::SettingOptions& options, Command command) {
    const auto settings = options.load();
    if (!settings) {
        return complain(settings.refusal().detail);
    }
    return command(*settings);
}

int run(int count, char** arguments) {
    CLI::App program{"Dageng, incident dispatch for neighbourhood safety"};
    program.require_subcommand(1);
    program.set_version_flag("--version", DAGENG_VERSION);

    CLI::App& serve = *program.add_subcommand("serve", "Run a server");
    const app::SettingOptions serve_settings{serve};

    const CLI::App& listing =
        *program.add_subcommand("settings", "Print every setting with its meaning and default");

    CLI::App& account = *program.add_subcommand("account", "Make accounts");
    account.require_subcommand(1);
    CLI::App& add =
        *account.add_subcommand("add", "Make accounts and print their sign-in tokens, one a line");
    const app::SettingOptions add_settings{add};
    AccountOptions options;
    add.add_option(
           "--role",
           options.role,
           "resident, volunteer, officer, dispatcher, coordinator, supervisor or administrator"
    )
        ->required();
    add.add_option(
        "--category", options.category, "Of responders, such as community-volunteer or officer"
    );
    add.add_option(
        "--name", options.name, "What dispatchers read; numbered when there are several"
    );
    add.add_option("--count", options.count, "How many")
        ->check(CLI::Range(1, 200'000))
        ->capture_default_str();
    add.add_option("--tokens", options.tokens, "Write the tokens to this file instead");

    std::string file;
    std::string key;
    CLI::App& backup = *program.add_subcommand(
        "backup", "Copy a district into one file, while its server runs or not"
    );
    const app::SettingOptions backup_settings{backup};
    backup.add_option("file", file, "The file to make; the master key goes to FILE.key")
        ->required();
    CLI::App& restoring = *program.add_subcommand("restore", "Make a data folder from a back-up");
    const app::SettingOptions restore_settings{restoring};
    restoring.add_option("file", file, "The back-up")->required();
    restoring.add_option("--master-key", key, "The master key's file, by default FILE.key");

    CLI::App& roads = *program.add_subcommand("roads", "Prepare the roads of a district");
    roads.require_subcommand(1);
    CLI::App& build = *roads.add_subcommand("build", "Make a file of roads for district.roads");
    std::string nodes;
    std::string edges;
    build.add_option("--nodes", nodes, "Table of nodes: node,lat,lon; csv or csv.gz")->required();
    build
        .add_option(
            "--edges", edges, "Table of edges: from,to,class,oneway,length_m; csv or csv.gz"
        )
        ->required();
    build.add_option("file", file, "The file to make")->required();

    CLI11_PARSE(program, count, arguments);
    if (serve.parsed()) {
        return with_settings(serve_settings, [](const app::Settings& settings) {
            return app::serve(settings);
        });
    }
    if (listing.parsed()) {
        std::cout << app::documented_settings();
        return EXIT_SUCCESS;
    }
    if (build.parsed()) {
        return app::build_roads(nodes, edges, file);
    }
    if (backup.parsed()) {
        return with_settings(backup_settings, [&](const app::Settings& settings) {
            return back_up(settings, file);
        });
    }
    if (restoring.parsed()) {
        return with_settings(restore_settings, [&](const app::Settings& settings) {
            return restore(settings, file, key);
        });
    }
    return with_settings(add_settings, [&](const app::Settings& settings) {
        app::start_log("warn");
        return add_accounts(settings, options);
    });
}

} // namespace

int main(int count, char** arguments) {
    try {
        return run(count, arguments);
    } catch (const std::exception& error) {
        return complain(error.what());
    }
}
