#include "tests/engine/random_town.hpp"

#include "tests/engine/safety_town.hpp"
#include "tests/engine/triage_desk.hpp"

#include <algorithm>

namespace dageng::test {

Catalogue busy_catalogue() {
    Catalogue catalogue = safety_catalogue(60, 20, triage_catalogue());
    const auto both = [](const char* text) { return Bilingual{{text}, {text}}; };
    catalogue.units.items.push_back({{"post"}, both("post")});
    catalogue.plans.items[0].levels.items[0].notify = List<Slug, 16>{{{"post"}}};
    catalogue.limits.emplace().items = {{{2}, {{30}}, {{30}}, {{60}}, {{600}}}};
    catalogue.escalation = Escalation{{{{{5}, both("on call"), {{{"post"}}}, true}}}, {60}};
    return catalogue;
}

RandomTown::RandomTown(std::uint64_t seed, Catalogue catalogue)
    : town(std::move(catalogue)), chance_(seed) {
    build_roads();
    for (int i = 0; i < 2; ++i) {
        dispatchers.push_back(town.person(Role::dispatcher));
    }
    supervisor = town.person(Role::supervisor);
    administrator = town.person(Role::administrator);
    for (int i = 0; i < 6; ++i) {
        residents.push_back(town.person(Role::resident));
    }
    for (const char* category : {"community-volunteer", "patrol", "officer"}) {
        for (int i = 0; i < 8; ++i) {
            const Role role =
                category == std::string_view{"officer"} ? Role::officer : Role::volunteer;
            engine::NewPerson helper{role, Slug{category}, sealed<PersonName>("helper"), {}, {}};
            const auto& known = *town.state().catalogue;
            if (!known.trainings.items.empty() && i % 2 == 0) {
                helper.trainings.items = {known.trainings.items.front().training};
            }
            if (!known.units.items.empty() && i % 3 > 0) {
                helper.unit = known.units.items[below(known.units.items.size())].unit;
            }
            helpers.push_back(town.on_duty(somewhere(), std::move(helper)));
        }
    }
}

void RandomTown::build_roads() {
    // Streets 400 m apart, some of them missing, some one-way, some for people on foot only.
    constexpr std::uint32_t side = 7;
    std::vector<LatLon> nodes;
    std::vector<geo::Road> roads;
    const auto join = [&](std::uint32_t from, std::uint32_t to) {
        const std::uint64_t which = below(10);
        if (which > 0) {
            const auto kind = which == 1 ? geo::RoadClass::footway : geo::RoadClass::residential;
            roads.push_back({from, to, 0, kind, which == 2});
        }
    };
    for (std::uint32_t i = 0; i < side * side; ++i) {
        const auto row = static_cast<std::int32_t>(i / side);
        const auto column = static_cast<std::int32_t>(i % side);
        nodes.push_back(metres(400 * row - 1250, 400 * column - 1250));
        if (column > 0) {
            join(i - 1, i);
        }
        if (row > 0) {
            join(i - side, i);
        }
    }
    town.use_roads(std::move(nodes), std::move(roads));
    town.use_barrier(metres(130, -2000), metres(160, 700), 900);
}

void RandomTown::step() {
    const std::uint64_t which = below(100);
    if (which < 1) {
        registry();
    } else if (which < 30) {
        move();
    } else if (which < 36) {
        report();
    } else if (which < 37) {
        call();
    } else if (which < 60) {
        answer();
    } else if (which < 70) {
        go_on();
    } else if (which < 74) {
        duty();
    } else if (which < 80) {
        dispatcher_acts();
    } else if (which < 84) {
        triage();
    } else if (which < 87) {
        reporter_acts();
    } else if (which < 89) {
        upload();
    } else if (which < 92) {
        safety();
    } else if (which < 94) {
        hands();
    } else if (which < 96) {
        talk();
    } else if (which < 97) {
        broadcast();
    } else if (which < 98) {
        command();
    } else if (which < 99) {
        desk();
    } else {
        wait();
    }
}

LatLon RandomTown::somewhere() {
    // A coarse grid, so that several people are equally near.
    const auto coordinate = [this] { return static_cast<std::int32_t>(below(21)) * 100 - 1000; };
    const std::int32_t north = coordinate();
    return metres(north, coordinate());
}

PersonId RandomTown::anybody() {
    const std::uint64_t which = below(10);
    return which < 6 ? one_of(residents) : which < 9 ? one_of(helpers) : one_of(dispatchers);
}

IncidentId RandomTown::some_incident() {
    return {below(town.state().incidents.size() + 1) + 1};
}

AssignmentId RandomTown::some_assignment() {
    // Mostly one of the last.
    const std::uint64_t count = town.state().assignments.size() + 1;
    return {count - below(std::min<std::uint64_t>(count, below(10) == 0 ? count : 20))};
}

TipId RandomTown::some_tip() {
    return {below(town.state().tips.size() + 1) + 1};
}

void RandomTown::move() {
    const PersonId person = one_of(helpers);
    const auto current = town.state().assignments.find(town.current(person));
    const bool arrives = current != town.state().assignments.end() && below(3) == 0;
    const LatLon at = arrives ? town.incident(current->second.incident).place.at : somewhere();
    town.place(person, at, static_cast<std::int32_t>(below(150)));
}

void RandomTown::report() {
    ReportTip tip;
    tip.kind = {one_of(std::vector<std::string>{"elder-missing", "fight", "suggestion", "ufo"})};
    tip.place = {below(20) == 0 ? metres(7000) : somewhere(), {10}};
    tip.words = sealed<Words>("words-" + std::to_string(chance_() % 1000));
    tip.place_words = sealed<PlaceWords>("by the gate");
    if (below(4) == 0) {
        tip.photos.items = {{"photo-" + std::to_string(1000 + below(photos_ + 5))}};
    }
    const std::int64_t age_ms = below(15) == 0 ? 2'000'000 : 1'000;
    town.say(anybody(), tip, {}, town.now + -age_ms);
}

void RandomTown::call() {
    TakeCall call;
    call.kind = {below(2) == 0 ? "elder-missing" : "fight"};
    call.place = {somewhere(), {50}};
    call.words = sealed<Words>("by telephone");
    call.contact = sealed<decltype(call.contact)>("130");
    call.exercise = below(10) == 0;
    town.say(one_of(dispatchers), call);
}

void RandomTown::answer() {
    PersonId person = one_of(helpers);
    AssignmentId offer = town.current(person);
    if (!offer || below(10) == 0) {
        offer = some_assignment();
        const auto asked = town.state().assignments.find(offer);
        if (asked != town.state().assignments.end() && below(10) > 0) {
            person = asked->second.person;
        }
    }
    if (town.current(person) && below(2) == 0) {
        return town.see(person);
    }
    if (below(2) == 0) {
        town.say(person, AcceptOffer{offer});
    } else {
        town.say(person, DeclineOffer{offer});
    }
}

void RandomTown::go_on() {
    const AssignmentId assignment = some_assignment();
    const auto found = town.state().assignments.find(assignment);
    const bool own = found != town.state().assignments.end() && below(4) > 0;
    const PersonId by = own ? found->second.person : one_of(dispatchers);
    town.say(by, SetStatus{assignment, static_cast<Progress>(below(4))});
}

void RandomTown::duty() {
    const PersonId person = one_of(helpers);
    if (below(3) == 0) {
        town.say(person, EndDuty{});
        return;
    }
    if (below(3) == 0) {
        town.use_device(person, "device-" + std::to_string(10 + below(5)));
    }
    BeginDuty begin;
    if (const std::uint64_t which = below(4); which < 3) {
        begin.mode = static_cast<TravelMode>(which);
    }
    town.say(person, begin);
    town.place(person, somewhere());
}

void RandomTown::dispatcher_acts() {
    const PersonId dispatcher = one_of(dispatchers);
    switch (below(6)) {
    case 0:
        town.say(dispatcher, AcknowledgeIncident{some_incident()});
        break;
    case 1:
        town.say(dispatcher, AddNote{some_incident(), sealed<Words>("a note")});
        break;
    case 2:
        town.say(dispatcher, AssignResponder{some_incident(), one_of(helpers)});
        break;
    case 3:
        town.say(dispatcher, StandDownResponder{some_assignment()});
        break;
    case 4:
        town.say(dispatcher, RaiseAlarm{some_incident(), {2 + static_cast<int>(below(2))}});
        break;
    default:
        if (below(3) == 0) {
            const Slug how{below(10) == 0 ? "unheard-of" : "resolved"};
            town.say(
                dispatcher,
                CloseIncident{
                    some_incident(), how, sealed<Words>("for the record"), {"all is well"}
                }
            );
        }
    }
}

void RandomTown::triage() {
    const PersonId dispatcher = one_of(dispatchers);
    std::vector<IncidentId> open{some_incident()};
    std::vector<IncidentId> proposed{some_incident()};
    std::vector<TipId> of_several{some_tip()};
    for (const auto& [id, incident] : town.state().incidents) {
        if (incident.open()) {
            open.push_back(id);
        }
        if (incident.proposal) {
            proposed.push_back(id);
        }
        if (incident.open() && incident.tips.size() > 1) {
            of_several.push_back(incident.tips.back());
        }
    }
    const IncidentId incident = one_of(open);
    switch (below(6)) {
    case 0:
        town.say(dispatcher, MergeIncidents{incident, one_of(open)});
        break;
    case 1:
        town.say(dispatcher, SplitTip{one_of(of_several)});
        break;
    case 2:
        town.say(
            dispatcher,
            ReclassifyIncident{
                incident,
                {one_of(std::vector<std::string>{"elder-missing", "armed", "wandering", "fight"})}
            }
        );
        break;
    case 3:
        town.say(dispatcher, ReferIncident{incident, {"neighbour"}, sealed<Words>("referred")});
        break;
    case 4:
        town.say(dispatcher, TakeBackReferral{some_incident()});
        break;
    default:
        town.say(dispatcher, DismissDuplicate{one_of(proposed)});
    }
}

void RandomTown::reporter_acts() {
    const TipId tip = some_tip();
    const auto found = town.state().tips.find(tip);
    const bool own = found != town.state().tips.end() && found->second.reporter;
    const PersonId by = own ? found->second.reporter : anybody();
    if (below(4) == 0) {
        town.say(by, WithdrawTip{tip});
    } else {
        town.say(by, AddToTip{tip, sealed<Words>("one thing more"), {}});
    }
}

void RandomTown::upload() {
    const PersonId owner = one_of(residents);
    const ClientId photo{"photo-" + std::to_string(1000 + below(photos_ + 2))};
    photos_ += town.say(owner, BeginPhoto{photo}).refused ? 0 : 1;
    FinishPhoto finish{photo, {1000}, {"image/jpeg"}, {std::string(64, 'a')}};
    town.say(owner, finish);
}

void RandomTown::safety() {
    const PersonId person = below(2) == 0 ? residents[below(2)] : one_of(helpers);
    const Text<2, 60> word{below(2) == 0 ? "blue kettle" : "red kettle"};
    const auto& distress = town.state().safety.distress;
    switch (below(9)) {
    case 0:
    case 1:
        town.say(person, RaisePanic{Place{somewhere(), {10}}, below(2) == 0});
        break;
    case 2:
        town.say(person, WithdrawPanic{});
        break;
    case 3:
        town.say(person, EndPanic{decltype(EndPanic::word){word}});
        break;
    case 4:
        town.say(person, SetSafeWord{decltype(SetSafeWord::word){word}});
        break;
    case 5:
        if (!distress.empty()) {
            town.say(one_of(dispatchers), AcknowledgeIncident{distress.rbegin()->first});
        }
        break;
    default:
        town.say(person, CheckIn{town.current(person)});
    }
}

void RandomTown::wait() {
    if (below(300) == 0) {
        town.now = town.now + static_cast<std::int64_t>(below(3'600'000));
        town.engine.lead(town.now, town.now + 15'000);
        return town.follow();
    }
    const std::uint64_t longest_ms = below(30) == 0 ? 1'000'000 : 12'000;
    town.pass(static_cast<std::int64_t>(below(longest_ms)));
}

} // namespace dageng::test
