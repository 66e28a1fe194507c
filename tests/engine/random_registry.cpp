#include "tests/engine/random_town.hpp"

#include <string>

namespace dageng::test {

void RandomTown::registry() {
    const auto unit = [this] { return Slug{"unit-" + std::to_string(below(5))}; };
    const PersonId person = one_of(helpers);
    switch (below(6)) {
    case 0: {
        SetUnit made;
        made.unit = unit();
        made.name = {{"unit"}, {"unit"}};
        if (below(2) == 0) {
            made.above = unit();
        }
        if (below(2) == 0) {
            made.contact = one_of(helpers);
        }
        town.say(administrator, made);
        break;
    }
    case 1:
        town.say(administrator, TransferPerson{person, unit()});
        break;
    case 2: {
        const bool leaves = below(3) == 0;
        town.say(
            administrator,
            SetService{person, leaves ? Service::on_leave : Service::serving, std::nullopt}
        );
        break;
    }
    case 3:
        town.say(administrator, SetStewards{person, one_of(helpers), {}, supervisor});
        break;
    case 4: {
        EnrolPerson enrolled;
        enrolled.unit = unit();
        enrolled.category = {"patrol"};
        enrolled.name = sealed<PersonName>("enrolled");
        enrolled.phone = sealed<Contact>("139 0000 0000");
        town.say(administrator, enrolled);
        break;
    }
    default:
        town.say(
            one_of(dispatchers),
            RevealReporter{
                some_tip(), RevealReason::witness, sealed<RevealWords>("officers want a witness")
            }
        );
    }
}

} // namespace dageng::test
