#include "tests/engine/safety_town.hpp"

namespace dageng::test {

Catalogue safety_catalogue(std::int64_t check_in_s, std::int64_t warning_s, Catalogue catalogue) {
    catalogue.check_in_warning_s.emplace().value = warning_s;
    catalogue.plans.items.front().check_in_s.emplace().value = check_in_s;
    const Plan elder = catalogue.plans.items.front();
    for (const char* kind : {"panic", "responder-safety"}) {
        Plan plan = elder;
        plan.kind = {kind};
        plan.priority = {1};
        AlarmLevel level;
        level.needs.items = {need(3, {"community-volunteer", "patrol", "officer"})};
        level.waves.items = {{{2000}, {4}, {60}}};
        plan.levels.items = {level};
        plan.check_in_s.reset();
        plan.by_rule_only = true;
        catalogue.plans.items.push_back(plan);
    }
    return catalogue;
}

SafetyTown::SafetyTown() {
    commit(
        {{},
         {},
         {},
         {},
         *engine.take_catalogue(safety_catalogue(check_in_ms / 1000, warning_ms / 1000))}
    );
    dispatcher = person(Role::dispatcher);
    supervisor = person(Role::supervisor);
    take_events();
}

SafetyTown::OnScene SafetyTown::on_scene() {
    const PersonId person = on_duty(metres(100));
    const IncidentId incident = incident_of(tip(this->person(Role::resident)));
    const AssignmentId assignment = current(person);
    say(person, AcceptOffer{assignment});
    say(person, SetStatus{assignment, Progress::on_scene});
    return {person, assignment, incident};
}

const engine::Distress* SafetyTown::last_distress() const {
    const auto& all = state().safety.distress;
    return all.empty() ? nullptr : &all.rbegin()->second;
}

IncidentId SafetyTown::raise(PersonId by, std::string_view id) {
    return say(by, RaisePanic{Place{metres(300), {12}}, false}, id).as<PanicAnswer>().incident;
}

Town::Said SafetyTown::set_word(PersonId by, std::string word) {
    SetSafeWord command;
    command.word = decltype(command.word){Text<2, 60>{std::move(word)}};
    return say(by, command);
}

Town::Said SafetyTown::end(PersonId by, std::string word) {
    EndPanic command;
    command.word = decltype(command.word){Text<2, 60>{std::move(word)}};
    return say(by, command);
}

std::string SafetyTown::last_told(PersonId to, std::string_view type) const {
    std::string last;
    for (const auto& notice : told_to(to)) {
        if (notice.type == type) {
            last = notice.data;
        }
    }
    return last;
}

} // namespace dageng::test
