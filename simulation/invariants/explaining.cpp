#include "server/engine/choice.hpp"
#include "simulation/invariants/invariant.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <variant>
#include <vector>

// Each choice is explained with it, and what is said of it adds up. Boxes hold their clear text
// here (district.cpp).
namespace dageng::simulation {

namespace {

using engine::ChoiceExplained;
using engine::OfferMade;

template <class P>
std::string_view boxed(const P& value) {
    return value.is_sealed() ? std::string_view{value.sealed().box} : std::string_view{};
}

/// Calls `visit(choice, offers)` for the explanation of a decision and what it explains.
template <class Visit>
void each_choice(const Step& step, Visit visit) {
    std::vector<const OfferMade*> offers;
    for (const engine::Event& event : step.record.events) {
        if (const auto* offer = std::get_if<OfferMade>(&event)) {
            offers.push_back(offer);
        } else if (const auto* choice = std::get_if<ChoiceExplained>(&event)) {
            visit(*choice, offers);
        }
    }
}

void is_explained(std::string_view name, const Step& step, Verdict& verdict) {
    bool told = false;
    each_choice(step, [&](const auto&, const auto&) { told = true; });
    for (const engine::Event& event : step.record.events) {
        const auto* offer = std::get_if<OfferMade>(&event);
        if (offer != nullptr && offer->wave > 0) {
            verdict.check(name, told, "an offer by rule isn't explained", offer->person.value);
        }
    }
}

void adds_up(std::string_view name, const Step& step, Verdict& verdict) {
    each_choice(step, [&](const ChoiceExplained& choice, const auto& offers) {
        const auto& by_category = step.engine.state().on_duty_of;
        const auto on_duty =
            std::accumulate(by_category.begin(), by_category.end(), std::uint64_t{0});
        const auto& left_out = choice.not_asked;
        const std::uint64_t sum = offers.size() + left_out.outside_radius + left_out.not_fitting +
                                  left_out.declined + left_out.asked_before + left_out.engaged +
                                  left_out.place_too_old + left_out.resting +
                                  left_out.budget_spent + left_out.behind;
        verdict.check(name, sum == on_duty, "counts miss people on duty", choice.incident.value);
    });
}

void has_figures(std::string_view name, const Step& step, Verdict& verdict) {
    each_choice(step, [&](const ChoiceExplained& choice, const auto& offers) {
        const auto figures = engine::figures_from_lines(boxed(choice.figures));
        bool same = figures.size() == offers.size();
        for (std::size_t i = 0; same && i < offers.size(); ++i) {
            const OfferMade& offer = *offers[i];
            same = figures[i].person == offer.person && figures[i].eta_s == offer.eta_s &&
                   figures[i].distance_m == offer.distance_m &&
                   figures[i].need == offer.need.value_or(0);
        }
        verdict.check(name, same, "figures that aren't those of the offers", choice.incident.value);
    });
}

/// Nobody who was asked or reported stands in line, and no place can be told from the distance.
void stands_in_line(std::string_view name, const Step& step, Verdict& verdict) {
    const engine::State& state = step.engine.state();
    each_choice(step, [&](const ChoiceExplained& choice, const auto& offers) {
        const auto next = engine::waiting_from_lines(boxed(choice.next));
        bool fine =
            next.size() <= engine::next_kept &&
            next.size() == std::min<std::size_t>(engine::next_kept, choice.not_asked.behind);
        for (const engine::Waiting& one : next) {
            fine = fine && one.distance_m % 100 == 0;
            for (const OfferMade* offer : offers) {
                fine = fine && offer->person != one.person;
            }
            for (const protocol::TipId tip : state.incidents.at(choice.incident).tips) {
                fine = fine && state.tips.at(tip).reporter != one.person;
            }
        }
        verdict.check(name, fine, "who is next in line isn't said right", choice.incident.value);
    });
}

} // namespace

std::span<const Invariant> explaining_invariants() {
    static constexpr Invariant list[] = {
        {.name = "choice-explained", .before = is_explained},
        {.name = "choice-adds-up", .before = adds_up},
        {.name = "choice-figures", .before = has_figures},
        {.name = "choice-next-in-line", .before = stands_in_line},
    };
    return list;
}

} // namespace dageng::simulation
