#include "load-tests/generate/people.hpp"

#include "protocol/assignment_messages.hpp"
#include "protocol/duty_messages.hpp"
#include "protocol/incident_messages.hpp"
#include "protocol/tip_messages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace dageng::load {

namespace {

/// In the lowest bits of a timer's tag; above them the assignment.
enum Tag : std::uint8_t { position_due, arrival_due, clearing_due, answer_due, return_due };
constexpr unsigned tag_bits = 3;

enum ConsoleTag : std::uint8_t { map_due, closing_due };
constexpr std::chrono::milliseconds between_closings{666};

std::chrono::nanoseconds seconds(double count) {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(count)
    );
}

protocol::Place place_at(GeoPoint point, std::int64_t accuracy_m) {
    protocol::Place place;
    place.at = lat_lon(point.lat, point.lon);
    place.accuracy_m.value = accuracy_m;
    return place;
}

} // namespace

Crowd::Crowd(const LoadOptions& chosen, const ClientOptions& client, Outline where)
    : options(chosen), desk(client), random(chosen.seed), outline(std::move(where)),
      ledger(static_cast<std::uint64_t>(time_of_day().value)),
      position_every_s(chosen.position_every_s) {
    if (!chosen.kind.empty()) {
        kinds.push_back(chosen.kind);
    }
}

void Crowd::note_error(std::string_view code, std::string_view detail) {
    Trouble& trouble = errors[std::string{code}];
    if (trouble.count++ == 0) {
        trouble.example = detail;
    }
}

void Crowd::learn(const ServerFrame& frame) {
    const auto catalogue = desk.parser.catalogue(frame.text);
    if (!catalogue) {
        return;
    }
    dispositions = catalogue->dispositions;
    if (!kinds.empty()) {
        return;
    }
    for (const PlanNews& plan : catalogue->plans) {
        if (plan.wanted > 0 &&
            std::ranges::find(plan.eligible, options.category) != plan.eligible.end()) {
            kinds.push_back(plan.kind);
        }
    }
}

void Crowd::sent_late(Moment due) {
    if (counting) {
        lateness.record((Clock::now() - due).count());
    }
}

Volunteer::Volunteer(Crowd& crowd, std::string token)
    : Session(crowd.desk, std::move(token)), crowd_(crowd),
      place_(crowd.outline.random_point(crowd.random)) {}

std::string Volunteer::next_id() {
    return fmt::format("load-{:x}-{}", time_of_day().value, ++commands_);
}

void Volunteer::begin_duty() {
    protocol::BeginDuty begin;
    begin.place = place_at(place_, 10);
    command(begin, next_id());
}

void Volunteer::schedule_positions(Moment first) {
    desk().client.add_timer(first, *this, position_due);
}

void Volunteer::send_position() {
    constexpr double step = 0.00005; // About 5 m: a person who walks.
    const GeoPoint next{
        place_.lat + crowd_.random.between(-step, step),
        place_.lon + crowd_.random.between(-step, step)
    };
    place_ = crowd_.outline.contains(next) ? next : place_;
    protocol::Position position;
    position.at = lat_lon(place_.lat, place_.lon);
    position.accuracy_m.value = 10;
    position.made_at = time_of_day();
    tell(position);
    ++crowd_.positions_sent;
}

void Volunteer::on_timer(Moment due, std::uint64_t tag) {
    if (tag == position_due) {
        if (crowd_.positions_on && is_welcome()) {
            send_position();
            crowd_.sent_late(due);
        }
        schedule_positions(due + seconds(crowd_.position_every_s));
        return;
    }
    const std::uint64_t kind = tag & ((1U << tag_bits) - 1);
    if (kind == return_due) {
        connect();
        return;
    }
    if (kind == answer_due) {
        decide(tag >> tag_bits);
        return;
    }
    const bool arrives = kind == arrival_due;
    if (assignment_ == 0 || assignment_ != tag >> tag_bits) {
        return;
    }
    protocol::SetStatus status;
    status.assignment.value = assignment_;
    status.status = arrives ? protocol::Progress::on_scene : protocol::Progress::cleared;
    command(status, next_id());
    if (!arrives) {
        assignment_ = 0;
    }
}

void Volunteer::on_welcome() {
    if (crowd_.absence == Absence::none) {
        ++crowd_.welcome;
        return;
    }
    crowd_.back.note(Clock::now());
    crowd_.storm_snapshots += has_resumed() ? 0 : 1;
}

void Volunteer::on_lost(std::uint16_t code, std::string_view reason) {
    if (crowd_.absence == Absence::leaving) {
        return;
    }
    if (crowd_.absence == Absence::returning) {
        ++crowd_.storm_retries;
        const auto wait = seconds(crowd_.random.between(0.5, 1.5));
        desk().client.add_timer(Clock::now() + wait, *this, return_due);
        return;
    }
    ++crowd_.lost;
    crowd_.note_error(fmt::format("volunteer: closed with {}", code), reason);
}

bool Volunteer::wants(std::string_view type) const {
    const bool involved = assignment_ != 0 || offered_ != 0;
    return type == "offer" || type == "broadcast-told" || (!on_duty_ && type == "duty-changed") ||
           (involved && type == "assignment-changed");
}

void Volunteer::on_message(const ServerFrame& frame, Moment at) {
    if (frame.type == "error") {
        crowd_.note_error(fmt::format("volunteer: {}", frame.error_code), frame.error_detail);
    } else if (frame.type == "offer") {
        answer(frame, at);
    } else if (frame.type == "broadcast-told") {
        crowd_.heard.note(at);
    } else if (!on_duty_ && desk().parser.duty(frame.data)) {
        on_duty_ = true;
        ++crowd_.on_duty;
    } else if (const auto news = desk().parser.assignment(frame.data)) {
        follow(*news);
    }
}

void Volunteer::answer(const ServerFrame& frame, Moment at) {
    const auto offer = desk().parser.assignment(frame.data);
    if (!offer || offer->state != "offered") {
        return;
    }
    crowd_.ledger.offered(offer->place, at);
    ++crowd_.offers;
    protocol::Seen seen;
    seen.n = frame.n;
    tell(seen);
    offered_ = offer->assignment;
    const double within_s = crowd_.options.answer_within_s;
    if (within_s <= 0) {
        decide(offer->assignment);
        return;
    }
    const auto wait = seconds(crowd_.random.between(0, within_s));
    const std::uint64_t tag = (offer->assignment << tag_bits) | answer_due;
    desk().client.add_timer(at + wait, *this, tag);
}

void Volunteer::decide(std::uint64_t assignment) {
    // An offer that is over isn't on the screen any more.
    if (offered_ != assignment) {
        return;
    }
    offered_ = 0;
    if (assignment_ == 0 && crowd_.random.chance(crowd_.options.accept_likelihood)) {
        protocol::AcceptOffer accept;
        accept.assignment.value = assignment;
        command(accept, next_id());
    } else {
        protocol::DeclineOffer decline;
        decline.assignment.value = assignment;
        command(decline, next_id());
    }
}

void Volunteer::follow(const AssignmentNews& news) {
    if (offered_ == news.assignment && news.state != "offered" && news.state != "seen") {
        offered_ = 0;
    }
    const bool goes = news.state == "accepted" || news.state == "en-route";
    if (assignment_ == 0 && goes) {
        assignment_ = news.assignment;
        const Moment now = Clock::now();
        Client& client = desk().client;
        const std::uint64_t about = assignment_ << tag_bits;
        client.add_timer(
            now + seconds(crowd_.options.on_scene_after_s), *this, about | arrival_due
        );
        client.add_timer(
            now + seconds(crowd_.options.cleared_after_s), *this, about | clearing_due
        );
    } else if (assignment_ == news.assignment && news.state == "stood-down") {
        assignment_ = 0;
    }
}

void Reporter::report(Moment due, bool counted) {
    if (crowd_.kinds.empty()) {
        return;
    }
    protocol::ReportTip tip;
    do {
        tip.place = place_at(crowd_.outline.random_point(crowd_.random), 20);
    } while (!crowd_.ledger.is_free(tip.place.at));
    tip.kind.value = crowd_.kinds[crowd_.random.below(crowd_.kinds.size())];
    tip.words = protocol::Words{protocol::Words::Clear{"load test"}};
    command(tip, crowd_.ledger.begin(tip.place.at, due, counted));
    ++crowd_.tips;
    crowd_.sent_late(due);
}

void Reporter::on_lost(std::uint16_t code, std::string_view reason) {
    ++crowd_.lost;
    crowd_.note_error(fmt::format("reporter: closed with {}", code), reason);
}

void Reporter::on_message(const ServerFrame& frame, Moment at) {
    if (frame.type == "error") {
        crowd_.note_error(fmt::format("reporter: {}", frame.error_code), frame.error_detail);
    }
    const bool accepted = frame.type == "ok";
    crowd_.ledger.answered(frame.id, accepted, at);
    if (crowd_.flooding && accepted) {
        report(at, true);
    } else if (crowd_.flooding) {
        constexpr std::chrono::milliseconds pause{50};
        desk().client.add_timer(at + pause, *this, 0);
    }
}

void Reporter::on_timer(Moment due, std::uint64_t) {
    if (crowd_.flooding) {
        report(due, true);
    }
}

Console::Console(Crowd& crowd, std::string token, bool close_up, Share share)
    : Session(crowd.desk, std::move(token)), crowd_(crowd), close_up_(close_up), share_(share) {}

void Console::on_welcome() {
    ++crowd_.welcome;
    desk().client.add_timer(Clock::now(), *this, share_.of == 0 ? map_due : closing_due);
}

void Console::on_timer(Moment due, std::uint64_t tag) {
    if (!is_welcome()) {
        return;
    }
    if (tag == map_due) {
        move_map();
        desk().client.add_timer(due + std::chrono::seconds{1}, *this, map_due);
    } else {
        close_next();
        // Not from `due`: after a stall there must be no burst.
        desk().client.add_timer(Clock::now() + between_closings, *this, closing_due);
    }
}

void Console::move_map() {
    protocol::WatchMap view;
    const GeoBox& box = crowd_.outline.box();
    if (close_up_) {
        constexpr double half_height = 0.02; // A screen of about 4 km.
        const GeoPoint centre = crowd_.outline.random_point(crowd_.random);
        view.south_west = lat_lon(centre.lat - half_height, centre.lon - 1.5 * half_height);
        view.north_east = lat_lon(centre.lat + half_height, centre.lon + 1.5 * half_height);
        view.metres_per_pixel.value = 4;
    } else {
        view.south_west = lat_lon(box.south, box.west);
        view.north_east = lat_lon(box.north, box.east);
        view.metres_per_pixel.value = 40;
    }
    command(view, fmt::format("watch-{:06}", ++commands_));
}

void Console::on_lost(std::uint16_t code, std::string_view reason) {
    ++crowd_.lost;
    crowd_.note_error(fmt::format("console: closed with {}", code), reason);
}

bool Console::wants(std::string_view type) const {
    const bool learns = crowd_.kinds.empty() || crowd_.dispositions.empty();
    const bool about_incidents =
        type == "incident-opened" || type == "incident-changed" || type == "shortfall";
    return (share_.of != 0 && about_incidents) ||
           (learns && type != "tile" && type != "counts" && type != "totals");
}

void Console::on_message(const ServerFrame& frame, Moment) {
    if (frame.type == "error") {
        crowd_.note_error(fmt::format("console: {}", frame.error_code), frame.error_detail);
        return;
    }
    if (crowd_.kinds.empty() || crowd_.dispositions.empty()) {
        crowd_.learn(frame);
    }
    if (share_.of != 0 && wants(frame.type)) {
        handle(frame);
    }
}

void Console::handle(const ServerFrame& frame) {
    const auto news = desk().parser.incident(frame.data);
    if (!news || !share_.has(news->incident)) {
        return;
    }
    if (frame.type == "incident-opened") {
        acknowledge(news->incident);
    } else if (frame.type == "shortfall" || news->state == "clearing") {
        to_close_.push_back(news->incident);
    }
}

void Console::acknowledge(std::uint64_t incident) {
    protocol::AcknowledgeIncident seen;
    seen.incident.value = incident;
    command(seen, fmt::format("seen-{:x}-{}", time_of_day().value, incident));
}

void Console::close_next() {
    if (crowd_.options.keep_open || to_close_.empty() || crowd_.dispositions.empty()) {
        return;
    }
    protocol::CloseIncident close;
    close.incident.value = to_close_.front();
    close.disposition.value = crowd_.dispositions.front();
    to_close_.pop_front();
    command(close, fmt::format("close-{:x}-{}", time_of_day().value, close.incident.value));
    ++crowd_.closed;
}

} // namespace dageng::load
