#pragma once

#include "protocol/values.hpp"

#include <array>
#include <string_view>

namespace dageng::engine {

/// One allowed step of an incident, and what takes it.
struct IncidentStep {
    protocol::IncidentState from;
    protocol::IncidentState to;
    std::string_view by; ///< For the documentation: a sentence without its full stop.
};

/// All of them; whatever isn't listed is refused. An incident begins as triaged.
inline constexpr auto incident_steps = [] {
    using enum protocol::IncidentState;
    constexpr std::string_view asked = "somebody is asked, or a wave is open";
    constexpr std::string_view going = "somebody has accepted";
    constexpr std::string_view there = "somebody has arrived";
    constexpr std::string_view done = "all who went are done or have given up";
    constexpr std::string_view given_up = "nobody is going any more; the plan goes on asking";
    constexpr std::string_view nobody = "nobody is asked or going, and the plan has run out";
    constexpr std::string_view closing = "a dispatcher closes it";
    constexpr std::string_view referring = "a dispatcher, or the rule on the boundary, refers it";
    constexpr std::string_view merging = "a dispatcher merges it into another";
    constexpr std::string_view taken_back = "a dispatcher takes the referral back";
    constexpr std::string_view undone = "the dispatcher undoes the closing within 10 s";
    return std::to_array<IncidentStep>({
        {triaged, dispatching, asked},
        {triaged, responding, "people who are going come with a merged incident"},
        {triaged, on_scene, "people who are there come with a merged incident"},
        {dispatching, triaged, nobody},
        {dispatching, responding, going},
        {dispatching, on_scene, there},
        {responding, triaged, nobody},
        {responding, dispatching, given_up},
        {responding, on_scene, there},
        {responding, clearing, done},
        {on_scene, triaged, nobody},
        {on_scene, dispatching, given_up},
        {on_scene, responding, "who was there is not; others are on the way"},
        {on_scene, clearing, done},
        {clearing, responding, going},
        {clearing, on_scene, there},
        {triaged, closed, closing},
        {dispatching, closed, closing},
        {responding, closed, closing},
        {on_scene, closed, closing},
        {clearing, closed, closing},
        {triaged, referred, referring},
        {dispatching, referred, referring},
        {responding, referred, referring},
        {on_scene, referred, referring},
        {clearing, referred, referring},
        {triaged, merged, merging},
        {dispatching, merged, merging},
        {responding, merged, merging},
        {on_scene, merged, merging},
        {clearing, merged, merging},
        {referred, triaged, taken_back},
        {referred, dispatching, "a dispatcher takes the referral back while a wave is open"},
        {referred, clearing, "a dispatcher takes the referral back; people had been there"},
        {closed, triaged, undone},
        {closed, clearing, "the dispatcher undoes the closing within 10 s; people had been there"},
    });
}();

constexpr bool may_step(protocol::IncidentState from, protocol::IncidentState to) {
    for (const auto& step : incident_steps) {
        if (step.from == from && step.to == to) {
            return true;
        }
    }
    return false;
}

/// Nobody acts on it any more.
constexpr bool is_end(protocol::IncidentState state) {
    using enum protocol::IncidentState;
    return state == closed || state == referred || state == merged;
}

} // namespace dageng::engine
