#include "demo/replay/call_kinds.hpp"

#include <algorithm>
#include <array>

namespace dageng::demo {

namespace {

struct Entry {
    std::string_view type;
    std::string_view icon;
};

constexpr std::array table{
    // San Francisco Fire Department
    Entry{"Medical Incident", "medical"},
    Entry{"Alarms", "fire"},
    Entry{"Structure Fire", "fire"},
    Entry{"Outside Fire", "fire"},
    Entry{"Vehicle Fire", "fire"},
    Entry{"Smoke Investigation (Outside)", "fire"},
    Entry{"Electrical Hazard", "charge"},
    Entry{"Gas Leak (Natural and LP Gases)", "gas"},
    Entry{"Odor (Strange / Unknown)", "gas"},
    Entry{"Fuel Spill", "gas"},
    Entry{"Traffic Collision", "traffic"},
    // Houston Police Department
    Entry{"robbery", "tail"},
    Entry{"aggravated assault", "fight"},
};

std::string_view icon_of(std::string_view type) {
    const auto found = std::ranges::find(table, type, &Entry::type);
    return found == table.end() ? "other" : found->icon;
}

} // namespace

std::string kind_of_call(std::string_view type, const load::CatalogueNews& catalogue) {
    for (const std::string_view icon : {icon_of(type), std::string_view{"other"}}) {
        const auto plan = std::ranges::find(catalogue.plans, icon, &load::PlanNews::icon);
        if (plan != catalogue.plans.end()) {
            return plan->kind;
        }
    }
    return catalogue.plans.empty() ? std::string{} : catalogue.plans.back().kind;
}

} // namespace dageng::demo
