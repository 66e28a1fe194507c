#include "server/engine/engine.hpp"

#include "protocol/assert.hpp"
#include "protocol/json_write.hpp"
#include "server/engine/assignment_states.hpp"
#include "server/engine/incident_making.hpp"
#include "server/engine/planted.hpp"
#include "server/engine/registry_making.hpp"
#include "server/engine/undo.hpp"

#include <algorithm>
#include <type_traits>

namespace dageng::engine {

using protocol::ErrorCode;
using protocol::LatLon;

namespace {

constexpr std::int64_t remembered_ms = 24 * 3'600'000;

Answer answer_of_tip(const State& state, TipId tip, bool call) {
    if (call) {
        return protocol::CallAnswer{tip, state.tips.at(tip).incident};
    }
    return protocol::TipAnswer{tip};
}

/// A command that makes a thing, repeated after its answer was forgotten: the thing is still known.
std::optional<Decision>
made_before(const State& state, const protocol::Command& command, const Request& request) {
    if (std::holds_alternative<protocol::RaisePanic>(command)) {
        const auto panic = state.safety.panic_of_command.find({request.by, request.id});
        if (panic == state.safety.panic_of_command.end()) {
            return std::nullopt;
        }
        const Distress& raised = *state.safety.of(panic->second);
        return Decision{{}, protocol::PanicAnswer{raised.incident, raised.withdraw_until}};
    }
    const bool tip = std::holds_alternative<protocol::ReportTip>(command);
    const bool call = std::holds_alternative<protocol::TakeCall>(command);
    const auto made = state.tip_of_command.find({request.by, request.id});
    if ((!tip && !call) || made == state.tip_of_command.end()) {
        return std::nullopt;
    }
    return Decision{{}, answer_of_tip(state, made->second, call)};
}

template <class Command>
bool has_right(const State& state, const Request& request, const Command&) {
    const Person* person = state.person(request.by);
    return person != nullptr && !person->erased && Command::allowed.has(person->role);
}

template <class Command>
std::optional<protocol::Refusal> lateness(const Request& request, const Command&) {
    const std::int64_t age_ms = request.made_at ? request.now - *request.made_at : 0;
    if (Command::good_for_ms > 0 && age_ms > Command::good_for_ms) {
        return refuse(ErrorCode::too_late, "made " + std::to_string(age_ms / 1000) + " s ago");
    }
    return std::nullopt;
}

template <class E>
IncidentId incident_of(const State& state, const E& event) {
    if constexpr (requires { event.incident; }) {
        return event.incident;
    } else if constexpr (requires { event.tip; }) {
        return state.tips.at(event.tip).incident;
    } else if constexpr (requires { event.into; }) {
        return event.into;
    } else {
        return {};
    }
}

} // namespace

Engine::Engine() : places_({}) {}

Engine::Engine(State folded)
    : state_(std::move(folded)), places_(state_.boundary ? state_.boundary->centroid() : LatLon{}),
      centred_(state_.boundary.has_value()) {}

Outcome Engine::decide(const protocol::Command& command, const Request& request) const {
    DAGENG_ASSERT(state_.catalogue != nullptr);
    if (!std::visit([&](const auto& one) { return has_right(state_, request, one); }, command)) {
        return refuse(ErrorCode::not_allowed, "this account's role may not do this");
    }
    if (const auto known = state_.remembered.find({request.by, request.id})) {
        if (!known->has_content(request.fingerprint)) {
            return refuse(ErrorCode::id_reused, "another command was sent under this id", "id");
        }
        return Repeated{known->answer};
    }
    if (auto made = made_before(state_, command, request)) {
        return *std::move(made);
    }
    if (auto late = std::visit([&](const auto& one) { return lateness(request, one); }, command)) {
        return *std::move(late);
    }
    auto decided =
        std::visit([&](const auto& one) { return engine::decide(world(), request, one); }, command);
    if (!decided) {
        return decided.refusal();
    }
    return std::move(*decided);
}

protocol::Result<Event> Engine::register_person(const NewPerson& person) const {
    return engine::register_person(state_, person);
}

protocol::Result<std::vector<Event>> Engine::take_catalogue(protocol::Catalogue catalogue) const {
    const auto& now = state_.catalogue;
    catalogue.version = now ? now->version : 1;
    if (now && *now == catalogue) {
        return std::vector<Event>{};
    }
    // Pages get it as one item of a snapshot's part, which is a frame.
    constexpr std::size_t most_bytes = 60'000;
    if (protocol::to_json(catalogue).size() > most_bytes) {
        return refuse(
            ErrorCode::bad_field,
            "kinds, categories and dispositions together are over 60,000 bytes"
        );
    }
    if (now) {
        const auto& old_ones = now->categories.items;
        const auto& new_ones = catalogue.categories.items;
        for (std::size_t i = 0; i < old_ones.size(); ++i) {
            if (i >= new_ones.size() || new_ones[i].category != old_ones[i].category) {
                return refuse(
                    ErrorCode::bad_field,
                    "category " + old_ones[i].category.value + " must stay in its place",
                    "categories"
                );
            }
        }
        catalogue.version = now->version + 1;
    }
    return std::vector<Event>{CatalogueTaken{std::move(catalogue)}};
}

std::vector<Event> Engine::take_boundary(const geo::Boundary& boundary) const {
    std::string outline = boundary.to_text();
    if (outline == state_.outline) {
        return {};
    }
    return {BoundaryTaken{{std::move(outline)}}};
}

std::vector<Event> Engine::take_roads(const geo::RoadGraph& roads) const {
    if (roads.hash() == state_.roads) {
        return {};
    }
    return {RoadsTaken{
        {roads.hash()},
        static_cast<std::uint32_t>(roads.nodes().size()),
        static_cast<std::uint32_t>(roads.roads().size())
    }};
}

std::vector<Event> Engine::take_barriers(const geo::Barriers& barriers) const {
    std::string text = barriers.to_text();
    if (text == state_.barriers.to_text()) {
        return {};
    }
    return {BarriersTaken{{std::move(text)}}};
}

World Engine::world() const {
    const bool named = roads_ != nullptr && roads_->hash() == state_.roads;
    return {state_, places_, named ? roads_.get() : nullptr};
}

std::optional<KeyId> Engine::key_for(const protocol::Command& command) const {
    if (std::holds_alternative<protocol::ReportTip>(command) ||
        std::holds_alternative<protocol::SendBroadcast>(command) ||
        std::holds_alternative<protocol::TakeCall>(command) ||
        std::holds_alternative<protocol::EnrolPerson>(command)) {
        return next_key(state_);
    }
    const auto key_of_tip = [&](TipId id) -> std::optional<KeyId> {
        const auto tip = state_.tips.find(id);
        return tip == state_.tips.end() ? std::nullopt : std::optional{tip->second.key};
    };
    if (const auto* add = std::get_if<protocol::AddToTip>(&command)) {
        return key_of_tip(add->tip);
    }
    const auto key_of = [&](IncidentId id) -> std::optional<KeyId> {
        const auto incident = state_.incidents.find(id);
        return incident == state_.incidents.end() ? std::nullopt
                                                  : std::optional{incident->second.key};
    };
    if (const auto* note = std::get_if<protocol::AddNote>(&command)) {
        return key_of(note->incident);
    }
    if (const auto* closing = std::get_if<protocol::CloseIncident>(&command)) {
        return key_of(closing->incident);
    }
    if (const auto* referring = std::get_if<protocol::ReferIncident>(&command)) {
        return key_of(referring->incident);
    }
    if (const auto* hold = std::get_if<protocol::HoldIncident>(&command)) {
        return key_of(hold->incident);
    }
    if (const auto* retraction = std::get_if<protocol::RetractBroadcast>(&command)) {
        const Broadcast* broadcast = state_.broadcasts.of(retraction->broadcast);
        return broadcast == nullptr ? std::nullopt : std::optional{broadcast->key};
    }
    if (const auto* message = std::get_if<protocol::SendMessage>(&command)) {
        return key_of(message->incident);
    }
    if (const auto* answer = std::get_if<protocol::AnswerDesk>(&command)) {
        return key_of_tip(answer->tip);
    }
    if (const auto* reveal = std::get_if<protocol::RevealReporter>(&command)) {
        return key_of_tip(reveal->tip);
    }
    if (const auto* move = std::get_if<protocol::MoveScene>(&command)) {
        return key_of(move->incident);
    }
    return std::nullopt;
}

std::vector<Event> Engine::seen(PersonId id, Offset n) const {
    const Person* person = state_.person(id);
    if (person == nullptr) {
        return {};
    }
    const auto current = state_.assignments.find(person->current);
    if (current == state_.assignments.end() || current->second.offer_n != n ||
        current->second.state != protocol::AssignmentState::offered) {
        return {};
    }
    const Assignment& assignment = current->second;
    return {AssignmentChanged{
        assignment.id,
        assignment.incident,
        id,
        id,
        protocol::AssignmentState::seen,
        protocol::Cause::person
    }};
}

std::vector<Applied> Engine::apply(const DecisionRecord& decision, Offset first, TimeMs at) {
    DAGENG_ASSERT(first == state_.last + 1);
    std::vector<Applied> all;
    all.reserve(decision.events.size());
    state_.now = at;
    remember_deed(state_, decision, at);
    for (const Event& event : decision.events) {
        const Stamp stamp{++state_.last, at};
        std::visit([&](const auto& fact) { engine::apply(state_, stamp, fact); }, event);
        note_change(event, at);
        Applied applied{stamp, {}};
        for (const Hearer& hearer : audience(state_, event)) {
            Person& person = *state_.person(hearer.person);
            const bool watcher = person.role == protocol::Role::dispatcher ||
                                 person.role == protocol::Role::supervisor;
            applied.to.push_back({hearer, person.notices.last()});
            if (hearer.view == View::reporter && planted(Bug::resume_gap)) {
                continue;
            }
            person.notices.push(
                stamp.n, watcher ? NoticeLog::max_kept_watcher : NoticeLog::max_kept
            );
        }
        all.push_back(std::move(applied));
    }
    remember(decision, at);
    return all;
}

bool Engine::is_exercise(const Event& event) const {
    return std::visit(
        [&](const auto& fact) {
            if constexpr (requires { fact.exercise; }) {
                return fact.exercise;
            } else {
                const auto found = state_.incidents.find(incident_of(state_, fact));
                return found != state_.incidents.end() && found->second.exercise;
            }
        },
        event
    );
}

void Engine::remember(const DecisionRecord& decision, TimeMs at) {
    if (!decision.answer.empty()) {
        state_.remembered.add(RememberedCommand::of(
            {decision.by, decision.id}, decision.fingerprint, at, decision.answer
        ));
    }
    const std::int64_t known_ms = planted(Bug::command_forgotten) ? 60'000 : remembered_ms;
    state_.remembered.forget_before(at + -known_ms);
}

void Engine::note_change(const Event& event, TimeMs at) {
    if (std::holds_alternative<BoundaryTaken>(event)) {
        places_ = Places{state_.boundary->centroid()};
        centred_ = true;
    }
    const auto* ended = std::get_if<DutyEnded>(&event);
    if (ended != nullptr) {
        places_.forget(ended->person);
    }
    std::visit(
        [&](const auto& fact) {
            if constexpr (requires { PersonId{fact.person}; }) {
                if (const Person* person = state_.person(fact.person)) {
                    places_.renew(*person);
                }
            }
        },
        event
    );
    if (!leading_) {
        return;
    }
    if (ended != nullptr) {
        duty_ends_.renew(state_.people, ended->person);
    }
    if (const auto* began = std::get_if<DutyBegan>(&event)) {
        duty_ends_.renew(state_.people, began->person);
    }
    if (const auto* changed = std::get_if<AssignmentChanged>(&event)) {
        if (!is_running(changed->state) && tracks_.contains(changed->assignment)) {
            ended_tracks_.insert(changed->assignment);
        }
    }
    if (const auto* closed = std::get_if<DeskClosed>(&event)) {
        leaving_.erase(closed->person);
        plan_open_incidents(at);
    }
    if (std::holds_alternative<DeskOpened>(event)) {
        plan_open_incidents(at);
    }
    const auto* choice = std::get_if<ChoiceExplained>(&event);
    if (choice != nullptr && choice->next_key) {
        key_ends_.emplace_back(choice->next_until, choice->incident);
    }
    if (const auto* kept = std::get_if<TrackKept>(&event)) {
        ended_tracks_.erase(kept->assignment);
        tracks_.erase(kept->assignment);
        return;
    }
    if (const auto* cleared = std::get_if<DistressCleared>(&event)) {
        // Whose check-in was missed there, has a new clock now.
        const auto about = state_.safety.distress.at(cleared->incident).about;
        if (about && state_.incidents.at(*about).open()) {
            plan_incident(*about, at);
        }
    }
    if (const auto* merged = std::get_if<IncidentMerged>(&event)) {
        plan_incident(merged->from, at); // It has ended: so does what was under way about it.
    }
    const IncidentId incident =
        std::visit([&](const auto& fact) { return incident_of(state_, fact); }, event);
    if (incident && state_.incidents.contains(incident)) {
        plan_incident(incident, at);
    }
}

} // namespace dageng::engine
