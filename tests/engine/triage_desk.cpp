#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace dageng::test {

Catalogue triage_catalogue() {
    Catalogue catalogue = small_catalogue();
    auto& plans = catalogue.plans.items;
    Plan wandering = plans[0];
    wandering.kind = {"wandering"};
    plans.push_back(wandering);
    Plan armed = plans[1];
    armed.kind = {"armed"};
    plans.push_back(armed);
    DuplicateRule rule;
    rule.reach_m = {300};
    rule.window_s = {600};
    rule.compatible = {800};
    rule.other = {300};
    rule.propose = {500};
    rule.attach = {800};
    rule.kinds.items = {{{"elder-missing"}, {"wandering"}}};
    catalogue.duplicates = rule;
    const Bilingual name{{"name"}, {"name"}};
    Referrals referrals;
    referrals.targets.items = {{{"neighbour"}, name, name}, {{"fire-service"}, name, name}};
    referrals.outside = Slug{"neighbour"};
    catalogue.referrals = referrals;
    return catalogue;
}

TriageDesk::TriageDesk() {
    town.commit({{}, {}, {}, {}, *town.engine.take_catalogue(triage_catalogue())});
    town.take_events();
}

std::optional<Refusal> TriageDesk::refusal(const Command& command) const {
    engine::Request request;
    request.by = dispatcher;
    request.id = {"command-to-refuse"};
    request.now = town.now;
    auto outcome = town.engine.decide(command, request);
    auto* refused = std::get_if<Refusal>(&outcome);
    return refused == nullptr ? std::nullopt : std::optional{std::move(*refused)};
}

Town::Notice TriageDesk::last(std::string_view type, PersonId to) const {
    const auto found =
        std::find_if(town.notices.rbegin(), town.notices.rend(), [&](const auto& notice) {
            return notice.type == type && notice.to == to;
        });
    BOOST_REQUIRE_MESSAGE(found != town.notices.rend(), type);
    return *found;
}

std::size_t TriageDesk::count(std::string_view type, PersonId to) const {
    return static_cast<std::size_t>(std::count_if(
        town.notices.begin(),
        town.notices.end(),
        [&](const auto& notice) { return notice.type == type && notice.to == to; }
    ));
}

} // namespace dageng::test
