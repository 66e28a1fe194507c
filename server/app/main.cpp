#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "server/app/account_commands.hpp"
#include "server/app/audit.hpp"
#include "server/app/backup.hpp"
#include "server/app/control.hpp"
#include "server/app/explain.hpp"
#include "server/app/foundation.hpp"
#include "server/app/own_hasher.hpp"
#include "server/app/plan_control.hpp"
#include "server/app/replay.hpp"
#include "server/app/road_tables.hpp"
#include "server/app/serve.hpp"
#include "server/app/settings_options.hpp"
#include "server/district/time.hpp"
#include "server/sign_in/hasher_process.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <unistd.h>

namespace {

using namespace dageng;

int complain(const std::string& what) {
    std::cerr << "dageng: " << what << '\n';
    return 1;
}

struct TryOptions {
    std::string kind;
    std::string at;
    std::int64_t level = 1;
};

/// What the running server answers, without its first line.
int ask_about_plans(const app::Settings& settings, const std::string& request) {
    const auto answer = app::ask_server(settings.data.folder, request);
    if (!answer || answer->empty()) {
        return complain("no server runs on " + settings.data.folder);
    }
    if (answer->rfind("ok\n", 0) != 0) {
        return complain(answer->substr(0, answer->size() - 1));
    }
    std::cout << answer->substr(3);
    return 0;
}

int try_plan(const app::Settings& settings, const TryOptions& options) {
    const std::size_t comma = options.at.find(',');
    const std::string lat = options.at.substr(0, comma);
    const std::string lon = comma == std::string::npos ? "" : options.at.substr(comma + 1);
    const auto wish = protocol::read_json<app::TryPlan>(
        "{\"kind\":\"" + options.kind + "\",\"at\":{\"lat\":" + lat + ",\"lon\":" + lon +
        "},\"level\":" + std::to_string(options.level) + "}"
    );
    if (!wish) {
        return complain("expected a kind's name, and --at LAT,LON such as 39.9219,116.4436");
    }
    return ask_about_plans(settings, std::string(app::try_request) + protocol::to_json(*wish));
}

int back_up(const app::Settings& settings, const std::string& file) {
    const std::int64_t days = settings.data.backup_key_days;
    const auto summary = app::make_backup({settings.data.folder, file, days});
    std::cout << "back-up " << file << ": events 1 to " << summary.last << " of log " << summary.log
              << ", " << summary.photos << " photo files; what opens it is in " << file
              << ".vault and " << file << ".key, to be kept elsewhere, " << days
              << " days at most\n";
    if (summary.keys_removed > 0) {
        std::cout << "keys of " << summary.keys_removed << " older back-ups removed\n";
    }
    return 0;
}

struct RestoreOptions {
    std::string key;
    std::string erased;
};

int restore(const app::Settings& settings, const std::string& file, const RestoreOptions& options) {
    const std::string& own_list = settings.data.erasures;
    const app::ErasureLists lists{options.erased.empty() ? own_list : options.erased, own_list};
    app::RestoreWish wish{file, settings.data.folder};
    if (!options.key.empty()) {
        wish.key = options.key;
    }
    wish.erasures = lists;
    wish.master = app::master_from(settings);
    const auto summary = app::restore_backup(wish);
    std::cout << "restored to " << settings.data.folder << ": events 1 to " << summary.last
              << ", now log " << summary.log << ", " << summary.photos << " photo files, "
              << summary.erased << " people erased again\n";
    if (lists.known.empty()) {
        std::cerr << "dageng: no list of erasures was given (--erased FILE): whoever was erased "
                     "after this back-up is back\n";
    }
    return 0;
}

struct ReplayOptions {
    std::string folder;
    std::string until;
    bool json = false;
};

int replay(const ReplayOptions& options) {
    const auto end = app::replay_end(options.until);
    if (!end) {
        return complain(end.refusal().detail);
    }
    const auto then = app::district_then(options.folder, *end);
    if (!then) {
        return complain(then.refusal().detail);
    }
    std::cout << (options.json ? protocol::to_json(*then) + "\n" : app::to_lines(*then));
    return 0;
}

struct ExplainOptions {
    std::string folder;
    std::string incident;
    bool json = false;
};

int explain(const ExplainOptions& options) {
    const protocol::TimeMs now{district::read_clocks().wall_ms};
    const auto explained = app::explain(options.folder, options.incident, now);
    if (!explained) {
        return complain(explained.refusal().detail);
    }
    std::cout << (options.json ? explained->json + "\n" : app::to_lines(*explained));
    return 0;
}

struct AuditOptions {
    std::string folder;
    std::string file;
    std::string key;
};

int verify_audit(const AuditOptions& options) {
    const auto audited = app::verify_journal(options.folder, options.file, options.key);
    if (!audited) {
        return complain(audited.refusal().detail);
    }
    std::cout << app::to_lines(*audited);
    return 0;
}

int export_audit(const AuditOptions& options) {
    const auto head = app::export_head(options.folder, options.file);
    if (!head) {
        return complain(head.refusal().detail);
    }
    std::cout << "event " << head->last << ", signed by " << head->key.value << '\n';
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

    // Run by the server for itself.
    const CLI::App& hashing = *program.add_subcommand(app::hash_command)->group("");

    app::AccountCommands accounts{program};

    std::string file;
    CLI::App& backup = *program.add_subcommand(
        "backup",
        "Copy a district into a file, and its keys into two others, while its server runs or not"
    );
    const app::SettingOptions backup_settings{backup};
    backup.add_option("file", file, "The file to make; keys go to FILE.vault and FILE.key")
        ->required();
    CLI::App& restoring = *program.add_subcommand("restore", "Make a data folder from a back-up");
    const app::SettingOptions restore_settings{restoring};
    restoring.add_option("file", file, "The back-up")->required();
    RestoreOptions restored;
    restoring.add_option(
        "--master-key", restored.key, "The master key's file, by default FILE.key"
    );
    restoring.add_option(
        "--erased", restored.erased, "The list of those who were erased: data.erasures of then"
    );

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

    CLI::App& plan = *program.add_subcommand("plan", "Ask about response plans, or change them");
    plan.require_subcommand(1);
    CLI::App& reload = *plan.add_subcommand(
        "reload", "Let the running server read its plans' file again; a bad file changes nothing"
    );
    const app::SettingOptions reload_settings{reload};
    CLI::App& trying = *plan.add_subcommand(
        "try", "Say what the running server would do about an incident now, and why"
    );
    const app::SettingOptions try_settings{trying};
    TryOptions trial;
    trying.add_option("--kind", trial.kind, "The kind of incident, such as elder-missing")
        ->required();
    trying.add_option("--at", trial.at, "The place as LAT,LON in degrees")->required();
    trying.add_option("--level", trial.level, "The alarm level")
        ->check(CLI::Range(1, 5))
        ->capture_default_str();

    CLI::App& replaying = *program.add_subcommand(
        "replay",
        "Say what a district was at any moment, from its journal, while its server runs or not"
    );
    ReplayOptions past;
    replaying.add_option("folder", past.folder, "The data folder; nothing in it changes")
        ->required();
    replaying.add_option(
        "--until", past.until, "A moment such as 2025-11-24T10:08:40Z, or an event's number"
    );
    replaying.add_flag("--json", past.json, "As one line of JSON");

    CLI::App& explaining = *program.add_subcommand(
        "explain",
        "Say who was asked for an incident by which figures, and how many weren't for which reason"
    );
    ExplainOptions why;
    explaining.add_option("folder", why.folder, "The data folder; nothing in it changes")
        ->required();
    explaining
        .add_option("incident", why.incident, "Its number or code, such as 12 or CY-1124-0003")
        ->required();
    explaining.add_flag("--json", why.json, "As one line of JSON");

    CLI::App& audit = *program.add_subcommand("audit", "Show that a journal is what was written");
    audit.require_subcommand(1);
    AuditOptions audited;
    CLI::App& verifying = *audit.add_subcommand(
        "verify",
        "Walk the whole journal, while its server runs or not; say what a signed head proves"
    );
    verifying.add_option("folder", audited.folder, "The data folder; nothing in it changes")
        ->required();
    verifying.add_option("--heads", audited.file, "Heads that were exported and kept elsewhere");
    verifying.add_option("--key", audited.key, "Only heads signed by this public key count");
    CLI::App& exporting = *audit.add_subcommand(
        "export", "Sign where the journal ends now, to be kept where its disk can't be reached from"
    );
    exporting.add_option("folder", audited.folder, "The data folder")->required();
    exporting.add_option("file", audited.file, "Gets one line more")->required();

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
    if (hashing.parsed()) {
        sign_in::answer_hashes(STDIN_FILENO);
        return EXIT_SUCCESS;
    }
    if (build.parsed()) {
        return app::build_roads(nodes, edges, file);
    }
    if (replaying.parsed()) {
        return replay(past);
    }
    if (explaining.parsed()) {
        return explain(why);
    }
    if (verifying.parsed()) {
        return verify_audit(audited);
    }
    if (exporting.parsed()) {
        return export_audit(audited);
    }
    if (backup.parsed()) {
        return with_settings(backup_settings, [&](const app::Settings& settings) {
            return back_up(settings, file);
        });
    }
    if (restoring.parsed()) {
        return with_settings(restore_settings, [&](const app::Settings& settings) {
            return restore(settings, file, restored);
        });
    }
    if (reload.parsed()) {
        return with_settings(reload_settings, [](const app::Settings& settings) {
            return ask_about_plans(settings, std::string(app::reload_request));
        });
    }
    if (trying.parsed()) {
        return with_settings(try_settings, [&](const app::Settings& settings) {
            return try_plan(settings, trial);
        });
    }
    return accounts.run().value_or(EXIT_FAILURE);
}

} // namespace

int main(int count, char** arguments) {
    try {
        return run(count, arguments);
    } catch (const std::exception& error) {
        return complain(error.what());
    }
}
