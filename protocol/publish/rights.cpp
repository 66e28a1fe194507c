#include "protocol/names.hpp"
#include "protocol/publish/files.hpp"
#include "protocol/publish/messages.hpp"
#include "protocol/values.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dageng::protocol::publish {
namespace {

constexpr const char* commands_head = R"(# Who may do what, and who sees what

## Commands

Made from the commands' declarations (`protocol/*_messages.hpp`, `allowed`); denied is what isn't listed. The engine asks
again for each command, before anything else (`Engine::decide`). Beside the role a command's own rule may refuse: an offer
is its person's, a tip its reporter's. "own unit": about residents and volunteers of the coordinator's own unit and of those
below it (`server/engine/registry_tree.hpp`).

)";

constexpr const char* told_head = R"(
## What is told unasked, by field

Made from the messages' declarations (`seen_by`, `fields_seen_by`); denied is what isn't listed. Notices, items of snapshots
and moments are written by `protocol/json_seen.hpp` only, which leaves out what a view may not see: it is in no frame of theirs.
What a command is answered with is seen by who may give the command.

A view is as what somebody is told: `console` a dispatcher; `map` a supervisor; `responder` whoever is asked, going, called or
told, of their own matters only; `reporter` whose tip it is. Which of them somebody is, an event's audience says
(`server/engine/audience.cpp`); what is personal in a field has a further rule where it is made: a revealed reporter's name and
telephone are told to the dispatcher who asked (`server/engine/reveal_notices.cpp`).

)";

template <class E>
std::vector<std::string> names() {
    std::vector<std::string> all;
    for_each_enumerator<E>([&](E, std::string_view name) { all.emplace_back(name); });
    return all;
}

bool among(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

std::string table_head(const std::string& first, const std::vector<std::string>& columns) {
    std::string text = "| " + first + " |";
    std::string line = "| --- |";
    for (const std::string& column : columns) {
        text += " " + column + " |";
        line += " --- |";
    }
    return text + "\n" + line + "\n";
}

std::string commands() {
    const auto roles = names<Role>();
    std::string text = table_head("command", roles);
    for (const Sent& message : all_messages().sent) {
        if (!message.roles) {
            continue;
        }
        text += "| `" + message.type + "` |";
        for (const std::string& role : roles) {
            const bool own = message.of_unit && role == enum_name(Role::coordinator);
            text += !among(*message.roles, role) ? " |" : own ? " own unit |" : " yes |";
        }
        text += "\n";
    }
    return text;
}

/// A row for all fields that the same views see, in the order of each row's first field.
void add_rows(std::string& text, const Told& message, const std::vector<std::string>& views) {
    std::vector<std::vector<std::string>> order;
    std::map<std::vector<std::string>, std::string> fields;
    for (const SeenField& field : message.seen) {
        std::string& row = fields[field.views];
        if (row.empty()) {
            order.push_back(field.views);
        }
        row += (row.empty() ? "" : ", ") + field.name;
    }
    std::string type = "`" + message.type + "`";
    for (const auto& seen_by : order) {
        text += "| " + std::exchange(type, {}) + " | " + fields[seen_by] + " |";
        for (const std::string& view : views) {
            text += among(seen_by, view) ? " yes |" : " |";
        }
        text += "\n";
    }
}

std::string told() {
    const auto views = names<View>();
    std::vector<std::string> columns = views;
    columns.insert(columns.begin(), "fields");
    std::string text = table_head("message", columns);
    const Messages& all = all_messages();
    for (const auto& group : {all.notices, all.snapshot_items, all.moments}) {
        for (const Told& message : group) {
            add_rows(text, message, views);
        }
    }
    return text;
}

} // namespace

File rights_file() {
    return {"docs/rights.md", commands_head + commands() + told_head + told()};
}

} // namespace dageng::protocol::publish
