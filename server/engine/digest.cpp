#include "protocol/assert.hpp"
#include "protocol/hex.hpp"
#include "protocol/json_write.hpp"
#include "server/engine/commander_making.hpp"
#include "server/engine/engine.hpp"
#include "server/engine/hands_notices.hpp"
#include "server/engine/talk_making.hpp"
#include "server/engine/undo.hpp"
#include "server/engine/views.hpp"

#include <sodium.h>

#include <array>
#include <cstdint>

namespace dageng::engine {

namespace {

constexpr protocol::WriteOptions as_journal{protocol::JsonMode::journal, nullptr};

/// What older journals can't hold is added only where it is, so that their digests stay.
/// Gathers texts of the state; each thing ends with a line feed, which none of them holds.
class Gatherer {
  public:
    Gatherer() { DAGENG_ASSERT(crypto_generichash_init(&hash_, nullptr, 0, 32) == 0); }

    template <class... Values>
    void add(const Values&... values) {
        std::string text;
        ((protocol::write_json(text, values, as_journal), text += ' '), ...);
        text += '\n';
        crypto_generichash_update(
            &hash_, reinterpret_cast<const unsigned char*>(text.data()), text.size()
        );
    }

    std::string hex() {
        std::array<std::uint8_t, 32> bytes{};
        crypto_generichash_final(&hash_, bytes.data(), bytes.size());
        return protocol::to_hex(bytes);
    }

  private:
    crypto_generichash_state hash_{};
};

void add_by_hand(Gatherer& all, const Incident& incident) {
    const ByHand& set = incident.by_hand;
    if (set.hold) {
        all.add(hold_view(incident));
    }
    if (set.scene) {
        all.add(scene_view(incident));
    }
    if (set.over) {
        all.add(over_view(incident));
    }
    if (set.asked_more) {
        all.add(set.more, more_view(incident));
    }
    if (set.undone) {
        all.add(undone_view(incident));
    }
}

void add_talk(Gatherer& all, const State& state) {
    std::uint64_t number = 0;
    for (const Said& said : state.talk.all) {
        all.add(message_for_console(++number, said), said.by, said.assignments, said.tips);
    }
    for (const auto& [incident, released] : state.talk.released) {
        all.add(released_view(released, incident));
    }
}

void add_broadcasts(Gatherer& all, const State& state) {
    for (const Broadcast& one : state.broadcasts.all) {
        if (one.expired) {
            all.add(one.expired);
        }
        all.add(one.made, one.key, one.device, one.people, one.told, one.last_told);
        if (one.sent) {
            all.add(*one.sent);
        }
        if (one.ended) {
            all.add(*one.ended);
        }
        if (one.retracted) {
            all.add(*one.retracted);
        }
    }
}

void add_scenes(Gatherer& all, const State& state) {
    for (const auto& [person, since] : state.desks.there) {
        all.add(person, since);
    }
    for (const auto& [person, at] : state.desks.left) {
        all.add(person, at);
    }
    for (const auto& [incident, commander] : state.scenes.commanders) {
        all.add(commander_view(incident, commander));
    }
    for (const auto& [assignment, grouping] : state.scenes.groups) {
        all.add(assignment, grouping.group, grouping.at);
    }
}

/// What can still be undone.
void add_deeds(Gatherer& all, const State& state) {
    for (const auto& [key, done] : state.deeds) {
        if (state.now - done.at <= undo_ms) {
            all.add(key.first, key.second, done.what, done.incident, done.assignment, done.at);
            all.add(
                is_overtaken(state, key, done), done.level, done.raised_at, done.waves_at_raise
            );
            all.add(done.hold ? done.hold->until : protocol::TimeMs{});
        }
    }
}

void add_incident(Gatherer& all, const Incident& incident) {
    all.add(
        incident_view(incident), incident.key, incident.dispatcher_only, incident.responding_at
    );
    all.add(incident.level, incident.raised_at, incident.waves_at_raise);
    if (incident.kept_away) {
        all.add(incident.kept_away->at, incident.kept_away->people);
    }
    for (const Notified& told : incident.notified) {
        all.add(told.at, told.level, told.kind, told.place, told.units, told.people);
    }
    all.add(incident.tips, incident.assignments, incident.waves, incident.shortfall);
    for (const Note& note : incident.notes) {
        all.add(note.at, note.by, note.words);
    }
    if (incident.closing) {
        all.add(closing_view(incident.id, *incident.closing));
    }
    if (incident.proposal) {
        all.add(proposal_view(incident));
    }
    if (incident.referral) {
        all.add(referral_view(incident));
    }
    if (incident.merging) {
        all.add(merging_view(incident));
    }
    add_by_hand(all, incident);
    const Care& care = incident.care;
    if (care.owner != incident.acknowledged_by) {
        all.add(care.owner, care.since);
    }
    if (!care.called.empty()) {
        all.add(care.steps, care.last_step_at, care.called);
    }
    if (care.limits_told > 0) {
        all.add(std::uint32_t{care.limits_told});
    }
    if (incident.plan_waves_from > 0) {
        all.add(std::uint64_t{incident.plan_waves_from});
    }
    if (incident.next_key) {
        all.add(incident.next_key, incident.next_until);
    }
    if (incident.legal_hold || incident.words_expired || incident.photos_expired) {
        all.add(incident.legal_hold, incident.words_expired, incident.photos_expired);
    }
}

void add_tip(Gatherer& all, const Tip& tip) {
    all.add(tip_view(tip), tip.reporter, tip.client_id, tip.key, tip.withdrawn_at);
    if (tip.attached) {
        all.add(tip.attached);
    }
    for (const auto& addition : tip.additions) {
        all.add(addition.at, addition.words, addition.photos);
    }
}

void add_safety(Gatherer& all, const State& state) {
    for (const auto& [id, clock] : state.safety.clocks) {
        all.add(check_in_view(clock), clock.warned);
    }
    for (const auto& [id, distress] : state.safety.distress) {
        all.add(distress_view(state, distress), distress.acknowledged_at, distress.withdraw_until);
        all.add(distress.shown_over);
    }
    for (const auto& [key, incident] : state.safety.panic_of_command) {
        all.add(key.first, key.second, incident);
    }
    for (const auto& [person, word] : state.safety.words) {
        all.add(person, std::string_view{word.fingerprint}, word.set_at);
    }
}

void add_registry(Gatherer& all, const State& state) {
    const Registry& registry = state.registry;
    const auto add = [&](const auto& first, const Stewards& stewards) {
        all.add(first, stewards.contact, stewards.trainer, stewards.manager);
    };
    for (const Unit& unit : registry.units) {
        all.add(unit.above, unit.name);
        add(unit.unit, unit.stewards);
    }
    if (!registry.units.empty()) {
        all.add(registry.unit_of);
    }
    for (const auto& [person, phone] : registry.phones) {
        all.add(person, phone);
    }
    for (const auto& [person, stewards] : registry.own) {
        add(person, stewards);
    }
    for (const auto& [person, absence] : registry.not_serving) {
        all.add(person, absence.service, absence.since, absence.until);
    }
    if (!registry.import.import.empty()) {
        all.add(
            std::string_view{registry.import.import}, registry.import.rows, registry.import.made
        );
    }
    for (const auto& [import, at] : registry.imported) {
        all.add(std::string_view{import}, at);
    }
}

void add_reveals(Gatherer& all, const State& state) {
    for (const auto& [tip, reveals] : state.reveals.of_tip) {
        for (const Reveal& one : reveals) {
            all.add(tip, one.at, one.by, one.reason, one.words);
        }
    }
}

} // namespace

std::string digest(const State& state) {
    Gatherer all;
    all.add(
        state.last,
        state.now,
        state.last_key,
        state.day,
        state.codes_of_day,
        std::string_view{state.outline}
    );
    if (state.catalogue) {
        all.add(*state.catalogue);
    }
    // What came later is added only where there is any: the digests of older journals stay.
    if (!state.roads.empty() || !state.barriers.empty()) {
        const std::string barriers = state.barriers.to_text();
        all.add(std::string_view{state.roads}, std::string_view{barriers});
    }
    for (const Person& person : state.people) {
        const protocol::ClientId device = person.duty_device.unpacked();
        if (person.mode) {
            all.add(*person.mode);
        }
        if (person.erased) {
            all.add(person.erased);
        }
        all.add(
            person.id.value,
            person.role,
            std::uint64_t{person.category},
            person.key.value,
            state.name_of(person.id),
            person.current.value
        );
        all.add(
            person.on_duty,
            person.duty_since,
            person.duty_ends(),
            std::string_view{device.value},
            person.notices.last()
        );
        const auto ended =
            person.response_ended.value == 0 ? std::nullopt : std::optional{person.response_ended};
        all.add(person.group, person.alert_day, person.alerts, ended);
    }
    for (const auto& [id, tip] : state.tips) {
        add_tip(all, tip);
    }
    for (const auto& [id, incident] : state.incidents) {
        if (incident.left()) {
            all.add(id);
        } else {
            add_incident(all, incident);
        }
    }
    for (const auto& [id, assignment] : state.assignments) {
        if (assignment.left()) {
            all.add(id, assignment.incident);
        } else {
            all.add(assignment_view(state, assignment), assignment.offer_n);
        }
    }
    if (state.front.n > 0) {
        all.add(state.front.last, state.front.n);
    }
    for (const auto& [id, photo] : state.photos) {
        all.add(id, photo.owner, photo.key, photo.stored_at);
    }
    state.remembered.each([&](const RememberedCommand& known) {
        all.add(known.by, known.id, known.content, known.at, std::string_view{known.answer});
    });
    add_safety(all, state);
    add_deeds(all, state);
    add_talk(all, state);
    add_broadcasts(all, state);
    add_scenes(all, state);
    add_registry(all, state);
    add_reveals(all, state);
    all.add(state.on_duty_of, state.engaged_of);
    for (const Group& group : state.groups) {
        all.add(
            group.role, group.category, group.trainings, group.unit, group.on_duty, group.engaged
        );
    }
    for (const Experience& learnt : state.experience) {
        all.add(learnt.day, learnt.asked, learnt.accepted);
    }
    return all.hex();
}

} // namespace dageng::engine
