#pragma once

#include "server/engine/state.hpp"

#include <concepts>
#include <string>

/// The parts of a state's text. For state_write.cpp and state_read.cpp.
namespace dageng::engine {

/// What stands for a journal's front was written by the program of its time: a section that is
/// added may be missing there, and a member that is added must have an empty value.
///
/// All that is written of a state, in this order, but catalogues and plans, and what is derived
/// from the rest: the boundary and what of incidents is open.
template <class S, class Visit>
void each_section(S& state, Visit&& visit) {
    visit("last", state.last);
    visit("now", state.now);
    visit("catalogue_changed", state.catalogue_changed);
    visit("outline", state.outline);
    visit("roads", state.roads);
    visit("people", state.people);
    visit("names", state.names);
    visit("groups", state.groups);
    visit("tips", state.tips);
    visit("incidents", state.incidents);
    visit("assignments", state.assignments);
    visit("photos", state.photos);
    visit("tip_of_command", state.tip_of_command);
    visit("tips_of", state.tips_of);
    visit("tip_of_photo", state.tip_of_photo);
    visit("watchers", state.watchers);
    visit("commands", state.remembered);
    visit("safety", state.safety);
    visit("talk", state.talk);
    visit("broadcasts", state.broadcasts);
    visit("scenes", state.scenes);
    visit("desks", state.desks);
    visit("reveals", state.reveals.of_tip);
    visit("units", state.registry.units);
    visit("unit_of", state.registry.unit_of);
    visit("phones", state.registry.phones);
    visit("stewards", state.registry.own);
    visit("not_serving", state.registry.not_serving);
    visit("import", state.registry.import);
    visit("imported", state.registry.imported);
    visit("front", state.front);
    visit("deeds", state.deeds);
    visit("deeds_order", state.deeds_order);
    visit("last_key", state.last_key);
    visit("day", state.day);
    visit("codes_of_day", state.codes_of_day);
    visit("experience", state.experience);
    visit("on_duty_of", state.on_duty_of);
    visit("engaged_of", state.engaged_of);
}

/// What has a line for each of its items.
template <class T>
concept Many = !std::same_as<T, std::string> && requires(T many) {
    many.begin();
    many.size();
};

} // namespace dageng::engine
