#include "server/engine/registry_lists.hpp"
#include "tests/engine/registry_town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

// Server/engine/registry_lists.cpp, and lists of people that come in (registry_making.cpp).
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

struct Lists : RegistryTown {
    std::vector<PersonId> listed(PersonId by, const ListPeople& wish = {}) const {
        std::vector<PersonId> people;
        ListPeople from = wish;
        do {
            const auto some = engine::list_people(town.state(), by, from, 100, town.now);
            BOOST_REQUIRE(static_cast<bool>(some));
            for (const PersonRow& row : some->people) {
                people.push_back(row.person);
            }
            from.after = some->next;
        } while (from.after);
        return people;
    }
    std::optional<ErrorCode> refused(PersonId by, const ListPeople& wish) const {
        const auto some = engine::list_people(town.state(), by, wish, 100, town.now);
        return some ? std::nullopt : std::optional{some.refusal().code};
    }
    engine::ListedPerson row(const char* category = "patrol", const char* unit = "station") const {
        engine::ListedPerson one;
        one.is = {
            Role::volunteer, Slug{category}, sealed<PersonName>("listed"), {}, Slug{unit}, {}
        };
        return one;
    }
    /// Takes a row in as the leader does; gives whom it made.
    PersonId take(const engine::ListedPerson& listed, std::uint32_t rows) {
        auto events = engine::take_listed(town.state(), listed, town.now);
        BOOST_REQUIRE(static_cast<bool>(events));
        const PersonId made{listed.person ? 0 : town.state().people.size() + 1};
        events->emplace_back(engine::ImportAdvanced{import, rows, made});
        town.commit({{}, {}, {}, {}, std::move(*events)});
        return made;
    }
    void end_import() { town.commit({{}, {}, {}, {}, {engine::ImportEnded{import, 1, 1}}}); }

    const Text<32, 32> import{std::string(32, 'a')};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(registry_lists, Lists)

BOOST_AUTO_TEST_CASE(a_coordinator_is_shown_the_people_of_their_own_units) {
    const PersonId own = placed(Role::volunteer, "patrol", "station");
    const PersonId foreign = placed(Role::volunteer, "patrol", "other");
    const PersonId officer = placed(Role::officer, "officer", "station");
    town.person(Role::resident);
    BOOST_TEST((listed(coordinator) == std::vector{own}));
    const auto all = listed(administrator);
    for (const PersonId one : {own, foreign, officer, coordinator, administrator}) {
        BOOST_TEST(std::ranges::count(all, one) == 1);
    }
    BOOST_TEST(all.size() == 5U);
    BOOST_TEST((listed({}) == all));
}

BOOST_AUTO_TEST_CASE(others_are_shown_nobody_and_no_foreign_unit) {
    ListPeople other;
    other.unit = Slug{"other"};
    BOOST_TEST((refused(coordinator, other) == ErrorCode::not_allowed));
    other.unit = Slug{"nowhere"};
    BOOST_TEST((refused(administrator, other) == ErrorCode::not_allowed));
    for (const Role role : {Role::resident, Role::dispatcher, Role::supervisor}) {
        BOOST_TEST((refused(town.person(role), {}) == ErrorCode::not_allowed));
    }
    BOOST_TEST((refused({99}, {}) == ErrorCode::not_allowed));
}

BOOST_AUTO_TEST_CASE(a_telephone_number_is_shown_to_the_coordinator_and_not_to_an_administrator) {
    const auto person = town.say(coordinator, enrol("station")).as<PersonAnswer>().person;
    const auto phone_for = [&](PersonId by) {
        const auto some = engine::list_people(town.state(), by, {}, 100, town.now);
        const auto found = std::ranges::find_if(some->people, [&](const auto& row) {
            return row.person == person;
        });
        BOOST_REQUIRE(found != some->people.end());
        return found->phone.has_value();
    };
    BOOST_TEST(phone_for(coordinator));
    BOOST_TEST(!phone_for(administrator));
}

BOOST_AUTO_TEST_CASE(who_has_nobody_is_a_list) {
    const PersonId person = placed(Role::volunteer, "patrol", "station");
    const PersonId steward = town.person(Role::coordinator);
    ListPeople nobody;
    nobody.nobody = true;
    BOOST_TEST((listed(coordinator, nobody) == std::vector{person}));
    town.say(administrator, set_unit("street", {}, {steward, steward, steward}));
    BOOST_TEST(listed(coordinator, nobody).empty());
    town.say(administrator, SetService{steward, Service::ended, {}});
    BOOST_TEST((listed(coordinator, nobody) == std::vector{person}));
    town.say(coordinator, SetService{person, Service::ended, {}});
    BOOST_TEST(listed(coordinator, nobody).empty());
}

BOOST_AUTO_TEST_CASE(a_list_goes_on_where_it_was_even_past_many_who_do_not_belong_to_it) {
    for (std::size_t i = 0; i < engine::looked_at_once + 10; ++i) {
        town.person(Role::resident);
    }
    const PersonId last = placed(Role::volunteer, "patrol", "station");
    const auto first = engine::list_people(town.state(), coordinator, {}, 100, town.now);
    BOOST_TEST(first->people.empty());
    BOOST_TEST(first->next.has_value());
    BOOST_TEST((listed(coordinator) == std::vector{last}));
}

BOOST_AUTO_TEST_CASE(units_are_shown_with_how_many_people_they_have) {
    placed(Role::volunteer, "patrol", "station");
    const auto own = engine::list_units(town.state(), coordinator);
    BOOST_REQUIRE_EQUAL(own->units.items.size(), 1U);
    BOOST_TEST(own->units.items[0].unit.value == "station");
    BOOST_TEST(own->units.items[0].people == 2U); // The coordinator is of it, too.
    BOOST_TEST(!own->units.items[0].above);
    BOOST_TEST((own->own == Slug{"station"}));
    BOOST_TEST(engine::list_units(town.state(), administrator)->units.items.size() == 3U);
    BOOST_TEST(!engine::list_units(town.state(), town.person(Role::dispatcher)));
}

BOOST_AUTO_TEST_CASE(a_code_is_issued_for_those_whom_one_manages) {
    const PersonId own = placed(Role::volunteer, "patrol", "station");
    const PersonId foreign = placed(Role::volunteer, "patrol", "other");
    BOOST_TEST(!engine::refuse_code(town.state(), coordinator, own));
    BOOST_TEST(engine::refuse_code(town.state(), coordinator, foreign).has_value());
    BOOST_TEST(engine::refuse_code(town.state(), coordinator, administrator).has_value());
    BOOST_TEST(engine::refuse_code(town.state(), own, own).has_value());
    BOOST_TEST(!engine::refuse_code(town.state(), administrator, foreign));
}

BOOST_AUTO_TEST_CASE(whom_a_list_made_is_nobody_until_all_of_it_is_in) {
    const PersonId made = take(row(), 1);
    BOOST_TEST(engine::unit_of(town.state(), made) == index("station"));
    BOOST_TEST(listed(administrator).size() == 2U);
    BOOST_TEST(!engine::issue_code(town.state(), made, town.now));
    BOOST_TEST(
        (town.say(coordinator, SetStewards{made, {}, {}, {}}).refused == ErrorCode::not_allowed)
    );
    const std::string half = town.digest();
    BOOST_TEST(engine::digest(town.folded().state()) == half);
    end_import();
    BOOST_TEST(listed(administrator).size() == 3U);
    BOOST_TEST(static_cast<bool>(engine::issue_code(town.state(), made, town.now)));
    BOOST_TEST(town.state().registry.imported.contains(import.value));
    BOOST_TEST(engine::digest(town.folded().state()) == town.digest());
}

BOOST_AUTO_TEST_CASE(a_row_of_somebody_known_changes_what_differs) {
    const PersonId person = placed(Role::volunteer, "patrol", "station");
    auto listed = row("community-volunteer", "other");
    listed.person = person;
    listed.service = Service::on_leave;
    listed.stewards.contact = coordinator;
    take(listed, 1);
    BOOST_TEST(
        town.state().groups[town.state().person(person)->group].category.value ==
        "community-volunteer"
    );
    BOOST_TEST(engine::unit_of(town.state(), person) == index("other"));
    BOOST_TEST((engine::service_of(town.state(), person, town.now) == Service::on_leave));
    BOOST_TEST((stewards(person).contact == coordinator));
    const auto again = engine::take_listed(town.state(), listed, town.now);
    BOOST_REQUIRE(static_cast<bool>(again));
    BOOST_TEST(again->empty());
}

BOOST_AUTO_TEST_CASE(a_row_that_can_not_be_is_refused_with_its_field) {
    const auto field = [&](const engine::ListedPerson& listed) {
        const auto events = engine::take_listed(town.state(), listed, town.now);
        return events ? std::string{} : events.refusal().field;
    };
    BOOST_TEST(field(row()).empty());
    BOOST_TEST(field(row("astronaut")) == "category");
    BOOST_TEST(field(row("patrol", "nowhere")) == "unit");
    auto listed = row();
    listed.person = {99};
    BOOST_TEST(field(listed) == "number");
    listed.person = placed(Role::officer, "officer", "station");
    BOOST_TEST(field(listed) == "role");
    listed = row();
    listed.stewards.trainer = {99};
    BOOST_TEST(field(listed) == "trainer");
    listed = row();
    listed.service = Service::ended;
    listed.until = town.now + 1000;
    BOOST_TEST(field(listed) == "until");
}

BOOST_AUTO_TEST_SUITE_END()
