#include "protocol/names.hpp"
#include "protocol/publish/files.hpp"
#include "protocol/publish/messages.hpp"
#include "protocol/values.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace dageng::protocol::publish {
namespace {

constexpr const char* head = R"(# Who may do what

Made from the commands' declarations (`protocol/*_messages.hpp`, `allowed`); denied is what isn't listed. The engine asks
again for each command, before anything else (`Engine::decide`). Beside the role a command's own rule may refuse: an offer
is its person's, a tip its reporter's. "own unit": about residents and volunteers of the coordinator's own unit and of those
below it (`server/engine/registry_tree.hpp`).

)";

} // namespace

File rights_file() {
    std::vector<std::string> roles;
    for_each_enumerator<Role>([&](Role, std::string_view name) { roles.emplace_back(name); });
    std::string text = head;
    text += "| command |";
    std::string line = "| --- |";
    for (const std::string& role : roles) {
        text += " " + role + " |";
        line += " --- |";
    }
    text += "\n" + line + "\n";
    for (const Sent& message : all_messages().sent) {
        if (!message.roles) {
            continue;
        }
        text += "| `" + message.type + "` |";
        for (const std::string& role : roles) {
            const auto& allowed = *message.roles;
            const bool may = std::find(allowed.begin(), allowed.end(), role) != allowed.end();
            const bool own = message.of_unit && role == enum_name(Role::coordinator);
            text += !may ? " |" : own ? " own unit |" : " yes |";
        }
        text += "\n";
    }
    return {"docs/rights.md", text};
}

} // namespace dageng::protocol::publish
