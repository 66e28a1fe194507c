#include "server/engine/decision_text.hpp"
#include "tests/engine/town.hpp"
#include "tests/journals/journal_text.hpp"

#include <boost/mp11/algorithm.hpp>

#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

// Writes a release's journal to standard output: a response in which every kind of event occurs.
// With the name of a kept journal: the same journal with the digest of its fold by today's code.
using namespace dageng;
using namespace dageng::test;

namespace {

BeginDuty from(LatLon at) {
    return {Place{at, {10}}};
}

void upload(Town& town, PersonId person, const ClientId& photo) {
    town.say(person, BeginPhoto{photo});
    FinishPhoto finish;
    finish.photo = photo;
    finish.bytes = {123'456};
    finish.media_type = {"image/jpeg"};
    finish.digest = {std::string(64, 'a')};
    town.say(person, finish);
}

void walk(Town& town, PersonId person, std::int32_t from_m, std::int32_t to_m) {
    for (std::int32_t north = from_m; north > to_m; north -= 25) {
        town.pass(6'000);
        town.place(person, metres(north));
    }
}

/// Tips, waves, answers, arrivals, a shortfall, notes, the closing.
void respond(Town& town) {
    const auto reporter = town.person(Role::resident);
    const auto desk = town.person(Role::dispatcher);
    town.person(Role::supervisor);
    const auto first = town.on_duty(metres(400));
    const auto second = town.on_duty(metres(-300), "patrol");
    const auto third = town.on_duty(metres(200, 200));
    town.on_duty(metres(800));
    const auto officer = town.on_duty(metres(1'000), "officer");

    ReportTip report;
    report.kind = {"elder-missing"};
    report.place = {centre, {12}};
    report.place_words = sealed<PlaceWords>("the park's west gate");
    report.words = sealed<Words>("an old man in a grey coat");
    report.photos.items = {{"photo-one"}};
    const TipId tip = town.say(reporter, report, "first-tip").as<TipAnswer>().tip;
    const IncidentId incident = town.incident_of(tip);
    upload(town, reporter, {"photo-one"});
    town.say(desk, AcknowledgeIncident{incident});
    town.say(desk, RaiseAlarm{incident, {2}});
    town.see(first);
    town.say(third, DeclineOffer{town.current(third)});
    town.say(first, AcceptOffer{town.current(first)});
    town.pass(70'000);
    town.place(second, metres(-300));
    town.say(desk, AssignResponder{incident, second});
    town.see(second);
    town.say(second, AcceptOffer{town.current(second)});
    walk(town, first, 400, 25);
    AddToTip more;
    more.tip = tip;
    more.words = sealed<Words>("he has turned round");
    town.say(reporter, more);
    town.say(desk, AddNote{incident, sealed<Words>("the family has been told")});
    town.say(second, SetStatus{town.current(second), Progress::failed});
    town.say(first, SetStatus{town.current(first), Progress::cleared});
    CloseIncident closing;
    closing.incident = incident;
    closing.disposition = {"resolved"};
    closing.words = sealed<Words>("found and brought home");
    closing.outcome = {"He is at home. Thank you."};
    town.say(desk, closing);

    const TipId fight = town.tip(reporter, "fight", metres(900));
    town.say(officer, AcceptOffer{town.current(officer)});
    town.say(reporter, WithdrawTip{fight});
    town.say(desk, StandDownResponder{town.current(officer)});
    TakeCall call;
    call.kind = {"fight"};
    call.place = {metres(4'500), {50}};
    call.words = sealed<Words>("shouting");
    call.contact = sealed<Personal<Text<0, 100>>>("13800000000");
    town.say(desk, call);
    town.use_roads({metres(0), metres(300)}, {{0, 1, 31'000, geo::RoadClass::residential, false}});
    town.use_barrier(metres(600, -100), metres(650, 100), 400);
    town.pass(120'000);
    town.say(first, EndDuty{});
    town.use_device(first, "another-device");
    town.say(first, from(metres(10)));
    town.pass(4 * 3'600'000);
}

/// The small town's catalogue, with a rule of duplicates and somebody to refer to.
Catalogue with_triage() {
    Catalogue catalogue = small_catalogue();
    DuplicateRule rule;
    rule.reach_m = {300};
    rule.window_s = {600};
    rule.compatible = {800};
    rule.propose = {500};
    rule.attach = {800};
    catalogue.duplicates = rule;
    const Bilingual name{{"neighbour"}, {"neighbour"}};
    catalogue.referrals = Referrals{{{{{"neighbour"}, name, name}}}, Slug{"neighbour"}};
    return catalogue;
}

/// Tips that are one, merged, split off, reclassified and referred.
void triage(Town& town) {
    town.commit({{}, {}, {}, {}, *town.engine.take_catalogue(with_triage())});
    const auto reporter = town.person(Role::resident);
    const auto desk = town.person(Role::dispatcher);
    town.on_duty(metres(-2'000));
    const TipId first = town.tip(reporter, "elder-missing", metres(-2'100));
    const TipId known = town.tip(reporter, "elder-missing", metres(-2'100));
    const TipId like = town.tip(reporter, "elder-missing", metres(-1'980));
    town.say(desk, DismissDuplicate{town.incident_of(like)});
    town.say(desk, SplitTip{known});
    town.say(desk, MergeIncidents{town.incident_of(first), town.incident_of(like)});
    town.say(desk, ReclassifyIncident{town.incident_of(known), {"suggestion"}});
    const TipId outside = town.tip(reporter, "elder-missing", metres(6'000));
    town.say(desk, TakeBackReferral{town.incident_of(outside)});
}

/// What a dispatcher sets by hand, and takes back.
void by_hand(Town& town) {
    const auto reporter = town.person(Role::resident);
    const auto desk = town.person(Role::dispatcher);
    town.on_duty(metres(2'000));
    const auto incident = town.incident_of(town.tip(reporter, "elder-missing", metres(2'100)));
    town.say(desk, HoldIncident{incident, {5}, sealed<Words>("the family is being asked")});
    town.say(desk, ReleaseIncident{incident});
    town.say(desk, MoveScene{incident, {metres(2'200), {20}}, sealed<PlaceWords>("the east gate")});
    town.say(desk, AskMore{incident, {0}, {1}});
    town.say(desk, RaiseAlarm{incident, {2}}, "raised-too-soon");
    town.say(desk, UndoCommand{{"raised-too-soon"}});
}

std::set<std::string> missing_kinds(const Town& town) {
    std::set<std::string> kinds;
    for_each_kind<engine::EventKinds>([&](const auto& kind) { kinds.emplace(kind.wire); });
    for (const auto& record : town.records) {
        for (const auto& event : record.events) {
            std::visit([&](const auto& one) { kinds.erase(std::string(one.wire)); }, event);
        }
    }
    return kinds;
}

int keep() {
    Town town;
    respond(town);
    triage(town);
    by_hand(town);
    for (const auto& kind : missing_kinds(town)) {
        std::cerr << "the response holds no " << kind << ": let it occur\n";
        return 1;
    }
    journals::KeptJournal kept{town.digest(), {}};
    journal::Offset next = 1;
    for (std::size_t i = 0; i < town.records.size(); ++i) {
        const auto events = static_cast<std::uint32_t>(town.records[i].events.size());
        kept.records.push_back({next, events, town.times[i], engine::to_text(town.records[i])});
        next += events;
    }
    std::cout << journals::to_text(kept);
    return 0;
}

int renew(const char* file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    auto kept = journals::from_text(text.str());
    kept.digest = journals::fold(kept);
    std::cout << journals::to_text(kept);
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    try {
        return count > 1 ? renew(arguments[1]) : keep();
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
