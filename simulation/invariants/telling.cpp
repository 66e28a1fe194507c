#include "simulation/invariants/invariant.hpp"

// What people are told: without a gap, and nothing of who reported.
namespace dageng::simulation {

namespace {

void is_chained(std::string_view name, const Step& step, Verdict& verdict) {
    for (const Notice& notice : step.notices) {
        const protocol::Offset before = step.ledger.last_n.at(notice.to.value - 1);
        verdict.check(
            name,
            notice.prev == before && notice.stamp.n > before,
            "a gap in the numbers of somebody's notices",
            notice.to.value
        );
    }
}

void is_discreet(std::string_view name, const Step& step, Verdict& verdict) {
    for (const Notice& notice : step.notices) {
        const auto role = step.engine.state().person(notice.to)->role;
        if (role != protocol::Role::volunteer && role != protocol::Role::resident) {
            continue;
        }
        // What a dispatcher has released is for volunteers there (invariants/hands.cpp).
        const bool released = notice.type == protocol::DetailsShown::wire;
        const auto has = [&](std::string_view mark) {
            return notice.data.find(mark) != std::string::npos;
        };
        const bool answer = notice.view == engine::View::responder && has(answer_mark);
        // Who commands at a scene is named to those who are there.
        const bool named = has(name_mark) && notice.type != protocol::CommanderChanged::wire;
        const bool silent = released || (!has(words_mark) && !named && !answer);
        verdict.check(name, silent, "a reporter's words or name in a notice", notice.to.value);
    }
}

} // namespace

std::span<const Invariant> telling_invariants() {
    static constexpr Invariant list[] = {
        {.name = "notices-chained", .after = is_chained},
        {.name = "reporter-unknown", .after = is_discreet},
    };
    return list;
}

} // namespace dageng::simulation
