#include "server/engine/registry_tree.hpp"
#include "tests/engine/registry_town.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/registry_rules.cpp, registry_making.cpp and registry_tree.cpp: units as a tree, the
// three who stand by everybody, and who manages whom.
using namespace dageng::test;
namespace engine = dageng::engine;

BOOST_FIXTURE_TEST_SUITE(registry_rules, RegistryTown)

BOOST_AUTO_TEST_CASE(a_coordinator_makes_units_below_their_own_and_no_others) {
    const auto unit = [&](const char* name, std::optional<const char*> above) {
        return set_unit(name, above);
    };
    BOOST_TEST(town.say(coordinator, unit("group", "station")).answer.has_value());
    BOOST_TEST((town.say(coordinator, unit("group", "other")).refused == ErrorCode::not_allowed));
    BOOST_TEST((town.say(coordinator, unit("top", {})).refused == ErrorCode::not_allowed));
    BOOST_TEST((town.say(coordinator, unit("station", "street")).refused == ErrorCode::not_allowed)
    );
    BOOST_TEST(town.say(administrator, unit("top", {})).answer.has_value());
}

BOOST_AUTO_TEST_CASE(a_unit_can_not_be_put_below_itself) {
    BOOST_TEST(
        (town.say(administrator, set_unit("street", "station")).refused == ErrorCode::bad_field)
    );
    BOOST_TEST(
        (town.say(administrator, set_unit("street", "street")).refused == ErrorCode::bad_field)
    );
    BOOST_TEST((town.say(administrator, set_unit("new", "nowhere")).refused == ErrorCode::bad_field)
    );
}

BOOST_AUTO_TEST_CASE(who_is_enrolled_belongs_to_the_unit_and_can_begin_duty) {
    const auto person = town.say(coordinator, enrol("station")).as<PersonAnswer>().person;
    BOOST_TEST((town.state().person(person)->role == Role::volunteer));
    BOOST_TEST(engine::unit_of(town.state(), person) == index("station"));
    BOOST_TEST(town.say(person, BeginDuty{}).answer.has_value());
}

BOOST_AUTO_TEST_CASE(a_coordinator_enrols_volunteers_into_their_own_units_only) {
    BOOST_TEST((town.say(coordinator, enrol("other")).refused == ErrorCode::not_allowed));
    auto officer = enrol("station");
    officer.role = Role::officer;
    officer.category = {"officer"};
    BOOST_TEST((town.say(coordinator, officer).refused == ErrorCode::bad_field));
    BOOST_TEST(town.say(administrator, officer).answer.has_value());
    auto dispatcher = enrol("station");
    dispatcher.role = Role::dispatcher;
    BOOST_TEST((town.say(administrator, dispatcher).refused == ErrorCode::bad_field));
}

BOOST_AUTO_TEST_CASE(people_of_a_foreign_unit_and_those_who_are_no_volunteers_are_not_managed) {
    const PersonId officer = placed(Role::officer, "officer", "station");
    const PersonId foreign = placed(Role::volunteer, "patrol", "other");
    for (const PersonId person : {officer, foreign, administrator, PersonId{99}}) {
        const std::vector<Command> all{
            TransferPerson{person, {"station"}},
            SetService{person, Service::ended, {}},
            SetStewards{person, {}, {}, {}}
        };
        for (const Command& command : all) {
            BOOST_TEST((town.say(coordinator, command).refused == ErrorCode::not_allowed));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_transfer_goes_between_units_of_one_s_own) {
    town.say(coordinator, set_unit("group", "station"));
    const PersonId person = placed(Role::volunteer, "patrol", "station");
    BOOST_TEST(town.say(coordinator, TransferPerson{person, {"group"}}).answer.has_value());
    BOOST_TEST(engine::unit_of(town.state(), person) == index("group"));
    BOOST_TEST(
        (town.say(coordinator, TransferPerson{person, {"other"}}).refused == ErrorCode::not_allowed)
    );
}

BOOST_AUTO_TEST_CASE(plans_know_people_by_the_next_unit_above_that_the_catalogue_has) {
    town.say(coordinator, set_unit("group", "station"));
    const PersonId person = placed(Role::volunteer, "patrol", "group");
    const auto plan_unit = [&] {
        return town.state().groups[town.state().person(person)->group].unit;
    };
    BOOST_TEST((plan_unit() == Slug{"station"}));
    town.say(administrator, TransferPerson{person, {"other"}});
    BOOST_TEST((plan_unit() == std::optional<Slug>{}));
}

BOOST_AUTO_TEST_CASE(a_transfer_that_plans_see_ends_the_duty_and_waits_for_an_assignment) {
    const PersonId person = placed(Role::volunteer, "patrol", "station");
    town.say(person, BeginDuty{});
    town.place(person, centre);
    const auto tip = town.tip(town.person(Role::resident));
    BOOST_REQUIRE(town.current(person));
    const TransferPerson transfer{person, {"other"}};
    BOOST_TEST((town.say(administrator, transfer).refused == ErrorCode::wrong_state));
    town.say(person, DeclineOffer{town.current(person)});
    BOOST_TEST(town.say(administrator, transfer).answer.has_value());
    BOOST_TEST(!town.state().person(person)->on_duty);
    BOOST_TEST(engine::digest(town.folded().state()) == town.digest());
    BOOST_TEST(bool(town.incident_of(tip)));
}

BOOST_AUTO_TEST_CASE(who_is_on_leave_can_not_begin_duty_until_it_ends_by_itself) {
    const PersonId person = placed(Role::volunteer, "patrol", "station");
    town.say(person, BeginDuty{});
    town.say(coordinator, SetService{person, Service::on_leave, town.now + 60'000});
    BOOST_TEST(!town.state().person(person)->on_duty);
    BOOST_TEST((town.say(person, BeginDuty{}).refused == ErrorCode::wrong_state));
    town.pass(60'000);
    BOOST_TEST(town.say(person, BeginDuty{}).answer.has_value());
}

BOOST_AUTO_TEST_CASE(service_ends_and_begins_again) {
    const PersonId person = placed(Role::volunteer, "patrol", "station");
    town.say(coordinator, SetService{person, Service::ended, {}});
    BOOST_TEST((town.say(person, BeginDuty{}).refused == ErrorCode::wrong_state));
    town.tip(person); // They may report all the same.
    town.say(coordinator, SetService{person, Service::serving, {}});
    BOOST_TEST(town.say(person, BeginDuty{}).answer.has_value());
}

BOOST_AUTO_TEST_CASE(only_a_leave_has_an_end_and_it_is_still_to_come) {
    const PersonId person = placed(Role::volunteer, "patrol", "station");
    const auto refused = [&](Service service, std::int64_t in_ms) {
        return town.say(coordinator, SetService{person, service, town.now + in_ms}).refused ==
               ErrorCode::bad_field;
    };
    BOOST_TEST(refused(Service::ended, 60'000));
    BOOST_TEST(refused(Service::serving, 60'000));
    BOOST_TEST(refused(Service::on_leave, 0));
}

BOOST_AUTO_TEST_CASE(a_person_s_three_are_their_own_else_the_unit_s_else_the_next_above_s) {
    const PersonId contact = town.person(Role::officer, "officer");
    const PersonId trainer = town.person(Role::coordinator);
    const PersonId manager = town.person(Role::administrator);
    const PersonId person = placed(Role::volunteer, "patrol", "station");
    BOOST_TEST(engine::lacks_any(stewards(person)));
    town.say(administrator, set_unit("street", {}, {{}, {}, manager}));
    town.say(administrator, set_unit("station", "street", {{}, trainer, {}}));
    town.say(coordinator, SetStewards{person, contact, {}, {}});
    BOOST_TEST((stewards(person) == engine::Stewards{contact, trainer, manager}));
    BOOST_TEST(!engine::lacks_any(stewards(person)));
    // Who is on leave stands by nobody; nor does anybody by themselves.
    town.say(administrator, SetService{contact, Service::on_leave, town.now + 60'000});
    BOOST_TEST((stewards(person).contact == PersonId{}));
    town.pass(60'000);
    BOOST_TEST((stewards(person).contact == contact));
    town.say(administrator, TransferPerson{manager, {"station"}});
    BOOST_TEST((stewards(manager).manager == PersonId{}));
}

BOOST_AUTO_TEST_CASE(residents_strangers_and_oneself_stand_by_nobody) {
    const PersonId person = placed(Role::volunteer, "patrol", "station");
    for (const PersonId other : {town.person(Role::resident), PersonId{99}, person}) {
        BOOST_TEST(
            (town.say(coordinator, SetStewards{person, other, {}, {}}).refused ==
             ErrorCode::bad_field)
        );
    }
}

BOOST_AUTO_TEST_CASE(what_is_so_already_is_no_event) {
    const PersonId person = placed(Role::volunteer, "patrol", "station");
    town.take_events();
    town.say(coordinator, TransferPerson{person, {"station"}});
    town.say(coordinator, SetService{person, Service::serving, {}});
    town.say(coordinator, SetStewards{person, {}, {}, {}});
    town.say(administrator, set_unit("station", "street"));
    BOOST_TEST(town.take_events().empty());
}

BOOST_AUTO_TEST_CASE(who_is_erased_leaves_the_registry) {
    const PersonId person = placed(Role::volunteer, "patrol", "station");
    const PersonId contact = placed(Role::volunteer, "patrol", "station");
    town.say(coordinator, SetStewards{person, contact, {}, {}});
    town.commit({{}, {}, {}, {}, *engine::erase(town.state(), contact)});
    BOOST_TEST((stewards(person).contact == PersonId{}));
    BOOST_TEST(
        (town.say(coordinator, TransferPerson{contact, {"station"}}).refused ==
         ErrorCode::not_allowed)
    );
    BOOST_TEST(engine::digest(town.folded().state()) == town.digest());
}

BOOST_AUTO_TEST_SUITE_END()
