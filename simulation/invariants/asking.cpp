#include "server/engine/assignment_states.hpp"
#include "server/engine/local_day.hpp"
#include "server/engine/needs.hpp"
#include "server/geo/plane.hpp"
#include "simulation/invariants/invariant.hpp"

#include <algorithm>

// Who may be asked, held against each offer in the state before it is made.
namespace dageng::simulation {

namespace {

using engine::Incident;
using engine::OfferMade;
using engine::Person;
using engine::State;

/// Calls `visit(offer, incident, person)` for each offer of a decision.
template <class Visit>
void each_offer(const Step& step, Visit visit) {
    const State& state = step.engine.state();
    for (const engine::Event& event : step.record.events) {
        if (const auto* offer = std::get_if<OfferMade>(&event)) {
            visit(*offer, state.incidents.at(offer->incident), *state.person(offer->person));
        }
    }
}

void is_on_duty(std::string_view name, const Step& step, Verdict& verdict) {
    each_offer(step, [&](const OfferMade& offer, const Incident&, const Person& person) {
        verdict.check(name, person.on_duty, "somebody off duty is asked", offer.person.value);
    });
}

void is_qualified(std::string_view name, const Step& step, Verdict& verdict) {
    each_offer(step, [&](const OfferMade& offer, const Incident& incident, const Person& person) {
        const auto& categories = step.engine.state().catalogue->categories.items;
        const auto needs = engine::needs_of(incident);
        const std::uint32_t need = offer.need.value_or(0);
        const auto asks = [&] {
            const auto& asked = needs[need]->categories.items;
            return std::find(asked.begin(), asked.end(), categories[person.category].category) !=
                   asked.end();
        };
        const bool fits = need < needs.size() && person.category < categories.size() && asks();
        verdict.check(name, fits, "somebody whom the plan doesn't ask", offer.person.value);
    });
}

void is_rested(std::string_view name, const Step& step, Verdict& verdict) {
    each_offer(step, [&](const OfferMade& offer, const Incident& incident, const Person& person) {
        const protocol::Catalogue& catalogue = *step.engine.state().catalogue;
        const std::uint32_t today = engine::local_day(step.now, catalogue.utc_offset_min.value);
        const bool tired = person.response_ended.value != 0 &&
                           step.now - person.response_ended < catalogue.rest_s.value * 1000;
        const bool spent =
            person.alert_day == today && person.alerts >= catalogue.alerts_a_day.value;
        const bool may = offer.wave == 0 || incident.priority.value == 1 || (!tired && !spent);
        verdict.check(name, may, "somebody who rests, or had alerts enough", offer.person.value);
    });
}

void is_no_reporter(std::string_view name, const Step& step, Verdict& verdict) {
    const State& state = step.engine.state();
    each_offer(step, [&](const OfferMade& offer, const Incident& incident, const Person&) {
        for (const protocol::TipId tip : incident.tips) {
            // A dispatcher who assigns by hand isn't told who reported.
            const bool fine = offer.wave == 0 || state.tips.at(tip).reporter != offer.person;
            verdict.check(name, fine, "the reporter is asked", offer.person.value);
        }
    });
}

void is_free(std::string_view name, const Step& step, Verdict& verdict) {
    std::vector<protocol::PersonId> asked;
    each_offer(step, [&](const OfferMade& offer, const Incident&, const Person& person) {
        const bool twice = std::find(asked.begin(), asked.end(), offer.person) != asked.end();
        verdict.check(
            name, !person.current && !twice, "somebody busy is asked", offer.person.value
        );
        asked.push_back(offer.person);
    });
}

void is_new_to_it(std::string_view name, const Step& step, Verdict& verdict) {
    const State& state = step.engine.state();
    each_offer(step, [&](const OfferMade& offer, const Incident& incident, const Person&) {
        const auto same = [&](protocol::AssignmentId id) {
            return state.assignments.at(id).person == offer.person;
        };
        const auto& before = incident.assignments;
        const bool fine = offer.wave == 0 || std::none_of(before.begin(), before.end(), same);
        verdict.check(name, fine, "somebody is asked by rule twice", offer.person.value);
    });
}

void has_fresh_place(std::string_view name, const Step& step, Verdict& verdict) {
    each_offer(step, [&](const OfferMade& offer, const Incident&, const Person&) {
        const std::int64_t age_ms = step.engine.state().catalogue->place_age_s.value * 1000;
        const engine::Heard& place = step.ledger.place.at(offer.person.value - 1);
        const bool fresh = place.heard_at.value > 0 && step.now - place.heard_at <= age_ms;
        verdict.check(name, offer.wave == 0 || fresh, "a place too old counts", offer.person.value);
    });
}

/// Of the wave that the decision opens, or that was open before.
std::uint64_t radius_m(const Step& step, const Incident& incident) {
    for (const engine::Event& event : step.record.events) {
        const auto* wave = std::get_if<engine::WaveOpened>(&event);
        if (wave != nullptr && wave->incident == incident.id) {
            return wave->radius_m;
        }
    }
    return incident.waves.back().radius_m;
}

void is_in_reach(std::string_view name, const Step& step, Verdict& verdict) {
    each_offer(step, [&](const OfferMade& offer, const Incident& incident, const Person&) {
        if (offer.wave == 0) {
            return;
        }
        const engine::Heard& place = step.ledger.place.at(offer.person.value - 1);
        const std::uint64_t away_cm = geo::ground_distance_cm(place.at, incident.place.at);
        const std::uint64_t radius_cm = radius_m(step, incident) * 100;
        // Two planes differ by less than this (geo::Plane).
        const std::uint64_t margin_cm = radius_cm / 1000 + 200;
        verdict.check(
            name, away_cm <= radius_cm + margin_cm, "outside the wave's radius", offer.person.value
        );
    });
}

void is_open(std::string_view name, const Step& step, Verdict& verdict) {
    each_offer(step, [&](const OfferMade& offer, const Incident& incident, const Person&) {
        const bool fine = incident.open() && (offer.wave == 0 || !incident.dispatcher_only);
        verdict.check(name, fine, "for an incident that asks nobody", offer.incident.value);
    });
}

} // namespace

std::span<const Invariant> asking_invariants() {
    static constexpr Invariant list[] = {
        {.name = "asked-on-duty", .before = is_on_duty},
        {.name = "asked-qualified", .before = is_qualified},
        {.name = "asked-rested", .before = is_rested},
        {.name = "asked-no-reporter", .before = is_no_reporter},
        {.name = "asked-free", .before = is_free},
        {.name = "asked-once", .before = is_new_to_it},
        {.name = "asked-fresh-place", .before = has_fresh_place},
        {.name = "asked-in-reach", .before = is_in_reach},
        {.name = "asked-for-open", .before = is_open},
    };
    return list;
}

} // namespace dageng::simulation
