#pragma once

#include "protocol/json_options.hpp"
#include "server/engine/audience.hpp"

#include <string>
#include <string_view>

namespace dageng::engine {

/// A notice's type and data, as text.
struct Told {
    std::string_view type; ///< Lives as long as the program.
    std::string data;      ///< JSON.
};

/// What stands for a notice that its hearer may not see any more, so that numbers have no gaps.
inline Told withdrawn() {
    return {"withdrawn", "{}"};
}

/// What a person is told of an event. `opener` opens what is sealed, for consoles. The text is the
/// same for all who have the view, unless each has one of their own (`has_own_text`).
Told tell(
    const State& state,
    const Event& event,
    Stamp stamp,
    const Hearer& hearer,
    const protocol::Opener& opener
);

/// The snapshot of what concerns a person, as `{"type":…,"data":…}` items, each true at
/// `state.last`.
std::vector<std::string>
snapshot(const State& state, PersonId person, const protocol::Opener& opener);

} // namespace dageng::engine
