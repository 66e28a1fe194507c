#pragma once

#include "protocol/catalogue.hpp"
#include "protocol/incident_messages.hpp"
#include "protocol/values.hpp"
#include "server/engine/acceptance.hpp"
#include "server/engine/broadcast_state.hpp"
#include "server/engine/commander_state.hpp"
#include "server/engine/desk_state.hpp"
#include "server/engine/front_state.hpp"
#include "server/engine/hands_state.hpp"
#include "server/engine/notice_log.hpp"
#include "server/engine/numbered.hpp"
#include "server/engine/open_incidents.hpp"
#include "server/engine/packed_id.hpp"
#include "server/engine/registry_state.hpp"
#include "server/engine/remembered_commands.hpp"
#include "server/engine/reveal_state.hpp"
#include "server/engine/safety_state.hpp"
#include "server/engine/short_id.hpp"
#include "server/engine/talk_state.hpp"
#include "server/geo/barriers.hpp"
#include "server/geo/polygon.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The durable state of a district: the fold of its events, and nothing else.
namespace dageng::engine {

using protocol::AssignmentId;
using protocol::IncidentId;
using protocol::KeyId;
using protocol::Offset;
using protocol::PersonId;
using protocol::TimeMs;
using protocol::TipId;

/// No category: a person who is no responder.
inline constexpr std::uint8_t no_category = 255;

/// Responders of the same role, category, trainings and unit: whether one fits a need, all do.
struct Group {
    protocol::Role role = protocol::Role::volunteer;
    protocol::Slug category;
    std::vector<protocol::Slug> trainings; ///< Sorted, each once.
    std::optional<protocol::Slug> unit;    ///< Of the catalogue's.
    std::uint32_t on_duty = 0;
    std::uint32_t engaged = 0; ///< Of those, with an open offer or running assignment.
    /// Their people's numbers, ascending, on duty or not.
    std::vector<std::uint32_t> members = {};
};

/// A city has a hundred thousand of them: 72 bytes.
struct Person {
    TimeMs response_ended; ///< When they last came free from a running assignment; 0: never.
    TimeMs duty_since;
    NoticeLog notices; ///< Numbers of their last notices.
    Short<PersonId> id;
    Short<AssignmentId> current; ///< The open offer or running assignment; at most one.
    Short<KeyId> key;            ///< Their own.
    std::uint32_t duty_ms = 0;   ///< How long their duty is.
    std::uint32_t group = 0;     ///< Of responders: index in the state's groups.
    std::uint16_t alert_day = 0; ///< Local day of the last alert, days since 1970; before 2149.
    std::uint16_t alerts = 0;    ///< On that day.
    protocol::Role role = protocol::Role::resident;
    std::uint8_t category = no_category; ///< Index in the catalogue's categories.
    bool on_duty = false;
    bool erased = false;                      ///< Nothing but the number is left.
    std::optional<protocol::TravelMode> mode; ///< As said of this duty.
    PackedId duty_device;

    TimeMs duty_ends() const { return duty_since + duty_ms; }
};
static_assert(sizeof(Person) == 72);

struct TipAddition {
    TimeMs at;
    protocol::Words words;
    protocol::Photos photos;
};

struct Tip {
    TipId id;
    IncidentId incident;
    PersonId reporter;
    protocol::ClientId client_id;
    protocol::Slug kind;
    protocol::Place place;
    protocol::Channel channel = protocol::Channel::app;
    TimeMs made_at;
    TimeMs received_at;
    KeyId key;
    protocol::PlaceWords place_words;
    protocol::Words words;
    protocol::Contact contact; ///< A caller's.
    protocol::Photos photos;
    std::vector<TipAddition> additions;
    bool attached = false; ///< Put to an incident that others had reported.
    bool exercise = false;
    std::optional<TimeMs> withdrawn_at;

    bool left() const { return received_at.value == 0; } ///< As an incident's.
};

struct Note {
    TimeMs at;
    PersonId by;
    protocol::Words words;
};

struct Closing {
    TimeMs at;
    PersonId by;
    protocol::Slug disposition;
    protocol::Words words;
    protocol::Text<0, 500> outcome;
};

/// Who was told to keep away, and when.
struct KeptAway {
    TimeMs at;
    std::vector<PersonId> people;
};

/// Units that the plan told of an incident, as it was then.
struct Notified {
    TimeMs at;
    std::uint32_t level = 1;
    protocol::Slug kind;
    protocol::Place place;
    std::vector<protocol::Slug> units;
    std::vector<PersonId> people;
};

/// Another incident that an incident may be the same as; until a dispatcher decides.
struct Proposal {
    IncidentId like;
    std::uint32_t score = 0;
    TimeMs at;
};

struct Referral {
    TimeMs at;
    PersonId by; ///< Nobody: by rule.
    protocol::Slug to;
    protocol::Words words;
};

struct Merging {
    TimeMs at;
    PersonId by;
    IncidentId into;
};

struct Incident {
    IncidentId id;
    protocol::IncidentCode code;
    protocol::Slug kind;
    protocol::Whole<1, 5> priority;
    protocol::Place place;
    KeyId key;
    TimeMs opened_at;
    std::shared_ptr<const protocol::Plan> plan; ///< The one it began with.
    std::uint32_t plan_version = 0;
    std::uint32_t level = 1; ///< The alarm level.
    std::optional<TimeMs> raised_at;
    std::uint32_t waves_at_raise = 0; ///< How many were open when it was last raised.
    std::optional<KeptAway> kept_away;
    std::vector<Notified> notified; ///< In the order told.
    bool dispatcher_only = false;
    protocol::IncidentState state = protocol::IncidentState::triaged;
    TimeMs changed_at;
    std::optional<TimeMs> acknowledged_at;
    PersonId acknowledged_by;
    std::vector<protocol::WaveOpened> waves; ///< Those opened so far, in order.
    std::optional<protocol::Shortfall> shortfall;
    std::vector<TipId> tips;
    std::vector<AssignmentId> assignments;
    std::vector<Note> notes;
    std::optional<TimeMs> responding_at; ///< When first somebody accepted.
    std::optional<Closing> closing;
    bool exercise = false;
    TimeMs reported_at;              ///< When the last of its tips was made.
    std::size_t plan_waves_from = 0; ///< How many of `waves` were of plans before the present one.
    std::optional<Proposal> proposal;
    std::optional<Referral> referral;
    std::optional<Merging> merging;
    ByHand by_hand;
    Offset opened_n = 0;                              ///< The event that opened it; 0: it left.
    KeyId next_key;                                   ///< Seals those next in line; 0: none.
    TimeMs next_until;                                ///< When that key's time is over.
    std::shared_ptr<const protocol::Catalogue> terms; ///< Limits and escalation it began with.
    Care care;
    CommandKey last_command;     ///< The last by a person that concerned it.
    bool legal_hold = false;     ///< Nothing of it leaves.
    bool words_expired = false;  ///< Their time is over, and their keys are gone or going.
    bool photos_expired = false; ///< The same.

    bool open() const { return !closing && !referral && !merging; }
    /// Nothing but its number is left (FrontCut).
    bool left() const { return opened_n == 0; }
    /// How many waves of its present plan have been opened.
    std::size_t plan_waves() const { return waves.size() - plan_waves_from; }
};

struct Assignment {
    AssignmentId id;
    IncidentId incident;
    PersonId person;
    Offset offer_n = 0; ///< The number of its offer's notice.
    std::uint32_t wave = 0;
    std::uint32_t need = 0; ///< Its number: see needs.hpp.
    std::uint32_t distance_m = 0;
    protocol::AlertChannel channel = protocol::AlertChannel::socket;
    protocol::AssignmentState state = protocol::AssignmentState::offered;
    TimeMs offered_at;
    TimeMs reach_by;
    TimeMs expires_at;
    std::optional<TimeMs> seen_at;
    std::optional<TimeMs> answered_at;
    std::optional<TimeMs> on_scene_at;
    std::optional<TimeMs> ended_at;
    std::optional<std::uint32_t> eta_s; ///< Estimated when they were chosen.

    bool left() const { return offered_at.value == 0; } ///< As an incident's.
};

struct Photo {
    protocol::ClientId id;
    PersonId owner;
    KeyId key;
    std::optional<TimeMs> stored_at;
};

/// What is added here is written down, too (state_sections.hpp), unless it is derived.
struct State {
    // Compiled once, not in every file that has one.
    State();
    State(const State& other);
    State(State&& other) noexcept;
    State& operator=(const State& other);
    State& operator=(State&& other) noexcept;
    ~State();

    Offset last = 0; ///< Of the last event applied.
    TimeMs now;      ///< Of the last decision applied.
    std::shared_ptr<const protocol::Catalogue> catalogue;
    Offset catalogue_changed = 0; ///< The event of its last change; 0: it is the first.
    std::string outline;          ///< Of the boundary, as its event has it.
    std::optional<geo::Boundary> boundary;
    std::string roads; ///< Hash of the road graph in use; empty: none.
    geo::Barriers barriers;

    std::vector<Person> people; ///< Person n stands at n - 1.
    /// Of person n at n - 1: beside the people, who are looked at by thousands without it.
    std::vector<protocol::PersonName> names;
    Numbered<TipId, Tip> tips;
    Numbered<IncidentId, Incident> incidents;
    OpenIncidents open; ///< Those of them that are.
    Numbered<AssignmentId, Assignment> assignments;
    std::map<protocol::ClientId, Photo> photos;
    std::map<CommandKey, TipId> tip_of_command;
    std::map<PersonId, std::vector<TipId>> tips_of;
    std::map<protocol::ClientId, TipId> tip_of_photo;
    std::vector<PersonId> watchers; ///< Dispatchers and supervisors, in order of registration.
    RememberedCommands remembered;
    Safety safety;
    Talk talk;
    Broadcasts broadcasts;
    Scenes scenes;
    Desks desks;
    Reveals reveals;
    Registry registry;
    Front front;
    std::map<CommandKey, Deed> deeds; ///< The last that can be undone; the older leave.
    std::deque<std::pair<TimeMs, CommandKey>> deeds_order;
    KeyId last_key{1};     ///< The last key in use; key 1 is the district's own.
    std::uint32_t day = 0; ///< Local day of the last incident code, days since 1970.
    std::uint32_t codes_of_day = 0;
    std::vector<Group> groups;             ///< In the order in which their first was registered.
    std::vector<Experience> experience;    ///< Of category × 24 + local hour.
    std::vector<std::uint32_t> on_duty_of; ///< People on duty, by category.
    std::vector<std::uint32_t> engaged_of; ///< Of those, with an open offer or running assignment.

    const Person* person(PersonId id) const {
        return id.value == 0 || id.value > people.size() ? nullptr : &people[id.value - 1];
    }
    Person* person(PersonId id) {
        return id.value == 0 || id.value > people.size() ? nullptr : &people[id.value - 1];
    }

    /// Of somebody who is there.
    const protocol::PersonName& name_of(PersonId id) const { return names[id.value - 1]; }

    /// After each change to whether an incident is open, to its place, and to when it was last
    /// reported.
    void note_open(const Incident& incident) {
        if (incident.open()) {
            open.put(open_part_of(incident));
        } else {
            open.drop(incident.id);
        }
    }

    static OpenIncident open_part_of(const Incident& incident) {
        return {
            incident.id,
            incident.place.at,
            static_cast<std::uint32_t>(incident.place.accuracy_m.value),
            incident.exercise,
            incident.reported_at
        };
    }
};

/// The plan for a kind, or nothing. A distress has one whatever the catalogue says
/// (safety_making.hpp).
std::shared_ptr<const protocol::Plan>
plan_for(const std::shared_ptr<const protocol::Catalogue>& catalogue, const protocol::Slug& kind);

} // namespace dageng::engine
