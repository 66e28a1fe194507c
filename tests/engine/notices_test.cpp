#include "tests/engine/random_town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

// Server/engine/audience.cpp and notices.cpp: who hears of what, and how much.
using namespace dageng::test;
namespace engine = dageng::engine;
using engine::View;

namespace {

/// One of each role, and a volunteer who is asked.
struct Cast {
    Town town;
    PersonId dispatcher = town.person(Role::dispatcher);
    PersonId supervisor = town.person(Role::supervisor);
    PersonId coordinator = town.person(Role::coordinator);
    PersonId reporter = town.person(Role::resident);
    PersonId bystander = town.person(Role::resident);
    PersonId volunteer = town.on_duty(metres(100));
    PersonId idle = town.on_duty(metres(4000));
    TipId tip;
    IncidentId incident;

    Cast() {
        town.notices.clear();
        ReportTip report;
        report.kind = {"elder-missing"};
        report.place = {centre, {10}};
        report.words = sealed<Words>("an old man in slippers");
        report.place_words = sealed<PlaceWords>("behind the market");
        tip = town.say(reporter, report).as<TipAnswer>().tip;
        incident = town.incident_of(tip);
    }

    /// Who heard this type of notice, and how.
    using Heard = std::set<std::pair<PersonId, View>>;
    Heard heard(std::string_view type) const {
        Heard hearers;
        for (const auto& notice : town.notices) {
            if (notice.type == type) {
                hearers.emplace(notice.to, notice.view);
            }
        }
        return hearers;
    }
    Heard consoles() const { return {{dispatcher, View::console}}; }
    Heard consoles_and_maps() const {
        return {{dispatcher, View::console}, {supervisor, View::map}};
    }
    Heard consoles_and(PersonId person, View view) const {
        return {{dispatcher, View::console}, {person, view}};
    }
    Town::Notice last(std::string_view type, PersonId to) const {
        const auto found =
            std::find_if(town.notices.rbegin(), town.notices.rend(), [&](const auto& notice) {
                return notice.type == type && notice.to == to;
            });
        BOOST_REQUIRE(found != town.notices.rend());
        return *found;
    }
};

bool holds(std::string_view text, std::string_view piece) {
    return text.find(piece) != std::string_view::npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(notices)

BOOST_AUTO_TEST_CASE(of_a_tip_consoles_hear_all_and_maps_that_there_is_an_incident) {
    const Cast cast;
    BOOST_TEST((cast.heard("tip-received") == cast.consoles()));
    BOOST_TEST((cast.heard("incident-opened") == cast.consoles_and_maps()));
    BOOST_TEST((cast.heard("incident-changed") == cast.consoles_and_maps()));
    BOOST_TEST((cast.heard("wave-opened") == cast.consoles()));
    BOOST_TEST(cast.town.told_to(cast.bystander).empty());
    BOOST_TEST(cast.town.told_to(cast.coordinator).empty());
    BOOST_TEST(cast.town.told_to(cast.idle).empty());
    BOOST_TEST(holds(cast.last("tip-received", cast.dispatcher).data, "old man in slippers"));
}

BOOST_AUTO_TEST_CASE(of_an_offer_the_person_asked_and_consoles_hear_each_in_their_way) {
    const Cast cast;
    BOOST_TEST((cast.heard("offer") == Cast::Heard{{cast.volunteer, View::responder}}));
    BOOST_TEST((cast.heard("offer-made") == cast.consoles()));
    const auto offer = cast.last("offer", cast.volunteer);
    BOOST_TEST((offer.n == cast.last("offer-made", cast.dispatcher).n));
    BOOST_TEST(holds(offer.data, "\"brief\":{\"zh\":\"look\""));
    BOOST_TEST(!holds(offer.data, "person"));
    const std::string name = "name-" + std::to_string(cast.volunteer.value);
    BOOST_TEST(holds(cast.last("offer-made", cast.dispatcher).data, name));
}

BOOST_AUTO_TEST_CASE(of_an_assignments_steps_the_person_concerned_and_consoles_hear) {
    Cast cast;
    const auto offer = cast.town.current(cast.volunteer);
    cast.town.say(cast.volunteer, AcceptOffer{offer});
    const auto both = cast.consoles_and(cast.volunteer, View::responder);
    BOOST_TEST((cast.heard("assignment-changed") == both));
    cast.town.notices.clear();
    cast.town.say(cast.dispatcher, SetStatus{offer, Progress::on_scene});
    BOOST_TEST((cast.heard("assignment-changed") == both));
    BOOST_TEST(
        holds(cast.last("assignment-changed", cast.volunteer).data, "\"cause\":\"dispatcher\"")
    );
}

BOOST_AUTO_TEST_CASE(a_reporter_hears_of_own_tips_only_when_somebody_goes_and_at_the_end) {
    Cast cast;
    BOOST_TEST(cast.town.told_to(cast.reporter).empty());
    cast.town.say(cast.volunteer, AcceptOffer{cast.town.current(cast.volunteer)});
    BOOST_TEST((cast.heard("tip-changed") == Cast::Heard{{cast.reporter, View::reporter}}));
    const auto going = cast.last("tip-changed", cast.reporter);
    BOOST_TEST(holds(going.data, "\"state\":\"responding\""));
    BOOST_TEST(holds(going.data, "\"tips\":[" + std::to_string(cast.tip.value) + "]"));
    cast.town.say(
        cast.dispatcher,
        CloseIncident{cast.incident, {"resolved"}, sealed<Words>("ours only"), {"He is home."}}
    );
    const auto closed = cast.last("tip-changed", cast.reporter);
    BOOST_TEST(holds(closed.data, "\"state\":\"closed\""));
    BOOST_TEST(holds(closed.data, "He is home."));
    BOOST_TEST(holds(closed.data, "\"disposition\":\"resolved\""));
    for (const auto& notice : cast.town.told_to(cast.reporter)) {
        BOOST_TEST(notice.type == "tip-changed");
        BOOST_TEST(!holds(notice.data, "ours only"));
        BOOST_TEST(!holds(notice.data, "incident"));
        BOOST_TEST(!holds(notice.data, "person"));
    }
}

BOOST_AUTO_TEST_CASE(who_took_a_tip_back_hears_that_and_no_more_of_it) {
    Cast cast;
    cast.town.say(cast.reporter, WithdrawTip{cast.tip});
    BOOST_TEST((cast.heard("tip-withdrawn") == cast.consoles()));
    BOOST_TEST((cast.heard("tip-changed") == Cast::Heard{{cast.reporter, View::reporter}}));
    BOOST_TEST(holds(cast.last("tip-changed", cast.reporter).data, "\"state\":\"withdrawn\""));
    cast.town.notices.clear();
    cast.town.say(cast.volunteer, AcceptOffer{cast.town.current(cast.volunteer)});
    cast.town.say(cast.dispatcher, CloseIncident{cast.incident, {"resolved"}, {}, {}});
    BOOST_TEST(cast.town.told_to(cast.reporter).empty());
}

BOOST_AUTO_TEST_CASE(notes_shortfalls_and_additions_are_for_consoles) {
    Cast cast;
    cast.town.say(cast.reporter, AddToTip{cast.tip, sealed<Words>("he limps"), {}});
    cast.town.say(cast.dispatcher, AddNote{cast.incident, sealed<Words>("called his son")});
    cast.town.say(cast.volunteer, DeclineOffer{cast.town.current(cast.volunteer)});
    BOOST_TEST((cast.heard("tip-added") == cast.consoles()));
    BOOST_TEST((cast.heard("note-added") == cast.consoles()));
    BOOST_TEST((cast.heard("shortfall") == cast.consoles()));
}

BOOST_AUTO_TEST_CASE(acknowledging_and_closing_are_for_consoles_and_maps_the_words_for_consoles) {
    Cast cast;
    cast.town.say(cast.dispatcher, AcknowledgeIncident{cast.incident});
    BOOST_TEST((cast.heard("incident-acknowledged") == cast.consoles_and_maps()));
    cast.town.say(
        cast.dispatcher,
        CloseIncident{cast.incident, {"resolved"}, sealed<Words>("for the record"), {}}
    );
    BOOST_TEST((cast.heard("incident-closed") == cast.consoles_and_maps()));
    BOOST_TEST(holds(cast.last("incident-closed", cast.dispatcher).data, "for the record"));
    BOOST_TEST(!holds(cast.last("incident-closed", cast.supervisor).data, "words"));
}

BOOST_AUTO_TEST_CASE(of_duty_the_person_hears_the_device_and_consoles_the_name) {
    Cast cast;
    cast.town.say(cast.idle, EndDuty{});
    cast.town.say(cast.idle, BeginDuty{});
    BOOST_TEST((cast.heard("duty-changed") == cast.consoles_and(cast.idle, View::responder)));
    const std::string name = "name-" + std::to_string(cast.idle.value);
    const auto own = cast.last("duty-changed", cast.idle);
    const auto console = cast.last("duty-changed", cast.dispatcher);
    BOOST_TEST(holds(own.data, "\"device\":\"device-of-"));
    BOOST_TEST(!holds(own.data, name));
    BOOST_TEST(!holds(console.data, "\"device\""));
    BOOST_TEST(holds(console.data, name));
}

BOOST_AUTO_TEST_CASE(of_a_stored_photo_its_owner_and_consoles_hear_also_before_a_tip_names_it) {
    Cast cast;
    const auto store = [&](const ClientId& photo) {
        cast.town.notices.clear();
        cast.town.say(cast.reporter, BeginPhoto{photo});
        cast.town.say(
            cast.reporter, FinishPhoto{photo, {9}, {"image/jpeg"}, {std::string(64, 'a')}}
        );
    };
    store({"photo-0001"});
    BOOST_TEST((cast.heard("photo-stored") == cast.consoles_and(cast.reporter, View::reporter)));
    cast.town.say(cast.reporter, AddToTip{cast.tip, {}, {{{"photo-0002"}}}});
    store({"photo-0002"});
    BOOST_TEST((cast.heard("photo-stored") == cast.consoles_and(cast.reporter, View::reporter)));
}

BOOST_AUTO_TEST_CASE(a_dispatcher_who_reports_hears_as_a_console_once) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto tip = town.tip(dispatcher);
    town.say(dispatcher, CloseIncident{town.incident_of(tip), {"resolved"}, {}, {}});
    for (const auto& notice : town.told_to(dispatcher)) {
        BOOST_TEST((notice.view == View::console));
    }
}

BOOST_AUTO_TEST_CASE(each_persons_numbers_grow_without_gaps_and_once_an_event) {
    RandomTown random{31};
    random.steps(1500);
    std::map<PersonId, Offset> last;
    for (const auto& notice : random.town.notices) {
        BOOST_TEST(notice.prev == last[notice.to]);
        BOOST_TEST(notice.n > last[notice.to]);
        last[notice.to] = notice.n;
    }
    for (const auto& [person, n] : last) {
        BOOST_TEST(random.town.state().person(person)->notices.last() == n);
    }
}

BOOST_AUTO_TEST_CASE(the_view_of_a_notice_is_found_again_when_it_is_sent_again) {
    Cast cast;
    cast.town.say(cast.volunteer, AcceptOffer{cast.town.current(cast.volunteer)});
    std::map<Offset, engine::Event> events;
    Offset n = 0;
    for (const auto& record : cast.town.records) {
        for (const auto& event : record.events) {
            events.emplace(++n, event);
        }
    }
    for (const auto& notice : cast.town.notices) {
        const auto view = engine::view_of(cast.town.state(), events.at(notice.n), notice.to);
        BOOST_TEST((view == notice.view));
    }
    cast.town.say(cast.reporter, WithdrawTip{cast.tip});
    const auto going = cast.last("tip-changed", cast.reporter);
    BOOST_TEST(holds(going.data, "withdrawn"));
    BOOST_TEST(!engine::view_of(cast.town.state(), events.at(n), cast.reporter).has_value());
}

BOOST_AUTO_TEST_CASE(only_consoles_hear_words_and_nobody_hears_who_reported) {
    RandomTown random{32};
    random.steps(1500);
    const Town& town = random.town;
    for (const auto& notice : town.notices) {
        if (notice.view == View::responder) {
            BOOST_TEST(!holds(notice.data, "said by a reporter"), notice.data);
        }
        // What a dispatcher has released is for volunteers there.
        if (notice.view != View::console && notice.type != "details-shown") {
            for (const char* words :
                 {"words-", "by the gate", "a note", "one thing more", "the record"}) {
                BOOST_TEST(!holds(notice.data, words), notice.type << ": " << notice.data);
            }
            // Who commands at a scene is named to those who are there.
            const bool command = notice.type == "commander-changed";
            BOOST_TEST((command || !holds(notice.data, "name-")), notice.data);
        }
        BOOST_TEST(!holds(notice.data, "\"reporter\":"));
        BOOST_TEST(!holds(notice.data, "\"130\""));
        const bool ended = notice.type == "incident-closed" && holds(notice.data, "\"safe\"");
        if (notice.type == "distress-raised" || ended) {
            // Who calls for help, and ends it, is told to consoles and to nobody else.
            BOOST_TEST((notice.view == View::console));
            continue;
        }
        for (const PersonId resident : random.residents) {
            const std::string id = std::to_string(resident.value);
            for (const char* end : {",", "}"}) {
                BOOST_TEST(!holds(notice.data, "\"person\":" + id + end), notice.type);
                BOOST_TEST(!holds(notice.data, "\"by\":" + id + end), notice.type);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
