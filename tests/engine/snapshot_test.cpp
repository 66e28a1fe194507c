#include "protocol/json_read.hpp"
#include "protocol/names.hpp"
#include "server/engine/assignment_states.hpp"
#include "server/engine/incident_states.hpp"
#include "tests/engine/random_town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>

// Server/engine/snapshot.cpp: what somebody is told at once is what they would have heard.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

struct Item {
    std::string type;
    std::string data;
    Offset n = 0;
};

/// Takes `{"type":…,"n":…,"data":{…}}` apart.
Item item_of(const std::string& text) {
    const std::string type_mark = "{\"type\":\"";
    const std::string data_mark = "\"data\":";
    BOOST_REQUIRE(text.starts_with(type_mark));
    const std::size_t type_end = text.find('"', type_mark.size());
    const std::size_t data = text.find(data_mark) + data_mark.size();
    Item item{
        text.substr(type_mark.size(), type_end - type_mark.size()),
        text.substr(data, text.size() - data - 1)
    };
    const std::size_t n = text.find("\"n\":");
    if (n < data) {
        item.n = std::stoull(text.substr(n + 4));
    }
    return item;
}

std::vector<Item> items_of(const Town& town, PersonId person) {
    std::vector<Item> items;
    for (const std::string& text : engine::snapshot(town.state(), person, opener())) {
        items.push_back(item_of(text));
    }
    return items;
}

template <class M>
M read(const std::string& data) {
    auto message = read_json<M>(data);
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(message), data);
    return *message;
}

std::set<std::string> types_of(const std::vector<Item>& items) {
    std::set<std::string> types;
    for (const Item& item : items) {
        types.insert(item.type);
    }
    return types;
}

/// What a console makes of its notices, or of a snapshot's items: lines that can be compared.
class Desk {
  public:
    void hear(const std::string& type, const std::string& data) {
        if (type == "incident-opened") {
            const auto message = read<IncidentOpened>(data);
            auto& incident = incidents_[message.incident];
            incident.state = message.state;
            incident.changed_at = message.changed_at;
            incident.acknowledged_by = message.acknowledged_by;
            incident.level = message.level;
            incident.wanted = message.wanted;
            incident.kind = message.kind;
        } else if (type == "incident-changed") {
            const auto message = read<IncidentChanged>(data);
            incidents_[message.incident].state = message.state;
            incidents_[message.incident].changed_at = message.at;
        } else if (type == "incident-acknowledged") {
            const auto message = read<IncidentAcknowledged>(data);
            incidents_[message.incident].acknowledged_by = message.by;
        } else if (type == "incident-closed") {
            const auto message = read<IncidentClosed>(data);
            incidents_[message.incident].state = IncidentState::closed;
            incidents_[message.incident].changed_at = message.at;
            incidents_[message.incident].said.push_back(message.words->clear().value);
        } else if (type == "alarm-raised") {
            const auto message = read<AlarmRaised>(data);
            incidents_[message.incident].level = message.level;
            incidents_[message.incident].wanted = message.wanted;
            incidents_[message.incident].shortfall.reset();
        } else if (type == "incident-merged") {
            const auto message = read<IncidentMerged>(data);
            auto& incident = incidents_[message.incident];
            incident.state = IncidentState::merged;
            incident.changed_at = message.at;
            incident.merged_into = message.into;
            for (auto& [id, tip] : tips_) {
                tip.incident = tip.incident == message.incident ? message.into : tip.incident;
            }
        } else if (type == "tip-split") {
            const auto message = read<TipSplit>(data);
            tips_[message.tip].incident = message.incident;
        } else if (type == "incident-referred") {
            const auto message = read<IncidentReferred>(data);
            auto& incident = incidents_[message.incident];
            incident.state = IncidentState::referred;
            incident.changed_at = message.at;
            incident.referred_to = message.to;
        } else if (type == "incident-reopened") {
            const auto message = read<IncidentReopened>(data);
            auto& incident = incidents_[message.incident];
            incident.state = message.state;
            incident.changed_at = message.at;
            incident.referred_to.reset();
        } else if (type == "incident-reclassified") {
            const auto message = read<IncidentReclassified>(data);
            auto& incident = incidents_[message.incident];
            incident.kind = message.kind;
            incident.level = 1;
            incident.wanted = message.wanted;
            incident.shortfall.reset();
            for (const auto& [id, line] : assignments_) {
                if (line.incident == message.incident) {
                    end_clock(id);
                }
            }
        } else if (type == "assignment-moved") {
            const auto message = read<AssignmentMoved>(data);
            assignments_[message.assignment].incident = message.incident;
            end_clock(message.assignment);
        } else if (type == "shortfall") {
            const auto message = read<Shortfall>(data);
            incidents_[message.incident].shortfall = message.reason;
        } else if (type == "wave-opened") {
            const auto message = read<WaveOpened>(data);
            incidents_[message.incident].waves.push_back(message.wave);
        } else if (type == "note-added") {
            const auto message = read<NoteAdded>(data);
            incidents_[message.incident].said.push_back(message.words.clear().value);
        } else if (type == "tip-received") {
            const auto message = read<TipReceived>(data);
            tips_[message.tip].words = {message.words.clear().value};
            tips_[message.tip].withdrawn = message.withdrawn;
            tips_[message.tip].incident = message.incident;
        } else if (type == "tip-added") {
            const auto message = read<TipAdded>(data);
            tips_[message.tip].words.push_back(message.words.clear().value);
        } else if (type == "tip-withdrawn") {
            tips_[read<TipWithdrawn>(data).tip].withdrawn = true;
        } else if (type == "duty-changed") {
            const auto message = read<DutyChanged>(data);
            on_duty_.erase(message.person);
            if (message.on) {
                on_duty_[message.person] = *message.ends_at;
            }
        } else if (type == "offer-made") {
            const auto message = read<OfferMade>(data);
            assignments_[message.assignment] = {
                message.incident,
                message.state,
                message.seen_at,
                message.answered_at,
                message.on_scene_at,
                message.ended_at
            };
        } else if (type == "check-in-changed") {
            const auto message = read<CheckInChanged>(data);
            clocks_[message.assignment] = {message.state, message.due_at};
        } else if (type == "distress-raised") {
            const auto message = read<DistressRaised>(data);
            distress_[message.incident] = {
                message.person,
                message.place,
                message.again_at,
                message.duress,
                message.end,
                message.cleared_at
            };
            // Once it is over, its clock has begun anew.
            const bool open = !message.cleared_at.has_value();
            if (open && message.assignment && clocks_.contains(*message.assignment)) {
                clocks_[*message.assignment].state = CheckInState::missed;
            }
        } else if (type == "distress-changed") {
            change(read<DistressChanged>(data));
        } else if (type == "assignment-changed") {
            step(read<AssignmentChanged>(data));
        }
    }

    struct IncidentLine {
        IncidentState state = IncidentState::triaged;
        TimeMs changed_at;
        std::optional<PersonId> acknowledged_by;
        std::uint32_t level = 0;
        std::uint32_t wanted = 0;
        std::optional<ShortfallReason> shortfall;
        std::vector<std::uint32_t> waves;
        std::vector<std::string> said;
        Slug kind;
        std::optional<IncidentId> merged_into;
        std::optional<Slug> referred_to;
        bool operator==(const IncidentLine&) const = default;
    };
    struct AssignmentLine {
        IncidentId incident;
        AssignmentState state = AssignmentState::offered;
        std::optional<TimeMs> seen_at;
        std::optional<TimeMs> answered_at;
        std::optional<TimeMs> on_scene_at;
        std::optional<TimeMs> ended_at;
        bool operator==(const AssignmentLine&) const = default;
    };
    struct TipLine {
        std::vector<std::string> words;
        bool withdrawn = false;
        IncidentId incident;
        bool operator==(const TipLine&) const = default;
    };

    struct ClockLine {
        CheckInState state = CheckInState::running;
        TimeMs due_at;
        bool operator==(const ClockLine&) const = default;
    };
    struct DistressLine {
        PersonId person;
        std::optional<Place> place;
        std::optional<TimeMs> again_at;
        bool duress = false;
        std::optional<DistressEnd> end;
        std::optional<TimeMs> cleared_at;
        bool operator==(const DistressLine&) const = default;
    };

    std::map<AssignmentId, ClockLine> clocks_;
    std::map<IncidentId, DistressLine> distress_;
    std::map<IncidentId, IncidentLine> incidents_;
    std::map<AssignmentId, AssignmentLine> assignments_;
    std::map<TipId, TipLine> tips_;
    std::map<PersonId, TimeMs> on_duty_;

  private:
    void change(const DistressChanged& message) {
        DistressLine& line = distress_[message.incident];
        switch (message.change) {
        case DistressChange::again:
            line.again_at = message.at;
            line.place = message.place ? message.place : line.place;
            break;
        case DistressChange::duress:
            line.duress = true;
            break;
        case DistressChange::cleared:
            line.cleared_at = message.at;
            line.end = message.end;
        }
    }

    /// A plan without check-ins holds for an assignment: its clock ends, unless it was missed.
    void end_clock(AssignmentId id) {
        const auto clock = clocks_.find(id);
        const auto& kind = incidents_[assignments_[id].incident].kind;
        if (clock != clocks_.end() && clock->second.state != CheckInState::missed &&
            kind.value != "elder-missing") {
            clocks_.erase(clock);
        }
    }

    void step(const AssignmentChanged& change) {
        using enum AssignmentState;
        AssignmentLine& line = assignments_[change.assignment];
        line.state = change.state;
        if (change.state == seen) {
            line.seen_at = change.at;
        } else if (change.state == accepted || change.state == declined) {
            line.answered_at = change.at;
        } else if (change.state == on_scene) {
            line.on_scene_at = change.at;
        }
        if (!engine::is_answerable(change.state) && !engine::is_running(change.state)) {
            line.ended_at = change.at;
            clocks_.erase(change.assignment);
        }
    }
};

/// All that the smaller holds stands in the larger too, and the same.
template <class Map>
void agree(const Map& smaller, const Map& larger) {
    for (const auto& [id, line] : smaller) {
        const auto found = larger.find(id);
        BOOST_REQUIRE(found != larger.end());
        BOOST_TEST((found->second == line), "number " << id.value);
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(snapshot)

BOOST_AUTO_TEST_CASE(a_consoles_snapshot_is_what_its_notices_came_to) {
    for (const std::uint64_t seed : {41U, 42U, 43U}) {
        RandomTown random{seed};
        for (int part = 0; part < 6; ++part) {
            random.steps(200);
            Desk live;
            for (const auto& notice : random.town.told_to(random.dispatchers[0])) {
                live.hear(notice.type, notice.data);
            }
            Desk shown;
            for (const Item& item : items_of(random.town, random.dispatchers[0])) {
                shown.hear(item.type, item.data);
            }
            // Closed incidents leave the snapshot after an hour.
            agree(shown.incidents_, live.incidents_);
            agree(shown.assignments_, live.assignments_);
            agree(shown.tips_, live.tips_);
            agree(shown.distress_, live.distress_);
            BOOST_TEST((shown.clocks_ == live.clocks_));
            BOOST_TEST((shown.on_duty_ == live.on_duty_));
            for (const auto& [id, line] : live.incidents_) {
                BOOST_TEST((shown.incidents_.contains(id) || engine::is_end(line.state)));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_closed_incident_stays_in_a_consoles_snapshot_for_an_hour) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto incident = town.incident_of(town.tip(town.person(Role::resident), "suggestion"));
    town.say(dispatcher, CloseIncident{incident, {"resolved"}, {}, {}});
    BOOST_TEST(types_of(items_of(town, dispatcher)).contains("incident-closed"));
    town.pass(3'600'000);
    town.person(Role::resident);
    BOOST_TEST(!types_of(items_of(town, dispatcher)).contains("incident-closed"));
}

BOOST_AUTO_TEST_CASE(a_maps_snapshot_has_open_incidents_and_no_words_no_people_and_no_tips) {
    RandomTown random{44};
    random.steps(800);
    const auto items = items_of(random.town, random.supervisor);
    BOOST_TEST((types_of(items) == std::set<std::string>{"catalogue", "incident-opened"}));
    std::size_t open = 0;
    for (const auto& [id, incident] : random.town.state().incidents) {
        open += incident.open() ? 1 : 0;
    }
    BOOST_TEST(items.size() == open + 1);
    for (const Item& item : items) {
        BOOST_TEST(item.data.find("name-") == std::string::npos);
        BOOST_TEST(item.data.find("words") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_residents_snapshot_has_own_tips_with_what_was_heard_of_them) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto reporter = town.person(Role::resident);
    const auto person = town.on_duty(metres(100));
    const auto first = town.tip(reporter);
    const auto second = town.tip(reporter, "suggestion");
    const auto third = town.tip(reporter, "suggestion");
    town.tip(town.person(Role::resident));
    town.say(reporter, AddToTip{first, sealed<Words>("and a stick"), {}});
    town.say(person, AcceptOffer{town.current(person)});
    town.say(dispatcher, CloseIncident{town.incident_of(second), {"resolved"}, {}, {"mended"}});
    town.say(reporter, WithdrawTip{third});
    const auto items = items_of(town, reporter);
    BOOST_TEST((types_of(items) == std::set<std::string>{"catalogue", "my-tip", "tip-added"}));
    std::map<TipId, TipState> states;
    for (const Item& item : items) {
        if (item.type == "my-tip") {
            const auto tip = read<MyTip>(item.data);
            states[tip.tip] = tip.state;
            BOOST_TEST(tip.outcome.has_value() == (tip.tip == second));
        }
    }
    const std::map<TipId, TipState> expected{
        {first, TipState::responding}, {second, TipState::closed}, {third, TipState::withdrawn}
    };
    BOOST_TEST((states == expected));
}

BOOST_AUTO_TEST_CASE(a_reporters_snapshot_holds_the_newest_64_tips) {
    Town town;
    const auto reporter = town.person(Role::resident);
    TipId last;
    for (int i = 0; i < 70; ++i) {
        last = town.tip(reporter, "suggestion");
    }
    const auto items = items_of(town, reporter);
    BOOST_TEST(items.size() == 65U);
    BOOST_TEST((read<MyTip>(items.back().data).tip == last));
}

BOOST_AUTO_TEST_CASE(a_responders_snapshot_has_duty_and_all_that_may_still_be_accepted) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto person = town.on_duty(metres(100));
    BOOST_TEST(
        (types_of(items_of(town, person)) == std::set<std::string>{"catalogue", "duty-changed"})
    );
    town.tip(reporter);
    const auto missed = town.current(person);
    town.pass(3'000);
    town.tip(reporter);
    const auto current = town.current(person);
    std::map<AssignmentId, Offset> offers;
    for (const Item& item : items_of(town, person)) {
        if (item.type == "offer") {
            offers[read<Offer>(item.data).assignment] = item.n;
        }
    }
    const std::map<AssignmentId, Offset> expected{
        {missed, town.state().assignments.at(missed).offer_n},
        {current, town.state().assignments.at(current).offer_n}
    };
    BOOST_TEST((offers == expected));
    town.pass(60'000);
    BOOST_TEST(!types_of(items_of(town, person)).contains("offer"));
}

BOOST_AUTO_TEST_CASE(a_responders_snapshot_holds_the_offers_that_the_notices_left_open) {
    for (const std::uint64_t seed : {45U, 46U}) {
        RandomTown random{seed};
        random.steps(800);
        for (const PersonId person : random.helpers) {
            std::map<AssignmentId, AssignmentState> live;
            for (const auto& notice : random.town.told_to(person)) {
                if (notice.type == "offer") {
                    live[read<Offer>(notice.data).assignment] = AssignmentState::offered;
                } else if (notice.type == "assignment-changed") {
                    const auto change = read<AssignmentChanged>(notice.data);
                    live[change.assignment] = change.state;
                }
            }
            std::erase_if(live, [](const auto& one) {
                return !engine::is_answerable(one.second) && !engine::is_running(one.second);
            });
            std::map<AssignmentId, AssignmentState> shown;
            for (const Item& item : items_of(random.town, person)) {
                if (item.type == "offer") {
                    const auto offer = read<Offer>(item.data);
                    shown[offer.assignment] = offer.state;
                }
            }
            BOOST_TEST((shown == live), "person " << person.value);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_volunteers_snapshot_tells_nothing_that_a_reporter_said) {
    RandomTown random{47};
    random.steps(800);
    for (const PersonId person : random.helpers) {
        const auto own = random.town.state().tips_of.find(person);
        if (own != random.town.state().tips_of.end()) {
            continue;
        }
        for (const Item& item : items_of(random.town, person)) {
            BOOST_TEST(item.data.find("words-") == std::string::npos);
            BOOST_TEST(item.data.find("by the gate") == std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_console_knows_a_photo_that_came_before_its_tip) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto dispatcher = town.person(Role::dispatcher);
    const ClientId photo{"photo-0001"};
    town.say(reporter, BeginPhoto{photo});
    town.say(reporter, FinishPhoto{photo, {9}, {"image/jpeg"}, {std::string(64, 'a')}});
    BOOST_TEST(types_of(items_of(town, dispatcher)).contains("photo-stored"));
}

BOOST_AUTO_TEST_CASE(a_console_is_told_which_photos_can_be_looked_at) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto reporter = town.person(Role::resident);
    const auto tip = town.tip(reporter, "suggestion");
    const ClientId photo{"photo-0001"};
    town.say(reporter, AddToTip{tip, {}, {{photo}}});
    town.say(reporter, BeginPhoto{photo});
    BOOST_TEST(!types_of(items_of(town, dispatcher)).contains("photo-stored"));
    town.say(reporter, FinishPhoto{photo, {9}, {"image/jpeg"}, {std::string(64, 'a')}});
    BOOST_TEST(types_of(items_of(town, dispatcher)).contains("photo-stored"));
    BOOST_TEST(types_of(items_of(town, reporter)).contains("photo-stored"));
}

BOOST_AUTO_TEST_SUITE_END()
