#pragma once

#include "protocol/json_options.hpp"
#include "server/engine/engine.hpp"

#include <memory>
#include <string>

namespace dageng::simulation {

/// One event as one person is told of it.
struct Notice {
    protocol::PersonId to;
    engine::View view = engine::View::console;
    protocol::Offset prev = 0;
    engine::Stamp stamp;
    std::shared_ptr<const engine::Event> event;
    std::string type;
    std::string data; ///< JSON; empty of those that nobody in the run reads.
};

/// What every personal text of a run holds: none of them may reach a volunteer.
inline constexpr std::string_view words_mark = "told-by-";
/// Begins what a reporter says to the desk, which their own phone shows too.
inline constexpr std::string_view answer_mark = "answered-about-a-tip";
inline constexpr std::string_view name_mark = "called-";

/// Opens what a run seals: the box is the text itself.
const protocol::Opener& opener();

} // namespace dageng::simulation
