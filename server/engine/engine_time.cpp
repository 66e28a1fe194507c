#include "server/engine/assignment_states.hpp"
#include "server/engine/broadcast_making.hpp"
#include "server/engine/desk_time.hpp"
#include "server/engine/engine.hpp"
#include "server/engine/track_text.hpp"

#include <algorithm>

// The half of the engine that time and movement drive.
namespace dageng::engine {

namespace {

constexpr std::uint32_t track_step_m = 20;
constexpr std::int64_t track_step_ms = 5'000;
/// A track is written in pieces of this many bytes, about 60 places.
constexpr std::size_t track_piece_bytes = 2'000;
/// A place less exact than this shows no arrival.
constexpr std::int32_t arrival_accuracy_m = 100;

bool may_be_at_the_desk(protocol::Role role) {
    return role == protocol::Role::dispatcher || protocol::AnswerEscalation::allowed.has(role);
}

} // namespace

void Engine::lead(TimeMs now, TimeMs hold_until) {
    leading_ = true;
    pace_ = {now, hold_until, now};
    incident_due_.clear();
    due_of_.clear();
    duty_ends_.clear();
    sessions_.clear();
    leaving_.clear();
    for (const auto& [person, since] : state_.desks.there) {
        leaving_.emplace(person, std::max(hold_until, now + desk_grace_ms));
    }
    plan_open_incidents(now);
    key_ends_.clear();
    for (const auto& [id, incident] : state_.incidents) {
        if (incident.next_key) {
            key_ends_.emplace_back(incident.next_until, id);
        }
    }
    std::sort(key_ends_.begin(), key_ends_.end());
    for (const Person& person : state_.people) {
        if (person.on_duty) {
            duty_ends_.renew(state_.people, person.id);
        }
    }
}

void Engine::stop_holding(TimeMs now) {
    if (now >= pace_.hold_until) {
        return;
    }
    pace_.hold_until = now;
    plan_open_incidents(now);
}

void Engine::plan_open_incidents(TimeMs now) {
    for (const OpenIncident& incident : state_.open) {
        plan_incident(incident.id, now);
    }
}

std::vector<Event> Engine::session_began(PersonId id) {
    const Person* person = state_.person(id);
    if (person == nullptr || !may_be_at_the_desk(person->role)) {
        return {};
    }
    ++sessions_[id];
    leaving_.erase(id);
    if (person->role != protocol::Role::dispatcher || state_.desks.there.contains(id)) {
        return {};
    }
    return {DeskOpened{id}};
}

void Engine::session_ended(PersonId id, TimeMs now) {
    const auto sessions = sessions_.find(id);
    if (sessions == sessions_.end() || --sessions->second > 0) {
        return;
    }
    sessions_.erase(sessions);
    if (state_.desks.there.contains(id)) {
        leaving_[id] = now + desk_grace_ms;
    }
}

std::optional<PersonId> Engine::next_leaving() const {
    const auto first =
        std::min_element(leaving_.begin(), leaving_.end(), [](const auto& a, const auto& b) {
            return a.second < b.second;
        });
    return first == leaving_.end() ? std::nullopt : std::optional{first->first};
}

void Engine::plan_incident(IncidentId incident, TimeMs when) {
    const auto planned = due_of_.find(incident);
    if (planned != due_of_.end()) {
        incident_due_.erase({planned->second, incident});
        planned->second = when;
    } else {
        due_of_.emplace(incident, when);
    }
    incident_due_.emplace(when, incident);
}

std::optional<TimeMs> Engine::due() const {
    if (!ended_tracks_.empty()) {
        return TimeMs{0};
    }
    std::optional<TimeMs> first;
    if (!incident_due_.empty()) {
        first = incident_due_.begin()->first;
    }
    if (const auto person = duty_ends_.first()) {
        const TimeMs duty = state_.person(*person)->duty_ends();
        first = first ? std::min(*first, duty) : duty;
    }
    if (const auto person = next_leaving()) {
        const TimeMs leaves = leaving_.at(*person);
        first = first ? std::min(*first, leaves) : leaves;
    }
    if (const auto lapse = broadcast_limit(state_)) {
        first = first ? std::min(*first, *lapse) : *lapse;
    }
    return first;
}

std::vector<Event> Engine::on_due(TimeMs now) {
    pace_.now = now;
    if (!ended_tracks_.empty()) {
        return flush_track(*ended_tracks_.begin());
    }
    if (const auto first = duty_ends_.first()) {
        const Person& person = *state_.person(*first);
        if (person.duty_ends() <= now) {
            return end_duty(state_, person, {}, pace_.cause_of(person.duty_ends()));
        }
    }
    if (const auto person = next_leaving(); person && leaving_.at(*person) <= now) {
        return {DeskClosed{*person}};
    }
    if (auto lapsed = broadcast_step(state_, now); !lapsed.empty()) {
        return lapsed;
    }
    if (!incident_due_.empty() && incident_due_.begin()->first <= now) {
        return incident_due(now, incident_due_.begin()->second);
    }
    return {};
}

std::vector<Event> Engine::incident_due(TimeMs now, IncidentId id) {
    const auto unplan = [&] {
        incident_due_.erase({due_of_.at(id), id});
        due_of_.erase(id);
    };
    const Incident& incident = state_.incidents.at(id);
    if (incident.left()) {
        unplan();
        return {};
    }
    auto events = next_step(world(), incident, pace_);
    if (!events.empty()) {
        return events;
    }
    std::optional<TimeMs> next = next_limit(state_, incident, now);
    if (wants_people(state_, incident, now)) {
        const bool held = now < pace_.hold_until && incident.priority.value > 1;
        const TimeMs look = held ? pace_.hold_until : now + look_again_ms;
        next = next ? std::min(*next, look) : look;
    }
    unplan();
    if (incident.open() && next) {
        plan_incident(id, *next);
    }
    return {};
}

std::optional<KeyId> Engine::spent_key(TimeMs now) {
    while (!key_ends_.empty() && key_ends_.front().first < now) {
        const auto [until, id] = key_ends_.front();
        const Incident& incident = state_.incidents.at(id);
        if (incident.next_key && incident.next_until == until) {
            return incident.next_key;
        }
        key_ends_.pop_front();
    }
    return std::nullopt;
}

std::vector<Event> Engine::key_destroyed(KeyId key) const {
    for (const auto& [until, id] : key_ends_) {
        if (state_.incidents.at(id).next_key == key) {
            return {NextInLineForgotten{id, key}};
        }
    }
    return {};
}

bool Engine::listens_to(PersonId id, const protocol::ClientId& device) const {
    const Person* person = state_.person(id);
    return person != nullptr && person->on_duty && person->duty_device == device;
}

void Engine::keep_place(PersonId id, const Heard& heard) {
    const Person* person = state_.person(id);
    if (person == nullptr || !person->on_duty) {
        return;
    }
    if (!centred_) {
        places_ = Places{heard.at};
        centred_ = true;
    }
    places_.put(*person, heard);
}

std::vector<Event>
Engine::moved(PersonId id, const protocol::ClientId& device, const Heard& heard) {
    if (!listens_to(id, device)) {
        return {};
    }
    keep_place(id, heard);
    const Person* person = state_.person(id);
    if (!person->current) {
        return {}; // Nearly everybody: not worth a search.
    }
    const auto current = state_.assignments.find(person->current);
    if (current == state_.assignments.end() || !is_running(current->second.state)) {
        return {};
    }
    keep_track(current->second, heard);
    auto events = arrival(current->second, heard);
    if (tracks_.at(current->first).points.size() >= track_piece_bytes) {
        auto kept = flush_track(current->first);
        events.insert(events.begin(), kept.begin(), kept.end());
    }
    return events;
}

std::vector<Event> Engine::arrival(const Assignment& assignment, const Heard& heard) const {
    const Incident& incident = state_.incidents.at(assignment.incident);
    const bool near =
        places_.distance_m(heard.at, incident.place.at) <= incident.plan->arrival_m.value;
    if (assignment.state == protocol::AssignmentState::on_scene ||
        heard.accuracy_m > arrival_accuracy_m || !near) {
        return {};
    }
    return {AssignmentChanged{
        assignment.id,
        assignment.incident,
        assignment.person,
        {},
        protocol::AssignmentState::on_scene,
        protocol::Cause::geofence
    }};
}

void Engine::keep_track(const Assignment& assignment, const Heard& heard) {
    Track& track = tracks_[assignment.id];
    const bool first = track.points.empty();
    if (!first && heard.heard_at - track.last.heard_at < track_step_ms &&
        places_.distance_m(track.last.at, heard.at) < track_step_m) {
        return;
    }
    track.last = heard;
    track.points += track_line(heard);
}

std::vector<Event> Engine::flush_track(AssignmentId id) {
    const Assignment& assignment = state_.assignments.at(id);
    return {TrackKept{
        id,
        assignment.incident,
        assignment.person,
        protocol::Personal<protocol::Text<0, 20'000>>{
            protocol::Text<0, 20'000>{tracks_.at(id).points}
        }
    }};
}

} // namespace dageng::engine
