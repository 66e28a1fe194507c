#include "demo/city/residents.hpp"

#include "protocol/incident_messages.hpp"
#include "protocol/tip_messages.hpp"

namespace dageng::demo {

namespace {

enum TimerKind : std::uint8_t { connects, acknowledges, closes };
constexpr unsigned kind_bits = 2;

} // namespace

void Resident::report(std::string_view kind, GeoPoint at, std::string words) {
    protocol::ReportTip tip;
    tip.kind.value = kind;
    tip.place.at = load::lat_lon(at.lat, at.lon);
    tip.place.accuracy_m.value = 30;
    tip.words = protocol::Words{protocol::Words::Clear{std::move(words)}};
    command(tip, town_.next_id());
    ++town_.tally.tips;
}

void Resident::on_timer(Moment, std::uint64_t) {
    connect();
}

void Resident::on_welcome() {
    retry_.welcomed();
    connected_ = true;
    ++town_.tally.connected;
}

void Resident::on_lost(std::uint16_t code, std::string_view reason) {
    if (connected_) {
        connected_ = false;
        --town_.tally.connected;
    }
    if (!reason.empty()) {
        town_.tally.last_error = reason;
    }
    if (const auto wait = retry_.after(code, town_.random)) {
        town_.desk.client.add_timer(town_.in(*wait), *this, connects);
    }
}

bool Resident::wants(std::string_view) const {
    return !town_.catalogue;
}

void Resident::on_message(const load::ServerFrame& frame, Moment) {
    if (frame.type == "error") {
        town_.tally.note_error(frame);
    } else if (frame.type == "ok") {
        ++town_.tally.tips_taken;
    } else {
        town_.learn(frame);
    }
}

void StandIn::on_timer(Moment, std::uint64_t tag) {
    const std::uint64_t incident = tag >> kind_bits;
    const auto kind = static_cast<TimerKind>(tag & ((1U << kind_bits) - 1));
    if (kind == connects) {
        connect();
    } else if (kind == acknowledges) {
        protocol::AcknowledgeIncident acknowledge;
        acknowledge.incident.value = incident;
        command(acknowledge, town_.next_id());
    } else {
        close_incident(incident);
    }
}

void StandIn::on_lost(std::uint16_t code, std::string_view) {
    if (const auto wait = retry_.after(code, town_.random)) {
        town_.desk.client.add_timer(town_.in(*wait), *this, connects);
    }
}

bool StandIn::wants(std::string_view type) const {
    return !town_.catalogue || type == "incident-opened" || type == "incident-changed" ||
           type == "shortfall";
}

void StandIn::later(double seconds, std::uint64_t kind, std::uint64_t incident) {
    constexpr double soonest = 1;
    const double wait = std::max(seconds / town_.speed, soonest);
    town_.desk.client.add_timer(town_.in(wait), *this, (incident << kind_bits) | kind);
}

void StandIn::on_message(const load::ServerFrame& frame, Moment) {
    town_.learn(frame);
    const auto news = town_.desk.parser.incident(frame.data);
    if (!news) {
        return;
    }
    load::Random& random = town_.random;
    if (frame.type == "incident-opened") {
        later(random.between(10, 60), acknowledges, news->incident);
    } else if (frame.type == "incident-changed" && news->state == "clearing") {
        later(random.between(60, 240), closes, news->incident);
    } else if (frame.type == "shortfall") {
        later(random.between(900, 1800), closes, news->incident);
    }
}

void StandIn::close_incident(std::uint64_t incident) {
    if (!town_.catalogue || town_.catalogue->dispositions.empty()) {
        return;
    }
    const auto& dispositions = town_.catalogue->dispositions;
    protocol::CloseIncident close;
    close.incident.value = incident;
    close.disposition.value = dispositions[town_.random.below(dispositions.size())];
    command(close, town_.next_id());
    ++town_.tally.closed;
}

} // namespace dageng::demo
