#include "server/engine/rules.hpp"

namespace dageng::engine {

using protocol::ErrorCode;

namespace {

/// Of one tip: more are a page gone wrong, or somebody who plays with it.
constexpr std::size_t most_reveals = 20;

} // namespace

Decided
decide(const World& world, const Request& request, const protocol::RevealReporter& command) {
    const State& state = world.state;
    const auto found = state.tips.find(command.tip);
    if (found == state.tips.end()) {
        return refuse(ErrorCode::not_found, "no such tip", "data.tip");
    }
    const Tip& tip = found->second;
    const Person* const reporter = state.person(tip.reporter);
    if (reporter != nullptr && reporter->erased) {
        return refuse(ErrorCode::not_found, "its reporter was erased", "data.tip");
    }
    const auto before = state.reveals.of_tip.find(command.tip);
    if (before != state.reveals.of_tip.end() && before->second.size() >= most_reveals) {
        return refuse(
            ErrorCode::limit_reached,
            "at most " + std::to_string(most_reveals) + " reveals of one tip",
            "data.tip"
        );
    }
    return Decision{
        {ReporterRevealed{command.tip, request.by, command.reason, command.words}},
        protocol::RevealAnswer{command.tip}
    };
}

} // namespace dageng::engine
