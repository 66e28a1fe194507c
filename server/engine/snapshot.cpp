#include "protocol/json_seen.hpp"
#include "server/engine/assignment_states.hpp"
#include "server/engine/broadcast_making.hpp"
#include "server/engine/commander_making.hpp"
#include "server/engine/desk_notices.hpp"
#include "server/engine/desk_time.hpp"
#include "server/engine/hands_notices.hpp"
#include "server/engine/notices.hpp"
#include "server/engine/planted.hpp"
#include "server/engine/reveal_notices.hpp"
#include "server/engine/talk_making.hpp"
#include "server/engine/views.hpp"

#include <algorithm>

namespace dageng::engine {

namespace {

/// How long an ended incident stays in a console's snapshot.
constexpr std::int64_t closed_shown_ms = 3'600'000;
/// How long somebody who was told to keep away finds it in their snapshot.
constexpr std::int64_t kept_away_shown_ms = 24 * 3'600'000;
/// How many tips, the newest, a reporter's snapshot holds.
constexpr std::size_t most_own_tips = 64;
/// No offer stands longer; assignments are numbered in the order of their offers.
constexpr std::int64_t longest_offer_ms = decltype(protocol::Plan::offer_s)::max * 1000;

class Items {
  public:
    explicit Items(const protocol::Opener& opener) : opener_(opener) {}

    /// As what the person sees all that is added from here on.
    void seen_as(View view) { view_ = view; }

    /// What may not be seen is left out. `n`: the number of the notice that the item was, where a
    /// client must name it.
    template <class Message>
    void add(const Message& message, Offset n = 0) {
        std::string item = "{\"type\":\"";
        item += Message::wire;
        item += n == 0 ? "\"" : "\",\"n\":" + std::to_string(n);
        item += ",\"data\":";
        if (protocol::write_seen(item, message, view_, opener_)) {
            item += '}';
            items_.push_back(std::move(item));
        }
    }

    std::vector<std::string> take() && { return std::move(items_); }

  private:
    const protocol::Opener& opener_;
    View view_ = View::reporter;
    std::vector<std::string> items_;
};

/// The distress that an incident is.
void add_distress(Items& items, const State& state, const Incident& incident) {
    if (const Distress* distress = state.safety.of(incident.id)) {
        items.add(distress_view(state, *distress));
    }
}

/// Check-in clocks run on assignments, which come before.
void add_check_in(Items& items, const State& state, AssignmentId assignment) {
    const auto clock = state.safety.clocks.find(assignment);
    if (clock != state.safety.clocks.end()) {
        items.add(check_in_view(clock->second));
    }
}

/// Before a shortfall, which some of it ends.
void add_by_hand(Items& items, const Incident& incident) {
    const ByHand& set = incident.by_hand;
    if (set.hold) {
        items.add(hold_view(incident));
    }
    if (set.over) {
        items.add(over_view(incident));
    }
    if (set.scene) {
        items.add(scene_view(incident));
    }
    if (set.asked_more) {
        items.add(more_view(incident));
    }
    if (set.undone) {
        items.add(undone_view(incident));
    }
}

/// After what acknowledges it.
void add_care(Items& items, const Incident& incident) {
    const Care& care = incident.care;
    if (care.owner && care.owner != incident.acknowledged_by) {
        items.add(protocol::OwnerChanged{incident.id, care.owner, care.since});
    }
    if (incident.open() && care.steps > 0) {
        items.add(escalation_view(incident));
    }
    for (const auto& told : limits_told(incident)) {
        items.add(told);
    }
}

template <class Map, class Key, class View>
void add_messages(Items& items, const State& state, const Map& numbers, const Key& key, View view) {
    const auto found = numbers.find(key);
    if (found == numbers.end()) {
        return;
    }
    for (const std::uint64_t number : found->second) {
        items.add(view(number, state.talk.all.at(number - 1)));
    }
}

/// Of what an assignment belongs to.
void add_group(Items& items, const State& state, const Assignment& one) {
    const auto grouping = state.scenes.groups.find(one.id);
    if (grouping != state.scenes.groups.end()) {
        items.add(group_view(one.incident, one.id, grouping->second));
    }
}

void add_commander(Items& items, const State& state, IncidentId incident) {
    if (const Commander* commander = state.scenes.of(incident)) {
        items.add(commander_view(incident, *commander));
    }
}

void add_talk(Items& items, const State& state, IncidentId incident) {
    add_commander(items, state, incident);
    add_messages(items, state, state.talk.of_incident, incident, message_for_console);
    if (const Released* released = state.talk.of(incident)) {
        items.add(released_view(*released, incident));
    }
}

/// What a responder who is going or there was told, and what a volunteer may see.
void add_own_talk(Items& items, const State& state, const Assignment& one) {
    if (!is_running(one.state)) {
        return;
    }
    add_commander(items, state, one.incident);
    add_group(items, state, one);
    add_messages(
        items,
        state,
        state.talk.of_assignment,
        one.id,
        [&](std::uint64_t n, const Said& said) {
            return message_for_responder(state, n, said, one.person);
        }
    );
    if (state.talk.of(one.incident) != nullptr &&
        is_volunteer_at(state, one.incident, one.person)) {
        items.add(details_view(state, one.incident));
    }
}

/// Calls `visit` with each reveal of a tip, in order.
template <class Visit>
void for_each_reveal(const State& state, TipId tip, Visit visit) {
    const auto found = state.reveals.of_tip.find(tip);
    if (found != state.reveals.of_tip.end()) {
        std::for_each(found->second.begin(), found->second.end(), visit);
    }
}

void add_incident(Items& items, const State& state, const Incident& incident, PersonId watcher) {
    items.add(incident_view(incident));
    add_distress(items, state, incident);
    for (const TipId id : incident.tips) {
        const Tip& tip = state.tips.at(id);
        items.add(tip_view(tip));
        for (const auto& addition : tip.additions) {
            items.add(
                protocol::TipAdded{id, incident.id, addition.at, addition.words, addition.photos}
            );
        }
        for_each_reveal(state, id, [&](const Reveal& one) {
            items.add(reveal_view(state, tip, one, watcher));
        });
    }
    for (const auto& wave : incident.waves) {
        items.add(wave);
    }
    for (const AssignmentId id : incident.assignments) {
        items.add(assignment_view(state, state.assignments.at(id)));
        add_group(items, state, state.assignments.at(id));
        add_check_in(items, state, id);
    }
    for (const auto& note : incident.notes) {
        items.add(protocol::NoteAdded{incident.id, note.by, note.at, note.words});
    }
    add_by_hand(items, incident);
    for (const Notified& told : incident.notified) {
        items.add(notified_view(incident.id, told));
    }
    add_talk(items, state, incident.id);
    if (incident.shortfall && !planted(Bug::shortfall_untold)) {
        items.add(*incident.shortfall);
    }
    add_care(items, incident);
    if (incident.proposal) {
        items.add(proposal_view(incident));
    }
    if (incident.closing) {
        items.add(closing_view(incident.id, *incident.closing));
    }
    if (incident.referral) {
        items.add(referral_view(incident));
    }
    if (incident.merging) {
        items.add(merging_view(incident));
    }
}

void add_photos(Items& items, const State& state, const Tip& tip) {
    const auto add = [&](const protocol::Photos& photos) {
        for (const auto& id : photos.items) {
            const auto photo = state.photos.find(id);
            if (photo != state.photos.end() && photo->second.stored_at) {
                items.add(protocol::PhotoStored{id, *photo->second.stored_at});
            }
        }
    };
    add(tip.photos);
    for (const auto& addition : tip.additions) {
        add(addition.photos);
    }
}

bool still_shown(const State& state, const Incident& incident) {
    // What a rule referred waits until a human has looked at it.
    const bool unseen = incident.referral && !incident.acknowledged_at && !incident.referral->by;
    return incident.open() || unseen || state.now - incident.changed_at < closed_shown_ms;
}

/// To a dispatcher all of it, to a supervisor what the map shows.
void add_district(Items& items, const State& state, const Person& watcher) {
    for (const auto& [id, incident] : state.incidents) {
        if (!still_shown(state, incident)) {
            continue;
        }
        if (watcher.role != protocol::Role::dispatcher) {
            if (incident.open()) {
                items.add(incident_view(incident));
            }
            continue;
        }
        add_incident(items, state, incident, watcher.id);
        for (const TipId tip : incident.tips) {
            add_photos(items, state, state.tips.at(tip));
        }
    }
}

/// Photos that a tip may still name.
void add_unnamed_photos(Items& items, const State& state) {
    for (const auto& [id, photo] : state.photos) {
        const bool lately = photo.stored_at && state.now - *photo.stored_at < closed_shown_ms;
        if (lately && !state.tip_of_photo.contains(id)) {
            items.add(protocol::PhotoStored{id, *photo.stored_at});
        }
    }
}

void add_people_on_duty(Items& items, const State& state) {
    for (const Person& person : state.people) {
        if (person.on_duty) {
            items.add(duty_view(state, person, person.duty_since));
        }
    }
}

/// What a person goes to, and all that they may still accept: of several offers that no phone
/// showed in time each may be open.
void add_asked(Items& items, const State& state, const Person& person) {
    if (const auto current = state.assignments.find(person.current);
        current != state.assignments.end()) {
        items.add(offer_view(state, current->second), current->second.offer_n);
        add_check_in(items, state, person.current);
        add_own_talk(items, state, current->second);
    }
    for (auto asked = state.assignments.rbegin(); asked != state.assignments.rend(); ++asked) {
        const Assignment& one = asked->second;
        if (state.now - one.offered_at > longest_offer_ms) {
            return;
        }
        if (one.person == person.id && one.id != person.current && is_answerable(one.state)) {
            items.add(offer_view(state, one), one.offer_n);
        }
    }
}

/// Open incidents that the person was told to keep away from.
void add_kept_away(Items& items, const State& state, PersonId person) {
    for (auto one = state.incidents.rbegin(); one != state.incidents.rend(); ++one) {
        const Incident& incident = one->second;
        if (state.now - incident.opened_at > kept_away_shown_ms) {
            return;
        }
        if (!incident.open() || !incident.kept_away) {
            continue;
        }
        const auto& people = incident.kept_away->people;
        if (std::find(people.begin(), people.end(), person) != people.end()) {
            items.add(scene_notice<protocol::KeepAway>(
                incident, incident.kind, incident.place, incident.kept_away->at
            ));
        }
    }
}

/// Open incidents that the person was told of as one of a unit, as last told.
void add_unit_notices(Items& items, const State& state, PersonId person) {
    for (auto one = state.incidents.rbegin(); one != state.incidents.rend(); ++one) {
        const Incident& incident = one->second;
        if (state.now - incident.opened_at > kept_away_shown_ms) {
            return;
        }
        if (!incident.open()) {
            continue;
        }
        for (auto told = incident.notified.rbegin(); told != incident.notified.rend(); ++told) {
            if (std::binary_search(told->people.begin(), told->people.end(), person)) {
                items.add(
                    scene_notice<protocol::UnitNotice>(incident, told->kind, told->place, told->at)
                );
                break;
            }
        }
    }
}

/// How long a broadcast stays in snapshots.
constexpr std::int64_t broadcast_shown_ms = 24 * 3'600'000;

/// Calls `visit` with the broadcasts of the last day, in order.
template <class Visit>
void for_each_broadcast(const State& state, Visit visit) {
    const auto& all = state.broadcasts.all;
    std::size_t first = all.size();
    while (first > 0 && state.now - all[first - 1].made.at <= broadcast_shown_ms) {
        --first;
    }
    std::for_each(all.begin() + static_cast<std::ptrdiff_t>(first), all.end(), visit);
}

void add_desks(Items& items, const State& state) {
    for (const auto& [person, since] : state.desks.there) {
        items.add(protocol::DeskChanged{person, true, since});
    }
}

/// Escalations that call the person.
void add_calls(Items& items, const State& state, PersonId person) {
    for (const IncidentId id : state.desks.calling) {
        const Incident& incident = state.incidents.at(id);
        const auto& called = incident.care.called;
        if (incident.open() && std::binary_search(called.begin(), called.end(), person)) {
            items.add(call_view(incident));
        }
    }
}

void add_broadcasts(Items& items, const State& state) {
    for_each_broadcast(state, [&](const Broadcast& one) {
        items.add(one.made);
        if (one.sent) {
            items.add(*one.sent);
        }
        if (one.ended) {
            items.add(*one.ended);
        }
        if (one.retracted) {
            items.add(*one.retracted);
        }
    });
}

/// What was told around the person, and what of it doesn't hold any more.
void add_told(Items& items, const State& state, PersonId person) {
    for_each_broadcast(state, [&](const Broadcast& one) {
        const auto told_end = one.people.begin() + static_cast<std::ptrdiff_t>(one.reached());
        if (!std::binary_search(one.people.begin(), told_end, person)) {
            return;
        }
        if (one.retracted) {
            items.add(*one.retracted);
        } else {
            items.add(told_view(one));
        }
    });
}

void add_own_safety(Items& items, const State& state, const Person& person) {
    if (const auto word = state.safety.words.find(person.id); word != state.safety.words.end()) {
        items.add(protocol::SafeWordSet{word->second.set_at});
    }
    const Distress* panic = state.safety.panic_of(person.id);
    if (panic != nullptr && !panic->shown_over) {
        items.add(panic_view(*panic));
    }
}

/// A dispatcher sees it all anyway; who is called about it knows more than its reporter.
bool hears_of_own_tip(const Person& person, const Incident& incident) {
    const auto& called = incident.care.called;
    return incident.open() && person.role != protocol::Role::dispatcher &&
           !std::binary_search(called.begin(), called.end(), person.id);
}

void add_own(Items& items, const State& state, const Person& person) {
    const PersonId id = person.id;
    items.seen_as(View::responder);
    if (person.category != no_category) {
        items.add(duty_view(state, person, person.duty_since));
        add_asked(items, state, person);
        add_kept_away(items, state, person.id);
        add_unit_notices(items, state, person.id);
        add_told(items, state, person.id);
    }
    add_calls(items, state, person.id);
    add_own_safety(items, state, person);
    items.seen_as(View::reporter);
    const auto own = state.tips_of.find(person.id);
    if (own == state.tips_of.end()) {
        return;
    }
    const auto& tips = own->second;
    for (std::size_t i = tips.size() - std::min(tips.size(), most_own_tips); i < tips.size(); ++i) {
        const Tip& tip = state.tips.at(tips[i]);
        items.add(my_tip_view(state, tip));
        for_each_reveal(state, tip.id, [&](const Reveal& one) {
            items.add(own_reveal_view(tip.id, one));
        });
        const Incident& incident = state.incidents.at(tip.incident);
        if (incident.care.steps > 0 && hears_of_own_tip(person, incident) && !tip.withdrawn_at) {
            items.add(protocol::TipAttention{{{tip.id}}, false, incident.care.last_step_at});
        }
        if (!tip.withdrawn_at && person.role != protocol::Role::dispatcher) {
            add_messages(
                items,
                state,
                state.talk.of_tip,
                tip.id,
                [&](std::uint64_t n, const Said& said) {
                    return message_for_reporter(state, n, said, id);
                }
            );
        }
        if (person.role == protocol::Role::dispatcher &&
            still_shown(state, state.incidents.at(tip.incident))) {
            continue; // The district's part has the rest.
        }
        for (const auto& addition : tip.additions) {
            items.add(protocol::TipAdded{
                tip.id, tip.incident, addition.at, addition.words, addition.photos
            });
        }
        add_photos(items, state, tip);
    }
}

} // namespace

std::vector<std::string> snapshot(const State& state, PersonId id, const protocol::Opener& opener) {
    Items items{opener};
    const Person& person = *state.person(id);
    if (state.catalogue) {
        items.add(*state.catalogue);
    }
    if (const auto watching = protocol::watching_as(person.role)) {
        items.seen_as(*watching);
        add_district(items, state, person);
    }
    if (person.role == protocol::Role::dispatcher) {
        add_unnamed_photos(items, state);
        add_people_on_duty(items, state);
        add_broadcasts(items, state);
        add_desks(items, state);
    }
    add_own(items, state, person);
    return std::move(items).take();
}

} // namespace dageng::engine
