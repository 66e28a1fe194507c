#pragma once

#include "server/engine/account_rules.hpp"
#include "server/engine/registry_making.hpp"
#include "server/engine/registry_tree.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>

namespace dageng::test {

/// A town with units `street` → `station` and beside them `other`; plans know `station`. The
/// coordinator is of `station`.
struct RegistryTown {
    RegistryTown() {
        town.say(administrator, set_unit("street", {}));
        town.say(administrator, set_unit("station", "street"));
        town.say(administrator, set_unit("other", {}));
        town.say(administrator, TransferPerson{coordinator, {"station"}});
    }

    static Catalogue catalogue() {
        Catalogue made = small_catalogue();
        made.units.items.push_back({{"station"}, {{"station"}, {"station"}}});
        return made;
    }
    static SetUnit set_unit(
        const char* unit, std::optional<const char*> above, const engine::Stewards& stewards = {}
    ) {
        SetUnit command;
        command.unit = {unit};
        if (above) {
            command.above = Slug{*above};
        }
        command.name = {{unit}, {unit}};
        const auto somebody = [](PersonId id) { return id ? std::optional{id} : std::nullopt; };
        command.contact = somebody(stewards.contact);
        command.trainer = somebody(stewards.trainer);
        command.manager = somebody(stewards.manager);
        return command;
    }
    static EnrolPerson enrol(const char* unit) {
        EnrolPerson command;
        command.unit = {unit};
        command.category = {"patrol"};
        command.name = sealed<PersonName>("somebody new");
        command.phone = sealed<Contact>("139 0000 0000");
        return command;
    }
    PersonId placed(Role role, std::string_view category, const char* unit) {
        const PersonId person = town.person(role, category);
        BOOST_REQUIRE(town.say(administrator, TransferPerson{person, {unit}}).answer.has_value());
        return person;
    }
    std::uint32_t index(const char* unit) const { return engine::index_of(town.state(), {unit}); }
    engine::Stewards stewards(PersonId person) const {
        return engine::stewards_of(town.state(), person, town.now);
    }

    Town town{catalogue()};
    PersonId administrator = town.person(Role::administrator);
    PersonId coordinator = town.person(Role::coordinator);
};

} // namespace dageng::test
