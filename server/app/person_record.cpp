#include "server/app/person_record.hpp"

#include "protocol/json_write.hpp"
#include "server/district/front.hpp"
#include "server/district/incident_record.hpp"
#include "server/engine/registry_tree.hpp"
#include "server/engine/state_described.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace dageng::app {

namespace {

using protocol::ErrorCode;
using protocol::PersonId;
using protocol::Refusal;
using protocol::TimeMs;

/// Something that happened to the account, and when.
struct AccountStep {
    TimeMs at;
    std::string what; ///< The event's name.
    std::optional<engine::DeviceName> device;
    std::vector<PersonId> approved_by;
    std::optional<protocol::Text<10, 200>> reason;
};
BOOST_DESCRIBE_STRUCT(AccountStep, (), (at, what, device, approved_by, reason))

struct DutyPeriod {
    TimeMs from;
    std::optional<TimeMs> to; ///< Absent: it goes on.
};
BOOST_DESCRIBE_STRUCT(DutyPeriod, (), (from, to))

struct SaidByThem {
    TimeMs at;
    protocol::IncidentCode incident;
    protocol::Saying words;
};
BOOST_DESCRIBE_STRUCT(SaidByThem, (), (at, incident, words))

struct TipOfTheirs {
    protocol::TipId tip;
    protocol::IncidentCode incident;
    protocol::Slug kind;
    protocol::Place place;
    TimeMs made_at;
    protocol::PlaceWords place_words;
    protocol::Words words;
    protocol::Photos photos;
    std::vector<engine::TipAddition> additions;
    std::optional<TimeMs> withdrawn_at;
    std::optional<protocol::Text<0, 500>> outcome;
    std::vector<engine::Reveal> reveals; ///< Who was told that it was theirs, when and why.
};
BOOST_DESCRIBE_STRUCT(
    TipOfTheirs,
    (),
    (tip,
     incident,
     kind,
     place,
     made_at,
     place_words,
     words,
     photos,
     additions,
     withdrawn_at,
     outcome,
     reveals)
)

struct AssignmentOfTheirs {
    protocol::AssignmentId assignment;
    protocol::IncidentCode incident;
    protocol::AssignmentState state = protocol::AssignmentState::offered;
    TimeMs offered_at;
    std::optional<TimeMs> answered_at;
    std::optional<TimeMs> on_scene_at;
    std::optional<TimeMs> ended_at;
    bool holds_places = false; ///< The way there is kept, sealed, with the incident.
};
BOOST_DESCRIBE_STRUCT(
    AssignmentOfTheirs,
    (),
    (assignment, incident, state, offered_at, answered_at, on_scene_at, ended_at, holds_places)
)

struct PersonRecord {
    PersonId person;
    bool erased = false;
    protocol::Role role = protocol::Role::resident;
    std::optional<protocol::Slug> category;
    std::vector<protocol::Slug> trainings;
    std::optional<protocol::Slug> unit; ///< Of the registry, else the one that plans know.
    protocol::Service service = protocol::Service::serving;
    std::optional<PersonId> contact; ///< Who stands by them; absent: their unit's.
    std::optional<PersonId> trainer;
    std::optional<PersonId> manager;
    protocol::PersonName name;
    protocol::Contact phone;
    bool has_safe_word = false;
    std::vector<AccountStep> account; ///< Who came in and when, and who looked.
    std::vector<DutyPeriod> duty;
    std::vector<TipOfTheirs> tips;
    std::vector<AssignmentOfTheirs> assignments;
    std::vector<SaidByThem> messages;
};
BOOST_DESCRIBE_STRUCT(
    PersonRecord,
    (),
    (person,
     erased,
     role,
     category,
     trainings,
     unit,
     service,
     contact,
     trainer,
     manager,
     name,
     phone,
     has_safe_word,
     account,
     duty,
     tips,
     assignments,
     messages)
)

/// Gathers what the journal says of one person while it is folded.
class Gatherer {
  public:
    /// As the journal begins.
    Gatherer(PersonId person, engine::Engine at_front) : engine_(std::move(at_front)) {
        record_.person = person;
        const engine::Person* const then = engine_.state().person(person);
        if (then != nullptr && then->on_duty) {
            record_.duty.push_back({then->duty_since, std::nullopt});
        }
    }

    void take(const engine::DecisionRecord& decision, const journal::Record& record) {
        for (const engine::Event& event : decision.events) {
            std::visit([&](const auto& one) { note(one, record.at); }, event);
        }
        engine_.apply(decision, record.first, record.at);
    }

    PersonRecord finish() {
        const engine::State& state = engine_.state();
        const engine::Person& person = *state.person(record_.person);
        record_.erased = person.erased;
        record_.role = person.role;
        record_.name = state.name_of(person.id);
        if (person.category != engine::no_category) {
            const engine::Group& group = state.groups[person.group];
            record_.category = group.category;
            record_.trainings = group.trainings;
            record_.unit = group.unit;
        }
        add_registry(state, person.id);
        record_.has_safe_word = state.safety.words.contains(person.id);
        add_tips(state);
        add_assignments(state);
        for (const engine::Said& said : state.talk.all) {
            if (said.by == person.id) {
                const auto& code = state.incidents.at(said.incident).code;
                record_.messages.push_back({said.at, code, said.words});
            }
        }
        return std::move(record_);
    }

  private:
    template <class E>
    void note(const E& event, TimeMs at) {
        if constexpr (std::is_same_v<E, engine::ExplanationOpened>) {
            if (was_asked_for(event.incident)) {
                note_own(event, at);
            }
        } else if constexpr (requires { event.person; }) {
            if (event.person == record_.person) {
                note_own(event, at);
            }
        }
    }
    bool was_asked_for(protocol::IncidentId incident) const {
        const engine::State& state = engine_.state();
        const auto& asked = state.incidents.at(incident).assignments;
        return std::any_of(asked.begin(), asked.end(), [&](protocol::AssignmentId id) {
            return state.assignments.at(id).person == record_.person;
        });
    }
    template <class E>
    void note_own(const E& event, TimeMs at) {
        constexpr bool of_account = boost::mp11::mp_contains<engine::AccountEvents, E>::value ||
                                    std::is_same_v<E, engine::PersonRegistered>;
        if constexpr (of_account) {
            AccountStep step{at, std::string(E::wire), std::nullopt, {}, std::nullopt};
            if constexpr (requires { event.device; }) {
                step.device = event.device;
            }
            if constexpr (requires { event.approved_by; }) {
                step.approved_by = event.approved_by.items;
                step.reason = event.reason;
            }
            record_.account.push_back(std::move(step));
        } else if constexpr (std::is_same_v<E, engine::DutyBegan>) {
            if (record_.duty.empty() || record_.duty.back().to) {
                record_.duty.push_back({event.since, std::nullopt});
            }
        } else if constexpr (std::is_same_v<E, engine::DutyEnded>) {
            record_.duty.back().to = at;
        } else if constexpr (std::is_same_v<E, engine::TrackKept>) {
            tracked_.insert(event.assignment);
        }
    }

    void add_registry(const engine::State& state, PersonId person) {
        const engine::Registry& registry = state.registry;
        if (const auto unit = engine::unit_of(state, person); unit != engine::no_unit) {
            record_.unit = registry.units[unit].unit;
        }
        record_.service = engine::service_of(state, person, state.now);
        if (const auto own = registry.own.find(person); own != registry.own.end()) {
            const auto somebody = [](PersonId id) { return id ? std::optional{id} : std::nullopt; };
            record_.contact = somebody(own->second.contact);
            record_.trainer = somebody(own->second.trainer);
            record_.manager = somebody(own->second.manager);
        }
        if (const auto phone = registry.phones.find(person); phone != registry.phones.end()) {
            record_.phone = phone->second;
        }
    }

    void add_tips(const engine::State& state) {
        const auto theirs = state.tips_of.find(record_.person);
        if (theirs == state.tips_of.end()) {
            return;
        }
        for (const protocol::TipId id : theirs->second) {
            const engine::Tip& tip = state.tips.at(id);
            const engine::Incident& incident = state.incidents.at(tip.incident);
            TipOfTheirs one{
                id,
                incident.code,
                tip.kind,
                tip.place,
                tip.made_at,
                tip.place_words,
                tip.words,
                tip.photos,
                tip.additions,
                tip.withdrawn_at,
                std::nullopt,
                {}
            };
            const auto looked = state.reveals.of_tip.find(id);
            if (looked != state.reveals.of_tip.end()) {
                one.reveals = looked->second;
            }
            if (incident.closing) {
                one.outcome = incident.closing->outcome;
            }
            record_.tips.push_back(std::move(one));
        }
    }

    void add_assignments(const engine::State& state) {
        for (const auto& [id, one] : state.assignments) {
            if (one.person == record_.person) {
                record_.assignments.push_back(
                    {id,
                     state.incidents.at(one.incident).code,
                     one.state,
                     one.offered_at,
                     one.answered_at,
                     one.on_scene_at,
                     one.ended_at,
                     tracked_.contains(id)}
                );
            }
        }
    }

    engine::Engine engine_;
    PersonRecord record_;
    std::set<protocol::AssignmentId> tracked_;
};

} // namespace

protocol::Result<std::string> export_person(Foundation& foundation, const ExportPerson& wanted) {
    const PersonId person = person_of(wanted.person);
    const bool known = foundation.ask([&](district::Leader& leader, district::Clocks) {
        return leader.engine().state().person(person) != nullptr;
    });
    if (!known) {
        return Refusal{ErrorCode::not_found, "there is no such account", "person"};
    }
    const bool opens = !wanted.opening.approvals.items.empty();
    if (opens) {
        const auto kept = put_on_record(
            foundation,
            wanted.opening,
            [&](district::Leader& leader, const Approved& approved, district::Clocks clocks) {
                return leader.open_record(person, approved.by, approved.reason, clocks);
            }
        );
        if (!kept) {
            return kept.refusal();
        }
    }
    Gatherer gatherer{person, district::engine_at_front(foundation.journal)};
    foundation.journal.read(1, [&](const journal::Record& record) {
        gatherer.take(district::decision_of(record), record);
        return true;
    });
    const protocol::Opener opener = [&](const protocol::Sealed& sealed) {
        return opens ? foundation.vault.open(sealed) : std::nullopt;
    };
    return protocol::to_json(gatherer.finish(), {protocol::JsonMode::wire, &opener});
}

} // namespace dageng::app
