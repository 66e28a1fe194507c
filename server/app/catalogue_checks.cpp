#include "server/app/catalogue_checks.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace dageng::app {
namespace {

using protocol::Catalogue;
using protocol::CategoryInfo;
using protocol::Disposition;
using protocol::Plan;
using protocol::Slug;
using protocol::Wave;

/// The marks that the pages' maps can draw.
constexpr std::array<std::string_view, 7> shapes{
    "circle", "shield", "square", "house", "triangle", "hexagon", "star"
};

/// Complains of each item whose name an earlier one has.
template <class Item>
void check_names(
    const std::vector<Item>& items,
    Slug Item::* name,
    const char* list,
    const char* key,
    const CatalogueFault& fault
) {
    if (items.empty()) {
        fault(list, 0, key, "expected at least one");
    }
    for (auto item = items.begin(); item != items.end(); ++item) {
        const bool twice = std::any_of(items.begin(), item, [&](const Item& earlier) {
            return earlier.*name == (*item).*name;
        });
        if (twice) {
            const auto index = static_cast<std::size_t>(item - items.begin());
            fault(list, index, key, "expected a name of its own: " + ((*item).*name).value);
        }
    }
}

void check_eligible(
    const Plan& plan, std::size_t index, const Catalogue& catalogue, const CatalogueFault& fault
) {
    const auto& categories = catalogue.categories.items;
    const auto& eligible = plan.eligible.items;
    for (auto one = eligible.begin(); one != eligible.end(); ++one) {
        const bool known = std::any_of(categories.begin(), categories.end(), [&](const auto& info) {
            return info.category == *one;
        });
        if (!known) {
            fault("plan", index, "eligible", "expected a category of this file: " + one->value);
        }
        if (std::find(eligible.begin(), one, *one) != one) {
            fault("plan", index, "eligible", "expected each category once: " + one->value);
        }
    }
}

void check_waves(const Plan& plan, std::size_t index, const CatalogueFault& fault) {
    const auto& waves = plan.waves.items;
    for (std::size_t i = 1; i < waves.size(); ++i) {
        if (waves[i].radius_m <= waves[i - 1].radius_m) {
            fault(
                "plan", index, "waves", "expected each radius_m to be larger than the one before"
            );
        }
        if (waves[i].ask < waves[i - 1].ask) {
            fault("plan", index, "waves", "expected no ask to be smaller than the one before");
        }
    }
    if (!waves.empty() && waves.back().ask.value < plan.wanted.value) {
        fault("plan", index, "waves", "expected the last ask to be at least what is wanted");
    }
}

void check_plan(
    const Plan& plan, std::size_t index, const Catalogue& catalogue, const CatalogueFault& fault
) {
    check_eligible(plan, index, catalogue, fault);
    check_waves(plan, index, fault);
    const bool asks = plan.wanted.value > 0;
    if (asks && plan.waves.items.empty()) {
        fault("plan", index, "waves", "expected at least one, since people are wanted");
    }
    if (!asks && !plan.waves.items.empty()) {
        fault("plan", index, "waves", "expected none, since nobody is wanted");
    }
    if (asks && plan.eligible.items.empty()) {
        fault("plan", index, "eligible", "expected at least one category, since people are wanted");
    }
    const auto& check_in = plan.check_in_s;
    const auto& warning = catalogue.check_in_warning_s;
    if (check_in && check_in->value > 0 && warning && warning->value >= check_in->value) {
        fault("plan", index, "check_in_s", "expected more than check_in_warning_s");
    }
    if (plan.reach_s.value >= plan.offer_s.value) {
        fault("plan", index, "reach_s", "expected less than offer_s");
    }
}

} // namespace

void check_catalogue(const Catalogue& catalogue, const CatalogueFault& fault) {
    check_names(catalogue.categories.items, &CategoryInfo::category, "category", "category", fault);
    check_names(catalogue.plans.items, &Plan::kind, "plan", "kind", fault);
    check_names(
        catalogue.dispositions.items, &Disposition::disposition, "disposition", "disposition", fault
    );
    for (std::size_t i = 0; i < catalogue.categories.items.size(); ++i) {
        const std::string& shape = catalogue.categories.items[i].shape.value;
        if (std::find(shapes.begin(), shapes.end(), shape) == shapes.end()) {
            fault(
                "category",
                i,
                "shape",
                "expected one of circle, shield, square, house, triangle, hexagon, star"
            );
        }
    }
    for (std::size_t i = 0; i < catalogue.plans.items.size(); ++i) {
        check_plan(catalogue.plans.items[i], i, catalogue, fault);
    }
}

} // namespace dageng::app
