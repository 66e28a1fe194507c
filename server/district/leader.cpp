#include "server/district/leader.hpp"

#include "protocol/codec.hpp"
#include "server/district/crowding.hpp"
#include "server/district/front.hpp"
#include "server/district/incident_record.hpp"
#include "server/district/sealing.hpp"
#include "server/engine/decision_text.hpp"
#include "server/engine/notices.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <utility>

namespace dageng::district {

using protocol::ErrorCode;
using protocol::TimeMs;

namespace {

/// The leader makes keys itself only when so few are left that the reserve (keys_thread.hpp) was
/// too slow, and then this many.
constexpr std::uint64_t key_margin = 64;
constexpr std::uint64_t key_batch = 256;

/// How often the clocks are compared.
constexpr std::int64_t look_ms = 1'000;

/// Somebody waits for it as for nothing else: who reports, who is in danger, whom a dispatcher
/// asks by hand, and who is told to keep away. What follows in the same turn goes with it: a tip's
/// first offers do.
bool is_urgent(const engine::Event& event) {
    const auto* offer = std::get_if<engine::OfferMade>(&event);
    return std::holds_alternative<engine::TipReceived>(event) ||
           std::holds_alternative<engine::IncidentOpened>(event) ||
           std::holds_alternative<engine::DistressRaised>(event) ||
           std::holds_alternative<engine::AlarmRaised>(event) ||
           std::holds_alternative<engine::BroadcastSent>(event) ||
           std::holds_alternative<engine::BroadcastSpread>(event) ||
           std::holds_alternative<engine::BroadcastRetracted>(event) ||
           (offer != nullptr && offer->wave == 0);
}

/// Counts how long one turn of the engine takes.
class Stopwatch {
  public:
    explicit Stopwatch(Metrics& metrics) : metrics_(metrics) {}
    ~Stopwatch() {
        const auto took = std::chrono::steady_clock::now() - began_;
        metrics_.step(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
    }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

  private:
    Metrics& metrics_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

} // namespace

Leader::Leader(Parts parts, ViewSink views, Clocks clocks)
    : parts_(parts), show_(std::move(views)), time_(clocks, parts_.journal.head().at),
      sessions_(parts_.commands), log_(parts_.journal.head().log) {
    opener_ = [this](const protocol::Sealed& sealed) { return parts_.vault.open(sealed); };
    replay();
    if (parts_.vault.last_key() < engine_.state().last_key && durable_ > 0) {
        throw vault::VaultError(
            "the vault lacks keys that the journal names: they are not of one district"
        );
    }
    make_keys();
    const TimeMs start = time_.now(clocks);
    engine_.lead(start, start + hold_ms);
    parts_.metrics.unattended(engine_.state().desks.unattended);
    next_look_ = start + look_ms;
}

Leader::~Leader() = default;

void Leader::replay() {
    if (parts_.states != nullptr) {
        if (auto state = parts_.states->newest(parts_.journal)) {
            engine_ = engine::Engine{std::move(*state)};
            kept_ = engine_.state().last;
        }
    }
    if (kept_ == 0) {
        engine_ = engine_at_front(parts_.journal);
        kept_ = engine_.state().last;
    }
    // Who resumes asks for events from before it, too.
    const protocol::Offset from =
        kept_ > RecentEvents::max_events ? kept_ - RecentEvents::max_events + 1 : 1;
    parts_.journal.read(from, [this](const journal::Record& record) {
        engine::DecisionRecord decision = decision_of(record);
        if (record.first > kept_) {
            engine_.apply(decision, record.first, record.at);
        }
        protocol::Offset n = record.first;
        for (engine::Event& event : decision.events) {
            recent_.push({n++, record.at}, std::move(event));
        }
        return true;
    });
    durable_ = engine_.state().last;
}

void Leader::make_keys() {
    const std::uint64_t needed = engine_.state().last_key.value + key_margin;
    if (parts_.vault.last_key().value < needed) {
        parts_.vault.make_keys({engine_.state().last_key.value + key_batch});
    }
}

void Leader::take(std::vector<bus::ToLeader> batch, Clocks clocks) {
    const TimeMs now = time_.now(clocks);
    if (batch.size() > crowded) {
        parts_.metrics.places_dropped(drop_older_places(batch));
    }
    for (bus::ToLeader& item : batch) {
        {
            const Stopwatch stopwatch{parts_.metrics};
            std::visit([&](auto& one) { handle(one, now); }, item);
        }
        run_due(now);
        append();
    }
    flush();
}

void Leader::take(const journal::Outcome& outcome) {
    durable_ = std::max(durable_, outcome.last);
    parts_.metrics.undurable(undurable());
    if (outcome.kind != journal::Outcome::Kind::durable) {
        throw journal::JournalError(outcome.reason);
    }
    flush();
}

void Leader::tick(Clocks clocks) {
    const TimeMs now = time_.now(clocks);
    run_due(now);
    if (now >= next_look_) {
        next_look_ = now + look_ms;
        look_at_clocks(clocks);
        sessions_.forget_gone(now);
    }
    append();
    flush();
}

void Leader::look_at_clocks(Clocks clocks) {
    const std::int64_t drift_ms = time_.drift_ms(clocks);
    const bool alarm = std::abs(drift_ms) > DistrictTime::alarm_ms;
    parts_.metrics.clock(drift_ms, alarm);
    if (alarm != clock_alarm_) {
        clock_alarm_ = alarm;
        spdlog::log(
            alarm ? spdlog::level::err : spdlog::level::info,
            "the wall clock is {} ms ahead of the district's time, which goes on by itself{}",
            drift_ms,
            alarm ? "; set it right, and restart when nothing is open" : ""
        );
    }
}

TimeMs Leader::next_tick() const {
    const auto due = engine_.due();
    return due ? std::min(*due, next_look_) : next_look_;
}

void Leader::run_due(TimeMs now) {
    if (holding_) {
        std::uint32_t on_duty = 0;
        for (const std::uint32_t people : engine_.state().on_duty_of) {
            on_duty += people;
        }
        if (on_duty == 0 || engine_.heard_of() * 2 > on_duty) {
            holding_ = false;
            engine_.stop_holding(now);
        }
    }
    for (auto due = engine_.due(); due && *due <= now; due = engine_.due()) {
        const Stopwatch stopwatch{parts_.metrics};
        commit(engine_.on_due(now), now);
    }
}

void Leader::commit(std::vector<engine::Event> events, TimeMs now) {
    if (!events.empty()) {
        commit(engine::DecisionRecord{{}, {}, {}, {}, std::move(events)}, now);
    }
}

void Leader::commit(engine::DecisionRecord decision, TimeMs now) {
    for (engine::Event& event : decision.events) {
        seal_made(event, engine_.state(), parts_.vault);
        parts_.metrics.count(event, engine_.is_exercise(event));
        if (is_urgent(event)) {
            haste_ = journal::Haste::at_once;
        }
    }
    const journal::Offset first = engine_.state().last + 1;
    journal::Record record{
        first, static_cast<std::uint32_t>(decision.events.size()), now, engine::to_text(decision)
    };
    const auto applied = engine_.apply(decision, first, now);
    unwritten_.push_back(std::move(record));
    for (std::size_t i = 0; i < applied.size(); ++i) {
        notify(decision.events[i], applied[i]);
        recent_.push(applied[i].stamp, decision.events[i]);
    }
    show(Decided{std::move(decision), first, now});
    parts_.metrics.undurable(undurable());
    parts_.metrics.unattended(engine_.state().desks.unattended);
    make_keys();
}

void Leader::notify(const engine::Event& event, const engine::Applied& applied) {
    std::map<engine::View, bus::Notice> notices;
    for (const auto& to : applied.to) {
        bus::Notice& notice = notices[to.hearer.view];
        if (engine::has_own_text(event, to.hearer.view) && !notice.to.empty()) {
            say(std::exchange(notice, {}));
        }
        if (notice.to.empty()) {
            const auto told =
                engine::tell(engine_.state(), event, applied.stamp, to.hearer, opener_);
            notice = {
                applied.stamp.n,
                std::string(told.type),
                bus::shared(",\"data\":" + told.data + "}"),
                {}
            };
        }
        notice.to.push_back({to.hearer.person, to.prev});
    }
    for (auto& [view, notice] : notices) {
        say(std::move(notice));
    }
}

void Leader::append() {
    if (!unwritten_.empty()) {
        parts_.journal.append(
            std::exchange(unwritten_, {}), std::exchange(haste_, journal::Haste::soon)
        );
    }
}

void Leader::say(bus::ToGateway item) {
    releases_.push(engine_.state().last, std::move(item));
}

void Leader::show(ToViews item) {
    views_.push(engine_.state().last, std::move(item));
}

void Leader::flush() {
    std::vector<bus::ToGateway> out;
    for (bus::ToGateway& item : releases_.release(durable_)) {
        auto* notice = std::get_if<bus::Notice>(&item);
        if (notice != nullptr && notice->type == protocol::Offer::wire) {
            parts_.alerter.alert(std::move(*notice), out);
        } else {
            out.push_back(std::move(item));
        }
    }
    if (!out.empty()) {
        parts_.bus.to_gateways(std::move(out));
    }
    // After the gateways: a watcher's connection is somebody's before it is shown anything.
    if (auto shown = views_.release(durable_); !shown.empty()) {
        show_(std::move(shown));
    }
}

void Leader::handle(bus::CommandSent& sent, TimeMs now) {
    const Session* const session = sessions_.find(sent.session);
    if (session == nullptr) {
        return;
    }
    engine::Request request;
    request.by = session->person;
    request.device = session->device;
    request.id = sent.id;
    request.now = now;
    if (sent.made_at) {
        request.made_at = session->corrected(*sent.made_at, now);
    }
    std::string frame = decide(sent.command, std::move(request), sent);
    say(bus::Reply{sent.session, bus::shared(std::move(frame))});
    const auto* begin = std::get_if<protocol::BeginDuty>(&sent.command);
    if (begin != nullptr && begin->place) {
        const auto& place = *begin->place;
        const engine::Heard heard{place.at, static_cast<std::int32_t>(place.accuracy_m.value), now};
        take_place(*session, heard, now);
    }
}

std::string
Leader::decide(protocol::Command& command, engine::Request request, const bus::CommandSent& sent) {
    const auto refused = [&](const protocol::Refusal& refusal) {
        parts_.metrics.refused(refusal.code);
        return protocol::error_frame(sent.id, refusal);
    };
    // A panic is a handful of events, and must be heard whatever else waits.
    const bool panic = std::holds_alternative<protocol::RaisePanic>(command);
    if (is_behind() && !panic) {
        return refused(busy("send it again"));
    }
    const auto held_up = panic ? std::nullopt : sessions_.hold_up(request.by, request.now);
    if (held_up) {
        const auto wait = static_cast<std::uint32_t>(held_up->count());
        const std::string detail = "come back in " + std::to_string(wait) + " ms";
        return refused({ErrorCode::too_many, detail, {}, wait});
    }
    request.fingerprint = fingerprint(command, parts_.vault);
    request.secret =
        secret_fingerprint(command, engine_.state().person(request.by)->key, parts_.vault);
    const auto taken = [&, by = request.by, id = request.id](const std::string& answer) {
        // Again also when it was repeated: what was found may be lost with the connection.
        if (const auto* const search = std::get_if<protocol::SearchIncidents>(&command)) {
            show(Searching{by, id, *search});
        }
        return protocol::ok_frame(sent.id.value, answer);
    };
    if (const auto key = engine_.key_for(command)) {
        seal(command, *key, parts_.vault);
    }
    const TimeMs now = request.now;
    auto outcome = engine_.decide(command, request);
    if (const auto* refusal = std::get_if<protocol::Refusal>(&outcome)) {
        return refused(*refusal);
    }
    if (const auto* repeated = std::get_if<engine::Repeated>(&outcome)) {
        return taken(repeated->answer);
    }
    auto& decision = std::get<engine::Decision>(outcome);
    const std::string answer = engine::answer_text(decision.answer, opener_);
    if (!decision.events.empty()) {
        commit(
            engine::DecisionRecord{
                request.by,
                request.id,
                std::move(request.fingerprint),
                answer,
                std::move(decision.events)
            },
            now
        );
    }
    return taken(answer);
}

protocol::Refusal Leader::busy(const char* do_what) {
    const std::string why = "more is waiting to be written than can wait; ";
    return {ErrorCode::busy, why + do_what, {}, busy_for_ms};
}

void Leader::handle(bus::NoticeSeen& seen, TimeMs now) {
    if (const Session* const session = sessions_.find(seen.session)) {
        commit(engine_.seen(session->person, seen.n), now);
    }
}

void Leader::handle(bus::PlaceHeard& heard, TimeMs now) {
    const Session* const session = sessions_.find(heard.session);
    if (session == nullptr) {
        return;
    }
    parts_.metrics.place_heard();
    const auto& position = heard.position;
    const engine::Heard place{
        position.at,
        static_cast<std::int32_t>(position.accuracy_m.value),
        session->corrected(position.made_at, now)
    };
    take_place(*session, place, now);
}

void Leader::take_place(const Session& session, const engine::Heard& place, TimeMs now) {
    if (engine_.listens_to(session.person, session.device)) {
        show(PlaceKept{session.person, place});
        commit(engine_.moved(session.person, session.device, place), now);
    }
}

template <class Ticket>
protocol::Result<Ticket>
Leader::decide_http(const std::string& token, const protocol::Command& command, TimeMs now) {
    const auto owner = parts_.vault.owner_of(vault::hash_token(token));
    if (!owner) {
        return protocol::Refusal{ErrorCode::not_signed_in, "sign in first", {}};
    }
    const engine::Request request{owner->person, {}, {}, now, std::nullopt, {}, {}};
    auto outcome = engine_.decide(command, request);
    if (const auto* refusal = std::get_if<protocol::Refusal>(&outcome)) {
        parts_.metrics.refused(refusal->code);
        return *refusal;
    }
    auto& decision = std::get<engine::Decision>(outcome);
    const auto ticket = std::get<Ticket>(decision.answer);
    if (!decision.events.empty()) {
        commit(engine::DecisionRecord{owner->person, {}, {}, {}, std::move(decision.events)}, now);
    }
    return ticket;
}

void Leader::handle(bus::PhotoAsked& asked, TimeMs now) {
    const auto command =
        std::visit([](const auto& one) -> protocol::Command { return one; }, asked.request);
    say(bus::PhotoReply{
        asked.session, decide_http<protocol::PhotoTicket>(asked.token, command, now)
    });
}

void Leader::handle(bus::RecordAsked& asked, TimeMs now) {
    say(bus::RecordReply{
        asked.session, decide_http<protocol::RecordTicket>(asked.token, asked.request, now)
    });
}

void Leader::key_destroyed(protocol::KeyId key, Clocks clocks) {
    commit(engine_.key_destroyed(key), time_.now(clocks));
    append();
}

protocol::Result<protocol::Offset> Leader::take_configuration(
    protocol::Catalogue catalogue, const std::optional<geo::Boundary>& boundary, Clocks clocks
) {
    auto events = engine_.take_catalogue(std::move(catalogue));
    if (!events) {
        return events.refusal();
    }
    commit(std::move(*events), time_.now(clocks));
    if (boundary) {
        commit(engine_.take_boundary(*boundary), time_.now(clocks));
    }
    append();
    return engine_.state().last;
}

void Leader::take_travel(
    std::shared_ptr<const geo::RoadGraph> roads,
    const std::optional<geo::Barriers>& barriers,
    Clocks clocks
) {
    if (roads) {
        commit(engine_.take_roads(*roads), time_.now(clocks));
        engine_.use_roads(std::move(roads));
    }
    if (barriers) {
        commit(engine_.take_barriers(*barriers), time_.now(clocks));
    }
    append();
}

std::uint32_t Leader::catalogue_version() const {
    const auto& catalogue = engine_.state().catalogue;
    return catalogue ? catalogue->version : 0;
}

protocol::Result<engine::PlanTrial>
Leader::try_plan(const engine::TrialWish& wish, Clocks clocks) const {
    return engine::try_plan(engine_.world(), wish, time_.now(clocks));
}

} // namespace dageng::district
