#include "server/engine/assignment_states.hpp"
#include "server/engine/planted.hpp"
#include "server/engine/registry_tree.hpp"
#include "server/engine/rules.hpp"

namespace dageng::engine {

using protocol::ErrorCode;

Decided decide(const World&, const Request&, const protocol::Ping&) {
    return Decision{};
}

Decided decide(const World& world, const Request& request, const protocol::BeginDuty& command) {
    const Person& person = *world.state.person(request.by);
    if (person.category == no_category) {
        return refuse(ErrorCode::not_allowed, "this account has no category of responder");
    }
    switch (service_of(world.state, request.by, request.now)) {
    case protocol::Service::serving:
        break;
    case protocol::Service::on_leave:
        return refuse(ErrorCode::wrong_state, "this account is on leave", "service");
    case protocol::Service::ended:
        return refuse(ErrorCode::wrong_state, "this account's service has ended", "service");
    }
    const auto mode = command.mode ? command.mode : person.mode;
    if (person.on_duty && person.duty_device == request.device && mode == person.mode) {
        return Decision{{}, protocol::DutyAnswer{true, person.duty_since, person.duty_ends()}};
    }
    const TimeMs since = person.on_duty ? person.duty_since : request.now;
    const TimeMs ends_at = since + world.state.catalogue->duty_s.value * 1000;
    return Decision{
        {DutyBegan{request.by, request.device, since, ends_at, mode}},
        protocol::DutyAnswer{true, since, ends_at}
    };
}

Decided decide(const World& world, const Request& request, const protocol::EndDuty&) {
    const Person& person = *world.state.person(request.by);
    const protocol::DutyAnswer off{false, request.now, request.now};
    if (!person.on_duty) {
        return Decision{{}, off};
    }
    return Decision{end_duty(world.state, person, request.by, protocol::Cause::person), off};
}

std::vector<Event>
end_duty(const State& state, const Person& person, PersonId by, protocol::Cause cause) {
    std::vector<Event> events;
    const auto current = state.assignments.find(person.current);
    if (current != state.assignments.end() && is_open_offer(current->second.state) &&
        !planted(Bug::offer_outlives_duty)) {
        events.emplace_back(AssignmentChanged{
            person.current,
            current->second.incident,
            person.id,
            by,
            protocol::AssignmentState::declined,
            protocol::Cause::off_duty
        });
    }
    events.emplace_back(DutyEnded{person.id, cause});
    return events;
}

} // namespace dageng::engine
