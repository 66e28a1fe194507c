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
    if (plan.reach_s.value >= plan.offer_s.value) {
        fault("plan", index, "reach_s", "expected less than offer_s");
    }
}

void check_duplicates(const Catalogue& catalogue, const CatalogueFault& fault) {
    const auto& rule = *catalogue.duplicates;
    if (rule.propose > rule.attach) {
        fault("duplicates", 0, "propose", "expected no more than attach");
    }
    const auto known = [&](const Slug& kind) {
        const auto& plans = catalogue.plans.items;
        return std::any_of(plans.begin(), plans.end(), [&](const Plan& plan) {
            return plan.kind == kind;
        });
    };
    for (const auto& pair : rule.kinds.items) {
        for (const Slug& kind : {pair.kind, pair.with}) {
            if (!known(kind)) {
                fault("duplicates", 0, "kinds", "expected a kind of this file: " + kind.value);
            }
        }
        if (pair.kind == pair.with) {
            fault("duplicates", 0, "kinds", "expected two kinds: " + pair.kind.value);
        }
    }
}

void check_referrals(const Catalogue& catalogue, const CatalogueFault& fault) {
    const auto& targets = catalogue.referrals->targets.items;
    const auto& outside = catalogue.referrals->outside;
    for (auto one = targets.begin(); one != targets.end(); ++one) {
        const bool twice = std::any_of(targets.begin(), one, [&](const auto& earlier) {
            return earlier.target == one->target;
        });
        if (twice) {
            fault("referrals", 0, "target", "expected a name of its own: " + one->target.value);
        }
    }
    if (outside && std::none_of(targets.begin(), targets.end(), [&](const auto& one) {
            return one.target == *outside;
        })) {
        fault("referrals", 0, "outside", "expected a target of this file: " + outside->value);
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
    if (catalogue.duplicates) {
        check_duplicates(catalogue, fault);
    }
    if (catalogue.referrals) {
        check_referrals(catalogue, fault);
    }
}

} // namespace dageng::app
