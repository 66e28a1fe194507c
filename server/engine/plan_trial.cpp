#include "server/engine/plan_trial.hpp"

#include <algorithm>
#include <set>

namespace dageng::engine {

using protocol::ErrorCode;

namespace {

/// A distance is told no finer than this.
constexpr std::uint32_t distance_step_m = 100;
/// Smaller counts would say something about somebody.
constexpr std::uint32_t least_told = 3;

/// An incident that nobody reported.
Incident imagined(const State& state, const TrialWish& wish, TimeMs now) {
    Incident incident;
    incident.id = state.incidents.next();
    incident.kind = wish.kind;
    incident.place.at = wish.at;
    incident.opened_at = now;
    incident.plan = plan_for(state.catalogue, wish.kind);
    incident.plan_version = state.catalogue->version;
    incident.priority = incident.plan->priority;
    incident.level = wish.level;
    return incident;
}

class Trial {
  public:
    Trial(const World& world, const Incident& incident, TimeMs now)
        : world_(world), incident_(incident), now_(now),
          likelihoods_(likelihoods_now(world.state, incident, now)) {}

    TrialWave wave(const protocol::Wave& planned, Who who) {
        TrialWave wave;
        wave.radius_m = static_cast<std::uint32_t>(planned.radius_m.value);
        wave.most = static_cast<std::uint32_t>(planned.ask.value);
        wave.seconds = static_cast<std::uint32_t>(planned.seconds.value);
        wave.officers = who == Who::officers;
        wave.funnel = funnel(world_.state, incident_, who);
        // Those whom a wave before would have asked stand among the first.
        const std::size_t ranked = most_asked + asked_.size();
        Found found = find_candidates(world_, incident_, {wave.radius_m, who}, now_, ranked);
        const auto before = std::erase_if(found.candidates, [&](const Candidate& one) {
            return asked_.contains(one.person);
        });
        wave.in_reach = found.in_reach - static_cast<std::uint32_t>(before);
        wave.left_out = found.left_out;
        ask(wave, found.candidates);
        return wave;
    }

  private:
    void ask(TrialWave& wave, const std::vector<Candidate>& candidates) {
        const State& state = world_.state;
        std::set<std::uint8_t> categories;
        for (const Chosen& one : choose(world_, incident_, candidates, likelihoods_, wave.most)) {
            const auto candidate =
                std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& other) {
                    return other.person == one.person;
                });
            const Person& person = *state.person(one.person);
            const std::uint32_t steps = candidate->distance_cm / 100 / distance_step_m;
            wave.asked.push_back({one.need, category_of(state, person), steps * distance_step_m});
            categories.insert(person.category);
            asked_.insert(one.person);
        }
        for (const std::uint8_t category : categories) {
            wave.likelihoods.items.push_back(
                {state.catalogue->categories.items[category].category, likelihoods_[category]}
            );
        }
    }

    const World& world_;
    const Incident& incident_;
    TimeMs now_;
    std::vector<std::uint32_t> likelihoods_;
    std::set<PersonId> asked_;
};

std::string counted(std::uint32_t count) {
    return count > 0 && count < least_told ? "few" : std::to_string(count);
}

std::string joined(const std::vector<protocol::Slug>& names, const char* between) {
    std::string text;
    for (const auto& name : names) {
        text += (text.empty() ? "" : between) + name.value;
    }
    return text;
}

std::string need_text(const protocol::Need& need) {
    std::string text =
        std::to_string(need.count.value) + " of " + joined(need.categories.items, ", ");
    if (!need.trainings.items.empty()) {
        text += "; trained in " + joined(need.trainings.items, " and ");
    }
    if (!need.units.items.empty()) {
        text += "; of " + joined(need.units.items, " or ");
    }
    return text;
}

std::string wave_text(const TrialWave& wave) {
    std::string text = wave.officers ? "officers' wave" : "wave";
    text += ": within " + std::to_string(wave.radius_m) + " m, at most " +
            std::to_string(wave.most) + ", " + std::to_string(wave.seconds) + " s\n";
    text += "  on duty " + counted(wave.funnel.on_duty) + ", fit a need " +
            counted(wave.funnel.eligible) + ", free " + counted(wave.funnel.free) +
            ", could be asked " + counted(wave.in_reach) + "\n";
    text += "  left out in reach: place too old " + counted(wave.left_out.place_too_old) +
            ", resting " + counted(wave.left_out.resting) + ", asked enough today " +
            counted(wave.left_out.budget_spent) + "\n";
    for (const auto& one : wave.likelihoods.items) {
        text +=
            "  " + one.category.value + " accept " + std::to_string(one.per_mille) + " of 1000\n";
    }
    text += "  would ask " + counted(static_cast<std::uint32_t>(wave.asked.size())) + "\n";
    return text;
}

} // namespace

protocol::Result<PlanTrial> try_plan(const World& world, const TrialWish& wish, TimeMs now) {
    const State& state = world.state;
    const auto plan = plan_for(state.catalogue, wish.kind);
    if (!plan) {
        return refuse(ErrorCode::bad_field, "no such kind of incident", "kind");
    }
    if (wish.level < 1 || (wish.level > 1 && wish.level > plan->levels.items.size())) {
        return refuse(ErrorCode::bad_field, "its plan has no such alarm level", "level");
    }
    const Incident incident = imagined(state, wish, now);
    PlanTrial made;
    made.plan = plan;
    made.plan_version = incident.plan_version;
    made.level = incident.level;
    made.outside = state.boundary && !state.boundary->contains(wish.at);
    Trial trial{world, incident, now};
    for (const auto* wave : waves_of(incident)) {
        made.waves.push_back(trial.wave(*wave, Who::fitting));
    }
    if (plan->officers) {
        made.waves.push_back(trial.wave(*plan->officers, Who::officers));
    }
    if (plan->keep_away_m.value > 0) {
        made.kept_away = static_cast<std::uint32_t>(to_keep_away(world, incident, now).size());
    }
    return made;
}

std::string to_text(const PlanTrial& trial) {
    const protocol::Plan& plan = *trial.plan;
    std::string text = plan.kind.value + ": priority " + std::to_string(plan.priority.value) +
                       ", alarm level " + std::to_string(trial.level) + ", configuration version " +
                       std::to_string(trial.plan_version) + "\n";
    if (trial.outside) {
        text += "outside the district: a dispatcher decides and nobody is asked by rule\n";
    }
    const auto needs = needs_up_to(plan, trial.level);
    if (needs.empty()) {
        return text + "the plan asks nobody: a dispatcher decides\n";
    }
    for (std::size_t i = 0; i < needs.size(); ++i) {
        text += "need " + std::to_string(i + 1) + ": " + need_text(*needs[i]) + "\n";
    }
    std::uint32_t number = 0;
    for (const TrialWave& wave : trial.waves) {
        text += wave_text(wave);
        for (const TrialAsked& one : wave.asked) {
            text += "    " + std::to_string(++number) + ": need " + std::to_string(one.need + 1) +
                    ", " + one.category.value + ", " + std::to_string(one.distance_m) + " m\n";
        }
    }
    text += "then the dispatcher's alarm\n";
    for (std::uint32_t level = 0;
         level < std::min<std::size_t>(trial.level, plan.levels.items.size());
         ++level) {
        const auto& notify = plan.levels.items[level].notify;
        for (const auto& unit : notify ? notify->items : std::vector<protocol::Slug>{}) {
            text += "told, for their knowledge: unit " + unit.value + "\n";
        }
    }
    if (plan.keep_away_m.value > 0) {
        text += "told to keep away, within " + std::to_string(plan.keep_away_m.value) +
                " m: " + counted(trial.kept_away) + "\n";
    }
    return text;
}

} // namespace dageng::engine
