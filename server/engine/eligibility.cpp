#include "server/engine/eligibility.hpp"

#include "server/engine/local_day.hpp"
#include "server/engine/planted.hpp"
#include "server/engine/travel.hpp"

#include <algorithm>

namespace dageng::engine {

Eligibility::Eligibility(const World& world, const Incident& incident, Who who, TimeMs now)
    : world_(world), now_(now), age_ms_(catalogue().place_age_s.value * 1000),
      day_(local_day(now, catalogue().utc_offset_min.value)), urgent_(incident.priority.value == 1),
      fitting_(needs_by_group(world.state, incident, open_needs(world.state, incident), who)),
      concerned_(concerned(world.state, incident)) {
    for (const AssignmentId id : incident.assignments) {
        const Assignment& one = world.state.assignments.at(id);
        asked_.emplace_back(one.person, one.state == protocol::AssignmentState::declined);
    }
    std::sort(asked_.begin(), asked_.end());
    usual_mode_.reserve(world.state.groups.size());
    for (const Group& group : world.state.groups) {
        usual_mode_.push_back(usual_mode(world.state, group));
        counts_.outside_radius += group.on_duty;
    }
    if (planted(Bug::stale_place_counts)) {
        age_ms_ = INT64_MAX / 2;
    }
    fresh_from_ = {now.value - age_ms_};
    plain_alerts_ =
        urgent_ ? note::most_alerts + 1
                : std::min<std::uint32_t>(
                      note::most_alerts, static_cast<std::uint32_t>(catalogue().alerts_a_day.value)
                  );
}

protocol::NotAsked Eligibility::counts() const {
    protocol::NotAsked all = counts_;
    all.resting = planted(Bug::left_out_uncounted) ? 0 : counts_.resting;
    return all;
}

std::uint32_t* Eligibility::reason_of_asked(PersonId person) {
    const auto asked = std::lower_bound(asked_.begin(), asked_.end(), std::pair{person, false});
    if (asked == asked_.end() || asked->first != person) {
        return nullptr;
    }
    return asked->second ? &counts_.declined : &counts_.asked_before;
}

bool Eligibility::fresh(PersonId person, geo::Grid::Note note) const {
    if (now_ - note::heard_at(note) <= age_ms_) {
        return true;
    }
    // Heard up to a second later than the note can say.
    return now_ - note::heard_at(note) < age_ms_ + 1000 &&
           world_.places.fresh(person, now_, age_ms_);
}

bool Eligibility::rests(const Person& person) const {
    const std::int64_t rest_ms = catalogue().rest_s.value * 1000;
    return person.response_ended.value != 0 && now_ - person.response_ended < rest_ms;
}

std::vector<PersonId> concerned(const State& state, const Incident& incident) {
    std::vector<PersonId> people;
    for (const TipId id : incident.tips) {
        if (!planted(Bug::reporter_is_asked)) {
            people.push_back(state.tips.at(id).reporter);
        }
    }
    if (const Distress* distress = state.safety.of(incident.id)) {
        people.push_back(distress->person);
    }
    std::sort(people.begin(), people.end());
    people.erase(std::unique(people.begin(), people.end()), people.end());
    return people;
}

} // namespace dageng::engine
