#include "protocol/json_seen.hpp"
#include "protocol/messages.hpp"
#include "tests/engine/console_fold.hpp"
#include "tests/engine/random_town.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

// Who is told which field (`seen_by` of the messages), in a town's life: the table is as wide as
// what is told, and nothing is told outside it.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// A field of a message that had something in it, for somebody with a view.
std::string cell(std::string_view type, std::string_view field, View view) {
    return std::string(type) + '.' + std::string(field) + " to " + std::string(enum_name(view));
}

/// All of a message's fields that aren't as when nothing is said.
template <class M>
void add_filled(std::set<std::string>& cells, const std::string& data, View view) {
    const M message = read<M>(data);
    const M empty;
    boost::mp11::mp_for_each<dageng::protocol::detail::Members<M>>([&](auto member) {
        if (to_json(message.*member.pointer) != to_json(empty.*member.pointer)) {
            cells.insert(cell(M::wire, member.name, view));
        }
    });
    cells.insert(cell(M::wire, "", view));
}

void add(
    std::set<std::string>& cells, const std::string& type, const std::string& data, View view
) {
    for_each_kind<boost::mp11::mp_append<Notices, SnapshotItems>>([&](const auto& kind) {
        using M = std::decay_t<decltype(kind)>;
        if (type == M::wire) {
            add_filled<M>(cells, data, view);
        }
    });
}

/// As what somebody who doesn't watch the district has an item of their snapshot.
template <class M>
std::vector<View> own_views(const std::string& data) {
    if (std::is_same_v<M, Catalogue>) {
        return {View::responder, View::reporter};
    }
    const bool both = M::seen_by.has(View::responder) && M::seen_by.has(View::reporter);
    const bool of_incident = data.find("\"incident\":") != std::string::npos;
    const bool as_responder = both ? of_incident : M::seen_by.has(View::responder);
    return {as_responder ? View::responder : View::reporter};
}

/// A snapshot's items, each as what its person sees it.
void add_snapshot(std::set<std::string>& cells, const Town& town, PersonId person) {
    const auto watching = watching_as(town.state().person(person)->role);
    for (const Item& item : items_of(town, person)) {
        for_each_kind<boost::mp11::mp_append<Notices, SnapshotItems>>([&](const auto& kind) {
            using M = std::decay_t<decltype(kind)>;
            if (item.type == M::wire) {
                const bool watched = watching && M::seen_by.has(*watching);
                for (const View view : watched ? std::vector{*watching} : own_views<M>(item.data)) {
                    add_filled<M>(cells, item.data, view);
                }
            }
        });
    }
}

void add_notices(std::set<std::string>& cells, Town& town) {
    for (const auto& notice : std::exchange(town.notices, {})) {
        add(cells, notice.type, notice.data, notice.view);
    }
}

/// Details are shown to a volunteer who goes, and taken back: seldom by chance.
void show_and_withdraw(std::set<std::string>& cells) {
    Town town;
    const auto desk = town.person(Role::dispatcher);
    const auto going = town.on_duty(metres(60));
    const auto tip = town.tip(town.person(Role::resident));
    const auto incident = town.incident_of(tip);
    town.say(going, AcceptOffer{town.current(going)});
    town.say(desk, ReleaseDetails{incident, {{tip}}, {}});
    town.say(desk, WithdrawDetails{incident});
    add_notices(cells, town);
}

/// What was told in some towns' lives.
std::set<std::string> told_in_towns() {
    std::set<std::string> cells;
    show_and_withdraw(cells);
    for (const std::uint64_t seed : {71U, 72U, 73U, 74U}) {
        RandomTown random{seed};
        for (int part = 0; part < 4; ++part) {
            random.steps(400);
            add_notices(cells, random.town);
            for (const engine::Person& person : random.town.state().people) {
                add_snapshot(cells, random.town, person.id);
            }
        }
    }
    return cells;
}

/// What the messages declare, and of it what must have been told in any busy town: each message to
/// each view, and to each view the fields that not all see.
struct Declared {
    std::set<std::string> all;
    std::set<std::string> must;
};

template <class M>
void add_declared(Declared& declared, View view) {
    if (M::seen_by.has(view)) {
        declared.must.insert(cell(M::wire, "", view));
    }
    boost::mp11::mp_for_each<dageng::protocol::detail::Members<M>>([&](auto member) {
        const Views by = field_seen_by<M>(member.name);
        if (by.has(view)) {
            declared.all.insert(cell(M::wire, member.name, view));
        }
        if (by.has(view) && by.bits != M::seen_by.bits) {
            declared.must.insert(cell(M::wire, member.name, view));
        }
    });
}

Declared declared() {
    Declared declared;
    for_each_kind<boost::mp11::mp_append<Notices, SnapshotItems>>([&](const auto& kind) {
        for_each_enumerator<View>([&](View view, std::string_view) {
            add_declared<std::decay_t<decltype(kind)>>(declared, view);
        });
    });
    declared.all.insert(declared.must.begin(), declared.must.end());
    return declared;
}

} // namespace

BOOST_AUTO_TEST_SUITE(seen)

BOOST_AUTO_TEST_CASE(in_towns_lives_each_view_is_told_what_is_declared_for_it_and_nothing_else) {
    const auto told = told_in_towns();
    const auto [all, must] = declared();
    for (const std::string& one : must) {
        BOOST_TEST(told.contains(one), one << " is declared, and was never told");
    }
    for (const std::string& one : told) {
        BOOST_TEST(all.contains(one), one << " was told, and isn't declared");
    }
}

BOOST_AUTO_TEST_SUITE_END()
