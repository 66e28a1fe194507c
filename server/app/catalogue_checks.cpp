#include "server/app/catalogue_checks.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace dageng::app {
namespace {

using protocol::AlarmLevel;
using protocol::Catalogue;
using protocol::CategoryInfo;
using protocol::Disposition;
using protocol::Need;
using protocol::Plan;
using protocol::Slug;
using protocol::TrainingInfo;
using protocol::UnitInfo;
using protocol::Wave;

/// The marks that the pages' maps can draw.
constexpr std::array<std::string_view, 7> shapes{
    "circle", "shield", "square", "house", "triangle", "hexagon", "star"
};

/// Complains of each item whose name an earlier one has.
template <class Item>
void check_differ(
    const std::vector<Item>& items,
    Slug Item::* name,
    const char* list,
    const char* key,
    const CatalogueFault& fault
) {
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

/// The same of a list that must hold something.
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
    check_differ(items, name, list, key, fault);
}

/// Where in the file a fault lies: a plan, and a key of it.
struct Spot {
    std::size_t plan;
    std::string key;
};

template <class Info>
void check_known(
    const std::vector<Slug>& named,
    const std::vector<Info>& known,
    Slug Info::* name,
    const char* what,
    const Spot& spot,
    const CatalogueFault& fault
) {
    for (auto one = named.begin(); one != named.end(); ++one) {
        const bool is_one = std::any_of(known.begin(), known.end(), [&](const Info& info) {
            return info.*name == *one;
        });
        if (!is_one) {
            fault(
                "plan",
                spot.plan,
                spot.key,
                "expected a " + std::string{what} + " of this file: " + one->value
            );
        }
        if (std::find(named.begin(), one, *one) != one) {
            fault(
                "plan",
                spot.plan,
                spot.key,
                "expected each " + std::string{what} + " once: " + one->value
            );
        }
    }
}

void check_need(
    const Need& need, const Spot& spot, const Catalogue& catalogue, const CatalogueFault& fault
) {
    if (need.categories.items.empty()) {
        fault(
            "plan",
            spot.plan,
            spot.key + ".categories",
            "expected at least one category, since nobody could meet this need"
        );
    }
    check_known(
        need.categories.items,
        catalogue.categories.items,
        &CategoryInfo::category,
        "category",
        {spot.plan, spot.key + ".categories"},
        fault
    );
    check_known(
        need.trainings.items,
        catalogue.trainings.items,
        &TrainingInfo::training,
        "training",
        {spot.plan, spot.key + ".trainings"},
        fault
    );
    check_known(
        need.units.items,
        catalogue.units.items,
        &UnitInfo::unit,
        "unit",
        {spot.plan, spot.key + ".units"},
        fault
    );
}

/// Levels add to each other: a wave follows on the last of the level below.
void check_levels(
    const Plan& plan, std::size_t index, const Catalogue& catalogue, const CatalogueFault& fault
) {
    const Wave* before = nullptr;
    std::int64_t wanted = 0;
    for (std::size_t i = 0; i < plan.levels.items.size(); ++i) {
        const AlarmLevel& level = plan.levels.items[i];
        const std::string key = "level[" + std::to_string(i) + "]";
        if (level.needs.items.empty()) {
            fault("plan", index, key + ".needs", "expected at least one need");
        }
        for (std::size_t n = 0; n < level.needs.items.size(); ++n) {
            const Need& need = level.needs.items[n];
            check_need(need, {index, key + ".needs[" + std::to_string(n) + "]"}, catalogue, fault);
            wanted += need.count.value;
        }
        if (level.notify) {
            check_known(
                level.notify->items,
                catalogue.units.items,
                &UnitInfo::unit,
                "unit",
                {index, key + ".notify"},
                fault
            );
        }
        for (std::size_t w = 0; w < level.waves.items.size(); ++w) {
            const Wave& wave = level.waves.items[w];
            const std::string at = key + ".waves[" + std::to_string(w) + "]";
            if (before != nullptr && wave.radius_m <= before->radius_m) {
                fault("plan", index, at, "expected a larger radius_m than the wave before has");
            }
            if (before != nullptr && wave.ask < before->ask) {
                fault("plan", index, at, "expected no smaller ask than the wave before has");
            }
            before = &wave;
        }
        if (before == nullptr) {
            fault("plan", index, key, "expected at least one wave, since people are wanted");
        } else if (before->ask.value < wanted) {
            fault(
                "plan",
                index,
                key,
                "expected the last ask to be at least what is wanted, " + std::to_string(wanted)
            );
        }
    }
    if (plan.officers && before != nullptr && plan.officers->radius_m < before->radius_m) {
        fault("plan", index, "officers", "expected a radius_m no smaller than the last wave has");
    }
}

void check_plan(
    const Plan& plan, std::size_t index, const Catalogue& catalogue, const CatalogueFault& fault
) {
    check_levels(plan, index, catalogue, fault);
    if (plan.levels.items.empty() && plan.officers) {
        fault("plan", index, "officers", "expected none, since nobody is wanted");
    }
    if (plan.levels.items.empty() && plan.keep_away_m.value > 0) {
        fault("plan", index, "keep_away_m", "expected 0, since nobody is sent");
    }
    if (plan.prior.accepting.value > plan.prior.asked.value) {
        fault("plan", index, "prior", "expected no more accepting than asked");
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

void check_limits(const Catalogue& catalogue, const CatalogueFault& fault) {
    const auto& limits = catalogue.limits->items;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        const auto& one = limits[i];
        for (std::size_t earlier = 0; earlier < i; ++earlier) {
            if (limits[earlier].priority == one.priority) {
                fault("limits", i, "priority", "expected each priority once");
            }
        }
        const auto later = [&](const auto& first, const auto& second, const char* key) {
            if (first && second && second->value < first->value) {
                fault("limits", i, key, "expected no less than the limit before");
            }
        };
        later(one.accept_s, one.arrive_s, "arrive_s");
        later(one.arrive_s, one.close_s, "close_s");
    }
}

void check_escalation(const Catalogue& catalogue, const CatalogueFault& fault) {
    const auto& steps = catalogue.escalation->steps.items;
    if (steps.empty()) {
        fault("escalation", 0, "step", "expected at least one");
    }
    const auto& known = catalogue.units.items;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const std::string key = "step[" + std::to_string(i) + "]";
        if (steps[i].units.items.empty() && !steps[i].supervisors) {
            fault("escalation", 0, key, "expected units or supervisors, since nobody is called");
        }
        for (const Slug& unit : steps[i].units.items) {
            if (std::none_of(known.begin(), known.end(), [&](const UnitInfo& info) {
                    return info.unit == unit;
                })) {
                fault(
                    "escalation", 0, key + ".units", "expected a unit of this file: " + unit.value
                );
            }
        }
    }
}

/// What an incident's keys are known by must not leave before they do.
void check_journal_days(const Catalogue& catalogue, const CatalogueFault& fault) {
    std::int64_t longest = 0;
    const auto note = [&](const std::optional<protocol::Retention>& kept) {
        if (kept) {
            longest = std::max({longest, kept->words_days.value, kept->photos_days.value});
        }
    };
    note(catalogue.retention);
    for (const Plan& plan : catalogue.plans.items) {
        note(plan.retention);
    }
    if (catalogue.journal_days->value <= longest) {
        fault("retention", 0, "journal_days", "expected more than any words_days and photos_days");
    }
}

} // namespace

void check_catalogue(const Catalogue& catalogue, const CatalogueFault& fault) {
    check_names(catalogue.categories.items, &CategoryInfo::category, "category", "category", fault);
    check_differ(catalogue.trainings.items, &TrainingInfo::training, "training", "training", fault);
    check_differ(catalogue.units.items, &UnitInfo::unit, "unit", "unit", fault);
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
    if (catalogue.limits) {
        check_limits(catalogue, fault);
    }
    if (catalogue.escalation) {
        check_escalation(catalogue, fault);
    }
    if (catalogue.journal_days) {
        check_journal_days(catalogue, fault);
    }
}

} // namespace dageng::app
