#pragma once

#include "server/engine/engine.hpp"
#include "server/engine/notices.hpp"

#include <boost/mp11/algorithm.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dageng::test {

using namespace dageng::protocol;

/// 39.92 north, 116.44 east: the middle of the town.
inline constexpr LatLon centre{399'200'000, 1'164'400'000};

/// A place so many metres north and east of the centre.
LatLon metres(std::int32_t north, std::int32_t east = 0);

/// One minute after the other, from one in November 2026.
inline constexpr TimeMs first_moment{1'795'600'000'000};

/// A catalogue with categories `community-volunteer`, `patrol`, `officer`; plan `elder-missing`
/// (priority 2, volunteers and patrols, 2 wanted, waves 500 m × 3 × 60 s and 1000 m × 4 × 60 s,
/// a second level of 2 more and a wave 3000 m × 8 × 60 s, offers of 45 s, reach 3 s, arrival 50 m),
/// `fight` (priority 1, officers only, 1 wanted, one wave 2000 m × 2 × 60 s, volunteers kept 300 m
/// away) and `suggestion` (priority 5, nobody wanted). So little is thought of anybody's accepting
/// that a wave asks as many as it may; nobody rests or has a budget.
Catalogue small_catalogue();

/// A need for people of any of these categories.
Need need(int count, std::vector<std::string> categories);

/// A personal value as the vault would seal it; `opener` opens it.
template <class P>
P sealed(std::string text, KeyId key = {1}) {
    return P{Sealed{key, "box of " + std::move(text)}};
}
const Opener& opener();

/// Calls `visit` with a value of each type of a list, made without arguments.
template <class Kinds, class Visit>
void for_each_kind(Visit visit) {
    boost::mp11::mp_for_each<boost::mp11::mp_iota<boost::mp11::mp_size<Kinds>>>([&](auto index) {
        visit(boost::mp11::mp_at<Kinds, decltype(index)>{});
    });
}

/// A district driven by hand: each command is decided, applied, and followed by all that is due.
class Town {
  public:
    explicit Town(Catalogue catalogue = small_catalogue());

    PersonId person(Role role, std::string_view category = {});
    PersonId person(engine::NewPerson wanted);
    /// A responder on duty whose place is known.
    PersonId on_duty(LatLon at, std::string_view category = "community-volunteer");
    PersonId on_duty(LatLon at, engine::NewPerson wanted);
    void place(PersonId person, LatLon at, std::int32_t accuracy_m = 10);

    /// The answer, or the refusal's code in `refused`.
    struct Said {
        std::optional<engine::Answer> answer;
        std::optional<ErrorCode> refused;
        std::string repeated;

        template <class A>
        const A& as() const {
            return std::get<A>(answer.value());
        }
    };
    /// From the person's usual device, or the one that `use_device` named.
    Said
    say(PersonId by, Command command, std::string_view id = {}, std::optional<TimeMs> made_at = {});

    void use_device(PersonId person, std::string device);

    /// Takes a road graph into use.
    void use_roads(std::vector<LatLon> nodes, std::vector<geo::Road> roads);
    /// Takes one barrier into use, a rectangle.
    void use_barrier(LatLon south_west, LatLon north_east, std::uint32_t detour_m);

    TipId tip(PersonId reporter, std::string_view kind = "elder-missing", LatLon at = centre);
    IncidentId incident_of(TipId tip) const { return state().tips.at(tip).incident; }

    /// Lets time pass, a limit at a time, and does what falls due.
    void pass(std::int64_t ms);
    void see(PersonId person);

    const engine::State& state() const { return engine.state(); }
    const engine::Incident& incident(IncidentId id) const { return state().incidents.at(id); }
    /// Assignments of an incident in a state, as the people asked, in the order asked.
    std::vector<PersonId> people(IncidentId id, AssignmentState in) const;
    AssignmentId current(PersonId person) const { return state().person(person)->current; }
    AssignmentState state_of(AssignmentId id) const { return state().assignments.at(id).state; }

    /// Events since the last call.
    std::vector<engine::Event> take_events();
    template <class E>
    std::vector<E> take() {
        std::vector<E> some;
        for (auto& event : take_events()) {
            if (auto* one = std::get_if<E>(&event)) {
                some.push_back(*one);
            }
        }
        return some;
    }

    /// What somebody was told, as it was said at the time.
    struct Notice {
        PersonId to;
        engine::View view = engine::View::console;
        Offset n = 0;
        Offset prev = 0;
        std::string type;
        std::string data;
    };
    std::vector<Notice> told_to(PersonId person) const;

    void commit(engine::DecisionRecord decision);
    void follow();
    /// All that was recorded, folded into an engine of its own.
    engine::Engine folded() const;
    std::string digest() const { return engine::digest(state()); }

    engine::Engine engine;
    TimeMs now = first_moment;
    std::vector<engine::DecisionRecord> records;
    std::vector<TimeMs> times;
    std::vector<Notice> notices;

  private:
    std::uint64_t ids_ = 0;
    std::map<PersonId, std::string> devices_;
    std::vector<engine::Event> fresh_;
};

} // namespace dageng::test
