#include "protocol/assert.hpp"
#include "server/engine/decision_text.hpp"
#include "server/engine/state_text.hpp"
#include "simulation/district.hpp"
#include "simulation/same_state.hpp"

#include <bit>
#include <sstream>
#include <utility>

// What goes wrong at the journal's edge, and what is checked of the whole.
namespace dageng::simulation {

using protocol::TimeMs;

namespace {

constexpr std::string_view keeps_said = "said-is-kept";
constexpr std::string_view state_is_kept = "kept-state-is-the-fold";
constexpr std::size_t most_line = 240;

} // namespace

void District::refuse_append() {
    lose(0);
}

void District::pull_plug() {
    const std::size_t unsure = log_.size() - durable_bytes_;
    lose(unsure == 0 ? 0 : chance_.below(unsure + 1));
}

void District::lose(std::size_t torn_bytes) {
    log_.cut(durable_bytes_ + torn_bytes);
    unwritten_.clear();
    unreleased_.clear();
    down_ = true;
}

engine::Engine District::fold() {
    engine::Engine folded;
    recent_ = {};
    counts_ = {0, 0, 0, 0, 0, counts_.restarts};
    const std::size_t whole = log_.read([&](const ByteLog::Record& record) {
        auto decision = engine::decision_from_text(record.body);
        verdict_.check(fold_equals, static_cast<bool>(decision), "unreadable", record.first);
        if (!decision || record.first != folded.state().last + 1) {
            return;
        }
        const auto applied = folded.apply(*decision, record.first, record.at);
        for (std::size_t i = 0; i < applied.size(); ++i) {
            const engine::Event& event = decision->events[i];
            recent_.push(applied[i].stamp, event);
            counts_.offers += std::holds_alternative<engine::OfferMade>(event) ? 1 : 0;
            counts_.shortfalls += std::holds_alternative<engine::ShortfallRaised>(event) ? 1 : 0;
            counts_.erased += std::holds_alternative<engine::PersonErased>(event) ? 1 : 0;
            const auto* change = std::get_if<engine::AssignmentChanged>(&event);
            counts_.accepted +=
                change != nullptr && change->state == protocol::AssignmentState::accepted ? 1 : 0;
        }
    });
    log_.cut(whole);
    counts_.events = folded.state().last;
    return folded;
}

void District::start_again() {
    engine_ = fold();
    follower_ = engine::Engine{engine::State{engine_.state()}};
    const engine::State& state = engine_.state();
    verdict_.check(keeps_said, state.last >= released_, "what was said is lost", released_);
    durable_ = state.last;
    durable_bytes_ = log_.size();
    ++counts_.restarts;
    down_ = false;
    touched_incidents_.clear();
    touched_people_.clear();
    ledger_.open.clear();
    for (const engine::OpenIncident& incident : state.open) {
        ledger_.open.insert(incident.id);
    }
    for (const engine::Person& person : state.people) {
        ledger_.last_n[person.id.value - 1] = person.notices.last();
        ledger_.place[person.id.value - 1] = {};
    }
    ledger_.hold_until = now_ + hold_ms;
    engine_.lead(now_, ledger_.hold_until);
}

void District::check(const engine::Incident& incident) {
    const Rest rest{engine_, ledger_, now_};
    for (const Invariant& one : all_invariants()) {
        if (one.incident != nullptr) {
            one.incident(one.name, rest, incident, verdict_);
        }
    }
}

void District::check(const engine::Person& person) {
    const Rest rest{engine_, ledger_, now_};
    for (const Invariant& one : all_invariants()) {
        if (one.person != nullptr) {
            one.person(one.name, rest, person, verdict_);
        }
    }
}

bool District::check_before(const engine::DecisionRecord& record) {
    const Step step{engine_, ledger_, now_, record, {}};
    for (const Invariant& one : all_invariants()) {
        if (one.before != nullptr) {
            one.before(one.name, step, verdict_);
        }
    }
    return !verdict_.broken();
}

void District::check_rest() {
    for (const auto id : std::exchange(touched_incidents_, {})) {
        check(state().incidents.at(id));
    }
    for (const auto id : std::exchange(touched_people_, {})) {
        check(*state().person(id));
    }
    if (state().last >= next_check_) {
        next_check_ = state().last + check_each;
        check_all(false);
    }
}

void District::check_fold(const engine::State& folded, bool whole) {
    const bool same =
        whole ? engine::digest(folded) == engine::digest(state()) : same_state(folded, state());
    verdict_.check(fold_equals, same, "the journal's fold is another state", state().last);
}

void District::check_kept_state() {
    const auto lines_of = [](const engine::State& state) {
        std::vector<std::string> lines;
        engine::write_state(state, [&](std::string_view line) { lines.emplace_back(line); });
        return lines;
    };
    const auto lines = lines_of(follower_.state());
    verdict_.check(
        state_is_kept, lines == lines_of(state()), "the fold's text is another", state().last
    );
    auto next = lines.begin();
    auto kept = engine::read_state([&]() -> std::optional<std::string_view> {
        return next == lines.end() ? std::nullopt : std::optional<std::string_view>{*next++};
    });
    verdict_.check(
        state_is_kept, static_cast<bool>(kept), kept ? "" : kept.refusal().detail, state().last
    );
    if (kept) {
        verdict_.check(
            state_is_kept, lines_of(*kept) == lines, "what was kept is another", state().last
        );
        follower_ = engine::Engine{std::move(*kept)};
    }
}

void District::check_all(bool last) {
    for (const auto& [id, incident] : state().incidents) {
        check(incident);
    }
    for (const engine::Person& person : state().people) {
        check(person);
    }
    ++checked_;
    check_fold(follower_.state(), last || checked_ % checks_a_digest == 0);
    // Seldom: a state is large.
    if (last || std::has_single_bit(checked_)) {
        check_kept_state();
    }
    if (last) {
        check_fold(fold().state(), true);
    }
}

std::vector<std::string> District::last_events() const {
    std::vector<std::string> lines;
    for (const std::string& text : last_) {
        std::istringstream decision{text};
        for (std::string line; std::getline(decision, line);) {
            lines.push_back(line.substr(0, most_line));
        }
    }
    return lines;
}

District::Counts District::counts() const {
    return counts_;
}

std::string District::digest() const {
    return log_.digest(engine::digest(state()));
}

} // namespace dageng::simulation
