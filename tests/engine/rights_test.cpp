#include "protocol/names.hpp"
#include "server/engine/needs.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Engine::decide: what a role may do is the command's declaration, checked before all else.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// One account of each role.
std::vector<PersonId> everyone_of(Town& town) {
    std::vector<PersonId> people;
    for_each_enumerator<Role>([&](Role role, std::string_view) {
        const bool responder = responder_roles.has(role);
        people.push_back(town.person(role, responder ? "community-volunteer" : ""));
    });
    return people;
}

std::optional<ErrorCode> refusal_of(const Town& town, PersonId by, const Command& command) {
    engine::Request request;
    request.by = by;
    request.id = {"some-command"};
    request.now = town.now;
    const auto outcome = town.engine.decide(command, request);
    const auto* refusal = std::get_if<Refusal>(&outcome);
    // With a field: the role may, but not about this person or unit.
    const bool of_scope = refusal != nullptr && !refusal->field.empty();
    return refusal == nullptr || of_scope ? std::nullopt : std::optional{refusal->code};
}

} // namespace

BOOST_AUTO_TEST_SUITE(rights)

BOOST_AUTO_TEST_CASE(each_role_is_refused_each_command_that_it_may_not_give_and_no_other) {
    Town town;
    const auto people = everyone_of(town);
    int denied = 0;
    for_each_kind<CommandKinds>([&](const auto& command) {
        using C = std::decay_t<decltype(command)>;
        for (const PersonId id : people) {
            const Role role = town.state().person(id)->role;
            const bool refused = refusal_of(town, id, command) == ErrorCode::not_allowed;
            BOOST_TEST(refused == !C::allowed.has(role), typeid(C).name() << enum_name(role));
            denied += refused ? 1 : 0;
        }
    });
    BOOST_TEST(denied > 50);
}

BOOST_AUTO_TEST_CASE(an_account_that_does_not_exist_may_do_nothing) {
    Town town;
    for_each_kind<CommandKinds>([&](const auto& command) {
        BOOST_TEST((refusal_of(town, {1}, command) == ErrorCode::not_allowed));
        BOOST_TEST((refusal_of(town, {}, command) == ErrorCode::not_allowed));
    });
}

BOOST_AUTO_TEST_CASE(a_denied_role_is_told_so_even_under_an_id_that_it_has_used) {
    Town town;
    const auto resident = town.person(Role::resident);
    ReportTip report;
    report.kind = {"suggestion"};
    report.place = {centre, {10}};
    town.say(resident, report, "some-command");
    BOOST_TEST((refusal_of(town, resident, CloseIncident{}) == ErrorCode::not_allowed));
}

BOOST_AUTO_TEST_CASE(a_category_belongs_to_responders_and_to_nobody_else) {
    Town town;
    const auto refused = [&](Role role, std::optional<Slug> category) {
        return !static_cast<bool>(
            town.engine.register_person({role, std::move(category), {}, {}, {}})
        );
    };
    BOOST_TEST(refused(Role::volunteer, {}));
    BOOST_TEST(refused(Role::officer, {}));
    BOOST_TEST(refused(Role::resident, Slug{"patrol"}));
    BOOST_TEST(refused(Role::volunteer, Slug{"sheriff"}));
    BOOST_TEST(!refused(Role::volunteer, Slug{"patrol"}));
    BOOST_TEST(!refused(Role::supervisor, {}));
}

BOOST_AUTO_TEST_CASE(a_catalogue_may_add_a_category_and_may_not_move_or_drop_one) {
    Town town;
    auto catalogue = small_catalogue();
    BOOST_TEST(town.engine.take_catalogue(catalogue)->empty());
    std::swap(catalogue.categories.items[0], catalogue.categories.items[1]);
    BOOST_TEST((town.engine.take_catalogue(catalogue).refusal().code == ErrorCode::bad_field));
    catalogue = small_catalogue();
    catalogue.categories.items.pop_back();
    BOOST_TEST((town.engine.take_catalogue(catalogue).refusal().code == ErrorCode::bad_field));
    catalogue = small_catalogue();
    catalogue.categories.items.push_back(catalogue.categories.items[0]);
    catalogue.categories.items.back().category = {"guide"};
    const auto taken = town.engine.take_catalogue(catalogue);
    BOOST_REQUIRE(taken && taken->size() == 1);
    const auto version = town.state().catalogue->version;
    town.commit({{}, {}, {}, {}, *taken});
    BOOST_TEST(town.state().catalogue->version == version + 1);
    const auto guide = town.on_duty(metres(10), "guide");
    BOOST_TEST(town.state().on_duty_of.at(3) == 1U);
    BOOST_TEST(!town.current(guide));
}

BOOST_AUTO_TEST_CASE(an_incident_keeps_the_plan_that_it_began_with) {
    Town town;
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    auto catalogue = small_catalogue();
    catalogue.plans.items[0].levels.items[0].needs.items[0].count = {9};
    town.commit({{}, {}, {}, {}, *town.engine.take_catalogue(catalogue)});
    BOOST_TEST(engine::wanted(*town.incident(incident).plan, 1) == 2U);
    const auto later = town.incident_of(town.tip(town.person(Role::resident)));
    BOOST_TEST(engine::wanted(*town.incident(later).plan, 1) == 9U);
    BOOST_TEST(engine::digest(town.folded().state()) == town.digest());
    BOOST_TEST(engine::wanted(*town.folded().state().incidents.at(incident).plan, 1) == 2U);
}

BOOST_AUTO_TEST_CASE(an_outline_in_use_already_is_not_taken_again) {
    Town town;
    BOOST_TEST(town.engine.take_boundary(*town.state().boundary).empty());
}

BOOST_AUTO_TEST_SUITE_END()
