#include "server/engine/assignment_states.hpp"
#include "server/engine/local_day.hpp"
#include "server/engine/place_note.hpp"
#include "simulation/invariants/invariant.hpp"

#include <algorithm>

// What people hold: at most one thing at a time, and nothing that nobody knows of.
namespace dageng::simulation {

namespace {

using engine::Assignment;
using engine::Incident;
using engine::Person;
using protocol::AssignmentState;

/// No decision holds more events than this: closing stands down all who are still asked, and a wave
/// asks at most 200 at once.
constexpr std::size_t most_events_a_step = 256;

constexpr std::int64_t day_ms = 86'400'000;

bool held(AssignmentState state) {
    return engine::is_open_offer(state) || engine::is_running(state);
}

void accepts_one(std::string_view name, const Step& step, Verdict& verdict) {
    for (const engine::Event& event : step.record.events) {
        const auto* change = std::get_if<engine::AssignmentChanged>(&event);
        if (change != nullptr && change->state == AssignmentState::accepted) {
            const Person& person = *step.engine.state().person(change->person);
            const bool fine = !person.current || person.current == change->assignment;
            verdict.check(name, fine, "somebody busy accepts", change->person.value);
        }
    }
}

void incident_agrees(
    std::string_view name, const Rest& rest, const Incident& incident, Verdict& verdict
) {
    for (const protocol::AssignmentId id : incident.assignments) {
        const Assignment& one = rest.state().assignments.at(id);
        const bool current = rest.state().person(one.person)->current == id;
        verdict.check(name, current == held(one.state), "person and assignment disagree", id.value);
    }
}

void person_agrees(
    std::string_view name, const Rest& rest, const Person& person, Verdict& verdict
) {
    if (person.current) {
        const Assignment& one = rest.state().assignments.at(person.current);
        verdict.check(
            name, one.person == person.id && held(one.state), "holds what is over", person.id.value
        );
    }
}

/// Matching looks at the notes beside the places, not at the people.
void note_agrees(std::string_view name, const Rest& rest, const Person& person, Verdict& verdict) {
    const auto& grid = rest.engine.places().grid();
    const auto slot = static_cast<std::uint32_t>(person.id.value - 1);
    if (!grid.has(slot)) {
        return;
    }
    namespace note = engine::note;
    const auto kept = grid.note(slot);
    const auto today = engine::local_day(rest.now, rest.state().catalogue->utc_offset_min.value);
    const std::uint32_t alerts =
        person.alert_day == today ? std::min<std::uint32_t>(person.alerts, note::most_alerts) : 0;
    const auto now = note::of(person, rest.now);
    // An old place reaches nobody, whatever its note says of a day long gone.
    const bool old = rest.now - note::heard_at(kept) > day_ms;
    const bool same = person.on_duty && note::group(kept) == note::group(now) &&
                      note::engaged(kept) == note::engaged(now) &&
                      note::mode(kept) == note::mode(now) &&
                      (note::alerts(kept, today) == alerts || old) &&
                      (note::responded(kept) || !note::responded(now));
    verdict.check(name, same, "the note beside a place is of somebody else", person.id.value);
}

void open_is_known(
    std::string_view name, const Rest& rest, const Incident& incident, Verdict& verdict
) {
    const engine::OpenIncident* known = rest.state().open.find(incident.id);
    const bool agrees = incident.open()
                            ? known != nullptr && *known == engine::State::open_part_of(incident)
                            : known == nullptr;
    verdict.check(name, agrees, "open or not", incident.id.value);
}

void off_duty_holds_no_offer(
    std::string_view name, const Rest& rest, const Person& person, Verdict& verdict
) {
    const bool fine = person.on_duty || !person.current ||
                      !engine::is_open_offer(rest.state().assignments.at(person.current).state);
    verdict.check(name, fine, "an offer outlives duty", person.id.value);
}

void is_bounded(std::string_view name, const Step& step, Verdict& verdict) {
    const std::size_t events = step.record.events.size();
    verdict.check(
        name, events > 0 && events <= most_events_a_step, "events in one decision", events
    );
}

void erased_is_nobody(
    std::string_view name, const Rest& rest, const Person& person, Verdict& verdict
) {
    if (person.erased) {
        const bool fine = !person.on_duty && !person.current &&
                          rest.state().name_of(person.id) == protocol::PersonName{} &&
                          rest.state().safety.panic_of(person.id) == nullptr;
        verdict.check(name, fine, "something is left of an erased person", person.id.value);
    }
}

} // namespace

std::span<const Invariant> holding_invariants() {
    static constexpr Invariant list[] = {
        {.name = "one-assignment", .before = accepts_one, .person = person_agrees},
        {.name = "assignments-agree", .incident = incident_agrees},
        {.name = "notes-agree", .person = note_agrees},
        {.name = "open-known", .incident = open_is_known},
        {.name = "no-offer-off-duty", .person = off_duty_holds_no_offer},
        {.name = "erased-is-nobody", .person = erased_is_nobody},
        {.name = "step-bounded", .before = is_bounded},
    };
    return list;
}

} // namespace dageng::simulation
