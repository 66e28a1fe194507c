#pragma once

#include "protocol/values.hpp"

#include <array>

namespace dageng::engine {

/// One allowed step of an assignment.
struct AssignmentStep {
    protocol::AssignmentState from;
    protocol::AssignmentState to;
};

/// All of them; whatever isn't listed is refused.
inline constexpr auto assignment_steps = [] {
    using enum protocol::AssignmentState;
    return std::to_array<AssignmentStep>({
        {offered, seen},      {offered, unreached},    {offered, accepted},
        {offered, declined},  {offered, expired},      {offered, stood_down},
        {seen, accepted},     {seen, declined},        {seen, expired},
        {seen, stood_down},   {unreached, accepted},   {unreached, declined},
        {unreached, expired}, {unreached, stood_down}, {accepted, en_route},
        {accepted, on_scene}, {accepted, failed},      {accepted, stood_down},
        {en_route, on_scene}, {en_route, failed},      {en_route, stood_down},
        {on_scene, cleared},  {on_scene, failed},      {on_scene, stood_down},
    });
}();

constexpr bool may_step(protocol::AssignmentState from, protocol::AssignmentState to) {
    for (const auto& step : assignment_steps) {
        if (step.from == from && step.to == to) {
            return true;
        }
    }
    return false;
}

/// The person holds an open question: nobody else's may be put to them.
constexpr bool is_open_offer(protocol::AssignmentState state) {
    using enum protocol::AssignmentState;
    return state == offered || state == seen;
}

/// The person is going or there.
constexpr bool is_running(protocol::AssignmentState state) {
    using enum protocol::AssignmentState;
    return state == accepted || state == en_route || state == on_scene;
}

/// The person is going, there, or has been: counts towards what the plan wants.
constexpr bool counts_for_need(protocol::AssignmentState state) {
    return is_running(state) || state == protocol::AssignmentState::cleared;
}

/// Could still be accepted.
constexpr bool is_answerable(protocol::AssignmentState state) {
    return is_open_offer(state) || state == protocol::AssignmentState::unreached;
}

} // namespace dageng::engine
