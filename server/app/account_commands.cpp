#include "server/app/account_commands.hpp"

#include "protocol/json_write.hpp"
#include "protocol/names.hpp"
#include "protocol/utf8.hpp"
#include "server/app/account_control.hpp"
#include "server/app/accounts.hpp"
#include "server/app/control.hpp"
#include "server/app/erasures.hpp"
#include "server/app/explain.hpp"
#include "server/app/log.hpp"
#include "server/app/opening_options.hpp"
#include "server/app/person_record.hpp"
#include "server/app/registry_export.hpp"
#include "server/app/registry_import.hpp"
#include "server/app/retention.hpp"
#include "server/app/searches.hpp"
#include "server/app/settings_options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <fcntl.h>
#include <functional>
#include <iostream>
#include <string>
#include <unistd.h>
#include <vector>

namespace dageng::app {

namespace {

int complain(const std::string& what) {
    std::cerr << "dageng: " << what << '\n';
    return 1;
}

/// What lets somebody in is worth as much as a password: a file of it is its owner's alone.
int write_lines(const std::string& file, const std::string& lines) {
    if (file.empty()) {
        std::cout << lines << std::flush;
        return 0;
    }
    const int to = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool written =
        to >= 0 && ::write(to, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size());
    if (to >= 0) {
        ::close(to);
    }
    return written ? 0 : complain(file + " can't be written");
}

/// Of the server that runs on the folder, else of the folder itself.
std::string answer(const Settings& settings, const std::string& request) {
    if (auto given = ask_server(settings.data.folder, request)) {
        return *std::move(given);
    }
    start_log("warn");
    Foundation foundation{settings};
    foundation.start(settings);
    return answer_accounts(foundation, request).value_or("");
}

template <class Number>
void number_option(CLI::App& command, Number& number) {
    command.add_option("--account", number, "Its number")
        ->required()
        ->check(CLI::Range(AccountNumber::min, AccountNumber::max));
}

} // namespace

struct AccountCommands::Given {
    struct AddOptions {
        std::string role;
        std::string category;
        std::string name;
        std::vector<std::string> trainings;
        std::string unit;
        std::int64_t count = 1;
    };
    /// One of the commands: what it asks for, once it was parsed.
    struct Command {
        CLI::App& command;
        SettingOptions settings;
        std::function<protocol::Result<std::string>()> request;

        Command(CLI::App& app, std::function<protocol::Result<std::string>()> made)
            : command(app), settings(app), request(std::move(made)) {}
    };

    template <class Wanted>
    void offer(CLI::App& command, std::string_view word, Wanted& wanted) {
        commands.push_back(std::make_unique<Command>(command, [word, &wanted] {
            return protocol::Result<std::string>{std::string(word) + protocol::to_json(wanted)};
        }));
    }

    protocol::Result<AddAccounts> wanted_accounts() const {
        AddAccounts wanted;
        const auto role = protocol::enum_from_name<protocol::Role>(adding.role);
        if (!role) {
            return protocol::Refusal{
                protocol::ErrorCode::bad_field, "no such role: " + adding.role, "--role"
            };
        }
        wanted.role = *role;
        if (!adding.category.empty()) {
            wanted.category = protocol::Slug{adding.category};
        }
        for (const std::string& training : adding.trainings) {
            wanted.trainings.items.push_back({training});
        }
        if (!adding.unit.empty()) {
            wanted.unit = protocol::Slug{adding.unit};
        }
        wanted.name.value = adding.name;
        wanted.count.value = adding.count;
        return wanted;
    }

    protocol::Result<std::string> import_request() const {
        ImportRegistry wanted;
        for (const auto& [path, text] :
             {std::pair{&units_file, &wanted.units}, std::pair{&people_file, &wanted.people}}) {
            if (path->empty()) {
                continue;
            }
            text->emplace(read_text(*path));
            const std::string& read = (*text)->value;
            const std::size_t good = protocol::valid_until(read, 0);
            if (good < read.size()) {
                const auto line = std::count(
                    read.begin(), read.begin() + static_cast<std::ptrdiff_t>(good), '\n'
                );
                return protocol::Refusal{
                    protocol::ErrorCode::bad_field,
                    *path + " isn't UTF-8 in line " + std::to_string(line + 1),
                    {}
                };
            }
        }
        if (!wanted.units && !wanted.people) {
            return protocol::Refusal{
                protocol::ErrorCode::bad_field, "--units or --people names a list", {}
            };
        }
        return std::string(account_request::import_lists) + protocol::to_json(wanted);
    }
    void add_registry(CLI::App& program);
    void add_retention(CLI::App& program);

    AddOptions adding;
    protocol::IssueCode coding;
    ListDevices listing;
    SignOutAccount leaving;
    ErasePerson erasing;
    ExportPerson exporting;
    OpeningOptions opening_person;
    ExportPeople exporting_people;
    OpeningOptions opening_people;
    RunRetention retaining;
    HoldRecord holding;
    OpenExplanation explaining;
    ListSearches searching;
    OpeningOptions opening_explanation;
    std::string units_file;
    std::string people_file;
    std::string file; ///< For tokens and lists.
    std::vector<std::unique_ptr<Command>> commands;
};

void AccountCommands::Given::add_registry(CLI::App& program) {
    CLI::App& registry =
        *program.add_subcommand("registry", "Lists of units and people, in and out as CSV");
    registry.require_subcommand(1);
    CLI::App& import = *registry.add_subcommand(
        "import", "Take lists in: each whole, or nothing of it, with what is wrong with each row"
    );
    import.add_option("--units", units_file, "A list as `registry units` prints it");
    import.add_option("--people", people_file, "A list as `registry people` prints it");
    commands.push_back(std::make_unique<Command>(import, [this] { return import_request(); }));

    CLI::App& people = *registry.add_subcommand(
        "people",
        "Print who serves and where; names and telephone numbers only when two administrators or "
        "supervisors approve"
    );
    people.add_flag(
        "--nobody",
        exporting_people.nobody,
        "Only those of whom contact, trainer or manager is missing"
    );
    people.add_option("--to", file, "Write them to this file instead");
    opening_people.add(people);
    commands.push_back(std::make_unique<Command>(people, [this] {
        exporting_people.opening = opening_people.asked();
        return protocol::Result<std::string>{
            std::string(account_request::people) + protocol::to_json(exporting_people)
        };
    }));

    CLI::App& units = *registry.add_subcommand("units", "Print the units and who stands by each");
    units.add_option("--to", file, "Write them to this file instead");
    commands.push_back(std::make_unique<Command>(units, [] {
        return protocol::Result<std::string>{std::string(account_request::units) + "{}"};
    }));
}

void AccountCommands::Given::add_retention(CLI::App& program) {
    CLI::App& retention = *program.add_subcommand(
        "retention", "Let go what has been kept long enough, as once an hour while the server runs"
    );
    retention.add_flag("--dry-run", retaining.dry_run, "Only say what would leave");
    offer(retention, account_request::retention, retaining);

    CLI::App& searches = *program.add_subcommand(
        "searches", "What dispatchers looked for, and when; who by their account's number"
    );
    searches.add_option(
        "--words",
        searching.words.value,
        "Only who looked for just these; they are on record as a fingerprint"
    );
    offer(searches, account_request::searches, searching);

    CLI::App& incident =
        *program.add_subcommand("incident", "Its record: kept, released, explained");
    incident.require_subcommand(1);
    for (const bool on : {true, false}) {
        CLI::App& command = *incident.add_subcommand(
            on ? "hold" : "release",
            on ? "Nothing of an incident leaves from now on" : "What is due may leave again"
        );
        command.add_option("--incident", holding.incident.value, "Its code, such as CY-1124-0187")
            ->required();
        command
            .add_option("--reason", holding.reason.value, "A file's number, 10 to 200 characters")
            ->required();
        commands.push_back(std::make_unique<Command>(command, [this, on] {
            holding.on = on;
            return protocol::Result<std::string>{
                std::string(account_request::hold) + protocol::to_json(holding)
            };
        }));
    }
    CLI::App& explain = *incident.add_subcommand(
        "explain",
        "Say who was asked for it by which figures, with names, and who was next in line; two "
        "administrators or supervisors approve (without: dageng explain)"
    );
    explain.add_option("--incident", explaining.incident.value, "Its number or code")->required();
    explain.add_flag("--json", explaining.json, "As one line of JSON");
    opening_explanation.add(explain);
    commands.push_back(std::make_unique<Command>(explain, [this] {
        explaining.opening = opening_explanation.asked();
        return protocol::Result<std::string>{
            std::string(account_request::explain) + protocol::to_json(explaining)
        };
    }));
}

AccountCommands::AccountCommands(CLI::App& program) : given_(std::make_unique<Given>()) {
    Given& given = *given_;
    CLI::App& account = *program.add_subcommand("account", "Make accounts, or sign them out");
    account.require_subcommand(1);

    CLI::App& add =
        *account.add_subcommand("add", "Make accounts and print their sign-in tokens, one a line");
    given.commands.push_back(std::make_unique<Given::Command>(
        add,
        [&given]() -> protocol::Result<std::string> {
            const auto wanted = given.wanted_accounts();
            if (!wanted) {
                return wanted.refusal();
            }
            return std::string(account_request::add) + protocol::to_json(*wanted);
        }
    ));
    Given::AddOptions& adding = given.adding;
    add.add_option(
           "--role",
           adding.role,
           "resident, volunteer, officer, dispatcher, coordinator, supervisor or administrator"
    )
        ->required();
    add.add_option(
        "--category", adding.category, "Of responders, such as community-volunteer or officer"
    );
    add.add_option("--name", adding.name, "What dispatchers read; numbered when there are several");
    add.add_option(
        "--training", adding.trainings, "What responders are trained for; may be repeated"
    );
    add.add_option("--unit", adding.unit, "The unit that they belong to");
    add.add_option("--count", adding.count, "How many")
        ->check(CLI::Range(1, 200'000))
        ->capture_default_str();
    add.add_option("--tokens", given.file, "Write the tokens to this file instead");

    CLI::App& code = *account.add_subcommand(
        "code", "Print a code that lets one device in, once; the one before it is worthless"
    );
    given.coding.days.value = 7;
    number_option(code, given.coding.person.value);
    code.add_option("--days", given.coding.days.value, "How long it is good for")
        ->check(CLI::Range(1, 90))
        ->capture_default_str();
    given.offer(code, account_request::code, given.coding);

    CLI::App& devices = *account.add_subcommand("devices", "List an account's devices");
    number_option(devices, given.listing.person.value);
    given.offer(devices, account_request::devices, given.listing);

    CLI::App& leave = *account.add_subcommand(
        "sign-out", "Make an account's tokens worthless and end its connections: for a lost phone"
    );
    number_option(leave, given.leaving.person.value);
    leave
        .add_option_function<std::string>(
            "--device",
            [&given](const std::string& name) { given.leaving.device = engine::DeviceName{name}; },
            "Only this one, named as `account devices` does"
        )
        ->check([](const std::string& name) {
            return name.size() == engine::DeviceName::min_points ? "" : "not a device's name";
        });
    leave.add_flag("--new-token", given.leaving.new_token, "Print a new one for it");
    given.offer(leave, account_request::sign_out, given.leaving);

    CLI::App& person = *program.add_subcommand("person", "What the law gives a person");
    person.require_subcommand(1);
    CLI::App& erase = *person.add_subcommand(
        "erase", "Forget who an account was: nothing can bring back their name, reports and photos"
    );
    number_option(erase, given.erasing.person.value);
    given.offer(erase, account_request::erase, given.erasing);

    CLI::App& exporting = *person.add_subcommand(
        "export",
        "Print all that the district has about an account, as JSON; what is sealed only when two "
        "administrators or supervisors approve"
    );
    number_option(exporting, given.exporting.person.value);
    given.opening_person.add(exporting);
    given.commands.push_back(std::make_unique<Given::Command>(exporting, [&given] {
        given.exporting.opening = given.opening_person.asked();
        return protocol::Result<std::string>{
            std::string(account_request::export_person) + protocol::to_json(given.exporting)
        };
    }));
    given.add_registry(program);
    given.add_retention(program);

    CLI::App& keys = *program.add_subcommand("keys", "What opens all that is sealed");
    keys.require_subcommand(1);
    CLI::App& rotate = *keys.add_subcommand(
        "rotate",
        "Wrap all keys by another master key: a new one in master.key, or what "
        "data.master_key_command gives now"
    );
    given.commands.push_back(std::make_unique<Given::Command>(rotate, [] {
        return protocol::Result<std::string>{std::string(account_request::rotate) + "{}"};
    }));
}

AccountCommands::~AccountCommands() = default;

std::optional<int> AccountCommands::run() {
    for (const auto& one : given_->commands) {
        if (!one->command.parsed()) {
            continue;
        }
        const auto settings = one->settings.load();
        if (!settings) {
            return complain(settings.refusal().detail);
        }
        const auto request = one->request();
        if (!request) {
            return complain(request.refusal().detail);
        }
        const std::string given = answer(*settings, *request);
        if (given.rfind("ok\n", 0) != 0) {
            return complain(
                given.empty() ? "the server gave no answer"
                              : given.substr(0, given.find_last_not_of('\n') + 1)
            );
        }
        return write_lines(given_->file, given.substr(3));
    }
    return std::nullopt;
}

} // namespace dageng::app
