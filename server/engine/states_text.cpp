#include "server/engine/states_text.hpp"

#include "protocol/names.hpp"
#include "server/engine/assignment_states.hpp"
#include "server/engine/incident_states.hpp"

#include <algorithm>
#include <string_view>

namespace dageng::engine {

namespace {

constexpr std::string_view opening =
    R"(# States of incidents and assignments

Each step that an incident or an assignment can take. Code, tests and this text are made of the same
two tables, `server/engine/incident_states.hpp` and `assignment_states.hpp`; a step that isn't listed
is refused with `wrong-state`, naming both states. Renewed by
`build/dev/server/engine/dageng-states > docs/states.md`.

## Incidents

An incident begins as `triaged`. `closed`, `referred` and `merged` are ends; only a referral can be
taken back, and a closing or referral undone within 10 s.

| from          | to            | what takes it |
| ------------- | ------------- | ------------- |
)";

constexpr std::string_view between = R"(
## Assignments

An assignment begins as `offered`. States from which nothing is listed are ends.

| from          | to            |
| ------------- | ------------- |
)";

template <class State>
std::string cell(State state) {
    std::string name{protocol::enum_name(state)};
    std::replace(name.begin(), name.end(), '_', '-');
    std::string text = "| `" + name + "`";
    constexpr std::size_t width = 16;
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

} // namespace

std::string states_text() {
    std::string text{opening};
    for (const IncidentStep& step : incident_steps) {
        text += cell(step.from) + cell(step.to) + "| " + std::string(step.by) + " |\n";
    }
    text += between;
    for (const AssignmentStep& step : assignment_steps) {
        text += cell(step.from) + cell(step.to) + "|\n";
    }
    return text;
}

} // namespace dageng::engine
