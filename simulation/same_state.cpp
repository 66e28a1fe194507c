#include "simulation/same_state.hpp"

#include <algorithm>
#include <tuple>

namespace dageng::simulation {

namespace {

using engine::Assignment;
using engine::Incident;
using engine::Person;
using engine::State;
using engine::Tip;

bool same(const Person& a, const Person& b) {
    const auto fields = [](const Person& one) {
        return std::tuple{
            one.id,
            one.role,
            one.category,
            one.on_duty,
            one.erased,
            one.duty_since,
            one.duty_ms,
            one.current,
            one.notices.last()
        };
    };
    return fields(a) == fields(b) && a.duty_device == b.duty_device;
}

bool same(const Assignment& a, const Assignment& b) {
    const auto fields = [](const Assignment& one) {
        return std::tuple{
            one.id,
            one.incident,
            one.person,
            one.offer_n,
            one.wave,
            one.distance_m,
            one.state,
            one.offered_at,
            one.reach_by,
            one.expires_at,
            one.seen_at,
            one.answered_at,
            one.on_scene_at,
            one.ended_at
        };
    };
    return fields(a) == fields(b);
}

bool same(const Incident& a, const Incident& b) {
    const auto fields = [](const Incident& one) {
        return std::tuple{
            one.id,
            one.priority,
            one.place,
            one.key,
            one.next_key,
            one.opened_n,
            one.opened_at,
            one.plan_version,
            one.dispatcher_only,
            one.state,
            one.changed_at,
            one.acknowledged_at,
            one.acknowledged_by,
            one.waves.size(),
            one.waves.empty() ? protocol::TimeMs{} : one.waves.back().until,
            one.notes.size(),
            one.responding_at,
            one.open()
        };
    };
    const auto shortfall = [](const Incident& one) {
        return one.shortfall ? std::tuple{one.shortfall->reason, one.shortfall->at.value}
                             : std::tuple{protocol::ShortfallReason{}, std::int64_t{0}};
    };
    return fields(a) == fields(b) && shortfall(a) == shortfall(b) && a.code == b.code &&
           a.kind == b.kind && a.tips == b.tips && a.assignments == b.assignments;
}

bool same(const Tip& a, const Tip& b) {
    const auto fields = [](const Tip& one) {
        return std::tuple{
            one.id,
            one.incident,
            one.reporter,
            one.place,
            one.channel,
            one.made_at,
            one.received_at,
            one.key,
            one.additions.size(),
            one.withdrawn_at
        };
    };
    return fields(a) == fields(b) && a.client_id == b.client_id && a.kind == b.kind;
}

template <class Map>
bool same_each(const Map& a, const Map& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return same(x.second, y.second);
    });
}

} // namespace

bool same_state(const State& a, const State& b) {
    const auto sums = [](const State& one) {
        return std::tuple{
            one.last,
            one.now,
            one.last_key,
            one.day,
            one.codes_of_day,
            one.remembered.size(),
            one.photos.size()
        };
    };
    return sums(a) == sums(b) && a.on_duty_of == b.on_duty_of && a.engaged_of == b.engaged_of &&
           std::equal(
               a.people.begin(),
               a.people.end(),
               b.people.begin(),
               b.people.end(),
               [](const Person& x, const Person& y) { return same(x, y); }
           ) &&
           same_each(a.incidents, b.incidents) && same_each(a.assignments, b.assignments) &&
           same_each(a.tips, b.tips);
}

} // namespace dageng::simulation
