#include "tests/engine/town.hpp"

#include "protocol/codec.hpp"
#include "server/engine/safety_making.hpp"

#include <algorithm>
#include <iterator>

namespace dageng::test {

namespace {

Bilingual both(std::string text) {
    return {{text}, {text}};
}

Plan plan(
    std::string kind,
    int priority,
    std::vector<std::string> eligible,
    int wanted,
    std::vector<Wave> waves
) {
    Plan made;
    made.kind = {kind};
    made.name = both(kind);
    made.icon = {"other"};
    made.priority = {priority};
    AlarmLevel level;
    if (wanted > 0) {
        level.needs.items = {need(wanted, std::move(eligible))};
    }
    level.waves.items = std::move(waves);
    made.levels.items = {std::move(level)};
    made.offer_s = {45};
    made.reach_s = {3};
    made.arrival_m = {50};
    made.max_age_s = {1800};
    made.prior = {{1}, {1000}};
    made.confidence = {999};
    made.brief = both("look");
    made.bring = both("a lamp");
    made.caution = both("keep away");
    return made;
}

/// FNV-1a: equal texts, equal numbers, with every library.
std::string fingerprint(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    return std::to_string(hash);
}

constexpr std::string_view box_mark = "box of ";

/// As the vault would: nothing is sealed of what is empty.
template <class P>
void seal(P& value, KeyId key) {
    if (!value.clear().empty()) {
        value = sealed<P>(value.clear().value, key);
    }
}

} // namespace

const Opener& opener() {
    static const Opener open = [](const Sealed& box) -> std::optional<std::string> {
        return box.box.substr(box_mark.size());
    };
    return open;
}

Need need(int count, std::vector<std::string> categories) {
    Need made;
    made.count = {count};
    for (auto& category : categories) {
        made.categories.items.push_back({std::move(category)});
    }
    return made;
}

LatLon metres(std::int32_t north, std::int32_t east) {
    // 10^-7 degrees in a metre at 39.92 north: 89.93 to the north, 117.26 to the east.
    return {centre.lat_e7 + north * 8993 / 100, centre.lon_e7 + east * 11726 / 100};
}

Catalogue small_catalogue() {
    Catalogue catalogue;
    catalogue.district = {"Town"};
    catalogue.code = {"TN"};
    catalogue.utc_offset_min = {480};
    catalogue.place_age_s = {120};
    catalogue.duty_s = {14'400};
    catalogue.alerts_a_day = {1000};
    for (const char* category : {"community-volunteer", "patrol", "officer"}) {
        catalogue.categories.items.push_back({{category}, both(category), {"circle"}});
    }
    const std::vector<std::string> helpers{"community-volunteer", "patrol"};
    catalogue.plans.items = {
        plan("elder-missing", 2, helpers, 2, {{{500}, {3}, {60}}, {{1000}, {4}, {60}}}),
        plan("fight", 1, {"officer"}, 1, {{{2000}, {2}, {60}}}),
        plan("suggestion", 5, {}, 0, {}),
    };
    AlarmLevel second;
    second.needs.items = {need(2, helpers)};
    second.waves.items = {{{3000}, {8}, {60}}};
    catalogue.plans.items[0].levels.items.push_back(second);
    catalogue.plans.items[1].keep_away_m = {300};
    catalogue.dispositions.items = {{{"resolved"}, both("resolved"), both("done")}};
    return catalogue;
}

Town::Town(Catalogue catalogue) {
    commit({{}, {}, {}, {}, *engine.take_catalogue(std::move(catalogue))});
    const auto boundary = geo::Boundary::make(
        {{{metres(-5000, -5000), metres(-5000, 5000), metres(5000, 5000), metres(5000, -5000)}}}
    );
    commit({{}, {}, {}, {}, engine.take_boundary(*boundary)});
    engine.lead(now, now);
    fresh_.clear();
}

PersonId Town::person(Role role, std::string_view category) {
    engine::NewPerson wanted;
    wanted.role = role;
    if (!category.empty()) {
        wanted.category = Slug{std::string(category)};
    }
    return person(std::move(wanted));
}

PersonId Town::person(engine::NewPerson wanted) {
    wanted.name = sealed<PersonName>("name-" + std::to_string(state().people.size() + 1));
    auto event = engine.register_person(wanted);
    const PersonId id = std::get<engine::PersonRegistered>(*event).person;
    commit({{}, {}, {}, {}, {*event}});
    return id;
}

PersonId Town::on_duty(LatLon at, std::string_view category) {
    const Role role = category == "officer" ? Role::officer : Role::volunteer;
    return on_duty(at, {role, Slug{std::string(category)}, {}, {}, {}});
}

PersonId Town::on_duty(LatLon at, engine::NewPerson wanted) {
    const PersonId id = person(std::move(wanted));
    say(id, BeginDuty{});
    place(id, at);
    take_events();
    return id;
}

void Town::place(PersonId person, LatLon at, std::int32_t accuracy_m) {
    const ClientId device = state().person(person)->duty_device.unpacked();
    auto events = engine.moved(person, device, {at, accuracy_m, now});
    if (!events.empty()) {
        commit({{}, {}, {}, {}, std::move(events)});
    }
    follow();
}

Town::Said
Town::say(PersonId by, Command command, std::string_view id, std::optional<TimeMs> made_at) {
    engine::Request request;
    request.by = by;
    const auto device = devices_.find(by);
    request.device = {
        device == devices_.end() ? "device-of-" + std::to_string(by.value) : device->second
    };
    request.id = {id.empty() ? "command-" + std::to_string(++ids_) : std::string(id)};
    request.now = now;
    request.made_at = made_at;
    request.fingerprint = fingerprint(canonical(command));
    if (const auto* word = engine::safe_word_in(command)) {
        request.secret = fingerprint(word->clear().value);
    }
    auto outcome = engine.decide(command, request);
    if (const auto* refusal = std::get_if<Refusal>(&outcome)) {
        return {{}, refusal->code, {}};
    }
    if (const auto* repeated = std::get_if<engine::Repeated>(&outcome)) {
        return {{}, {}, repeated->answer};
    }
    auto& decision = std::get<engine::Decision>(outcome);
    Said said{decision.answer, {}, {}};
    if (!decision.events.empty()) {
        commit({by, request.id, request.fingerprint, "{\"first\":true}", std::move(decision.events)}
        );
    }
    follow();
    return said;
}

void Town::use_device(PersonId person, std::string device) {
    devices_[person] = std::move(device);
}

void Town::use_roads(std::vector<LatLon> nodes, std::vector<geo::Road> roads) {
    auto graph = geo::RoadGraph::make(std::move(nodes), std::move(roads));
    auto kept = std::make_shared<const geo::RoadGraph>(std::move(*graph));
    commit({{}, {}, {}, {}, engine.take_roads(*kept)});
    engine.use_roads(std::move(kept));
}

void Town::use_barrier(LatLon south_west, LatLon north_east, std::uint32_t detour_m) {
    const LatLon south_east{south_west.lat_e7, north_east.lon_e7};
    const LatLon north_west{north_east.lat_e7, south_west.lon_e7};
    auto area = geo::Boundary::make({{{south_west, south_east, north_east, north_west}}});
    const auto barriers = geo::Barriers::make({{std::move(*area), detour_m}});
    commit({{}, {}, {}, {}, engine.take_barriers(*barriers)});
}

TipId Town::tip(PersonId reporter, std::string_view kind, LatLon at) {
    ReportTip report;
    report.kind = {std::string(kind)};
    report.place = {at, {10}};
    return say(reporter, report).as<TipAnswer>().tip;
}

void Town::pass(std::int64_t ms) {
    const TimeMs end = now + ms;
    for (auto due = engine.due(); due && *due <= end; due = engine.due()) {
        now = std::max(now, *due);
        follow();
    }
    now = end;
}

void Town::see(PersonId person) {
    auto events = engine.seen(person, state().assignments.at(current(person)).offer_n);
    if (!events.empty()) {
        commit({{}, {}, {}, {}, std::move(events)});
    }
    follow();
}

std::vector<PersonId> Town::people(IncidentId id, AssignmentState in) const {
    std::vector<PersonId> found;
    for (const AssignmentId assignment : incident(id).assignments) {
        const auto& one = state().assignments.at(assignment);
        if (one.state == in) {
            found.push_back(one.person);
        }
    }
    return found;
}

std::vector<engine::Event> Town::take_events() {
    return std::exchange(fresh_, {});
}

std::vector<Town::Notice> Town::told_to(PersonId person) const {
    std::vector<Notice> some;
    std::copy_if(notices.begin(), notices.end(), std::back_inserter(some), [&](const auto& one) {
        return one.to == person;
    });
    return some;
}

void Town::commit(engine::DecisionRecord decision) {
    for (auto& event : decision.events) {
        if (auto* track = std::get_if<engine::TrackKept>(&event)) {
            track->points = sealed<decltype(track->points)>(
                track->points.clear().value, incident(track->incident).key
            );
        }
        if (auto* choice = std::get_if<engine::ChoiceExplained>(&event)) {
            seal(choice->figures, incident(choice->incident).key);
            seal(choice->next, choice->next_key);
        }
    }
    const auto applied = engine.apply(decision, state().last + 1, now);
    for (std::size_t i = 0; i < applied.size(); ++i) {
        for (const auto& to : applied[i].to) {
            auto told =
                engine::tell(state(), decision.events[i], applied[i].stamp, to.hearer, opener());
            notices.push_back(
                {to.hearer.person,
                 to.hearer.view,
                 applied[i].stamp.n,
                 to.prev,
                 std::string(told.type),
                 std::move(told.data)}
            );
        }
    }
    fresh_.insert(fresh_.end(), decision.events.begin(), decision.events.end());
    records.push_back(std::move(decision));
    times.push_back(now);
}

void Town::follow() {
    for (auto due = engine.due(); due && *due <= now; due = engine.due()) {
        auto events = engine.on_due(now);
        if (!events.empty()) {
            commit({{}, {}, {}, {}, std::move(events)});
        }
    }
}

engine::Engine Town::folded() const {
    engine::Engine other;
    for (std::size_t i = 0; i < records.size(); ++i) {
        other.apply(records[i], other.state().last + 1, times[i]);
    }
    return other;
}

} // namespace dageng::test
