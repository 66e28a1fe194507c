#include "simulation/setting.hpp"

#include "protocol/assert.hpp"

#include <string>
#include <utility>
#include <vector>

namespace dageng::simulation {

using namespace protocol;

namespace {

/// Of a square kilometre, over the accounts that live in one.
constexpr std::uint64_t square_cm_a_person = 100'000'000;

Bilingual both(std::string text) {
    return {{text}, {text}};
}

struct Card {
    const char* kind;
    int priority;
    int wanted;
    std::vector<const char*> eligible;
    std::vector<Wave> waves;
};

Plan plan(const Card& card) {
    Plan made;
    made.kind = {card.kind};
    made.name = both(card.kind);
    made.icon = {"other"};
    made.priority = {card.priority};
    AlarmLevel level;
    if (card.wanted > 0) {
        Need need;
        need.count = {card.wanted};
        for (const char* category : card.eligible) {
            need.categories.items.push_back({category});
        }
        level.needs.items = {need};
    }
    level.waves.items = card.waves;
    made.levels.items = {level};
    made.prior = {{3}, {10}};
    made.confidence = {920};
    made.offer_s = {45};
    made.reach_s = {3};
    made.arrival_m = {50};
    made.max_age_s = {1800};
    made.brief = both("look and report");
    made.bring = both("a lamp");
    made.caution = both("keep away");
    return made;
}

} // namespace

std::int32_t half_side_cm(std::uint32_t people) {
    return static_cast<std::int32_t>(geo::whole_sqrt(people * square_cm_a_person) / 2);
}

geo::Boundary outline(std::uint32_t people) {
    const geo::Plane plane{middle};
    const std::int32_t half = half_side_cm(people);
    const auto corner = [&](std::int32_t x, std::int32_t y) { return plane.to_globe({x, y}); };
    auto made = geo::Boundary::make(
        {{{corner(-half, -half), corner(half, -half), corner(half, half), corner(-half, half)}}}
    );
    DAGENG_ASSERT(static_cast<bool>(made));
    return std::move(*made);
}

Catalogue catalogue() {
    Catalogue made;
    made.district = {"Simulated"};
    made.code = {"SM"};
    made.utc_offset_min = {480};
    made.place_age_s = {120};
    made.duty_s = {14'400};
    made.rest_s = {900};
    made.alerts_a_day = {12};
    made.near_equal_m = {100};
    for (const char* category : {"community-volunteer", "patrol", "officer"}) {
        made.categories.items.push_back({{category}, both(category), {"circle"}});
    }
    const std::vector<Wave> near{{{500}, {7}, {60}}, {{1000}, {9}, {60}}, {{1800}, {12}, {120}}};
    const std::vector<Wave> far{{{2000}, {2}, {60}}, {{5000}, {4}, {60}}};
    made.plans.items = {
        plan({"elder-missing", 2, 2, {"community-volunteer", "patrol"}, near}),
        plan({"unsafe-charging", 4, 1, {"community-volunteer"}, {{{500}, {5}, {120}}}}),
        plan({"help", 1, 2, {"community-volunteer", "patrol", "officer"}, near}),
        plan({"fight", 1, 1, {"officer"}, far}),
        plan({"suggestion", 5, 0, {}, {}}),
    };
    made.limits.emplace().items = {
        {{1}, {{90}}, {{120}}, {{600}}, {{14'400}}},
        {{2}, {{300}}, {{300}}, {{1'200}}, {{28'800}}},
        {{4}, {{1'800}}, {{1'800}}, {}, {}},
    };
    made.escalation = Escalation{
        {{{{0}, both("supervisors"), {}, true}, {{300}, both("supervisors again"), {}, true}}},
        {600}
    };
    for (const char* disposition : {"resolved", "not-found"}) {
        made.dispositions.items.push_back({{disposition}, both(disposition), both("it is over")});
    }
    return made;
}

} // namespace dageng::simulation
