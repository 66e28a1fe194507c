#include "demo/city/responder.hpp"

#include "protocol/assignment_messages.hpp"
#include "protocol/duty_messages.hpp"

#include <chrono>

namespace dageng::demo {

namespace {

/// The kind of timer is in the lowest bits of its tag, the assignment above it.
enum TimerKind : std::uint8_t {
    connects,
    spell_begins,
    place_due,
    seen_due,
    answer_due,
    arrives,
    clears
};
constexpr unsigned kind_bits = 4;

/// Of somebody whose movement isn't known yet.
constexpr double walking_mps = 1.2;

std::uint64_t tag_of(TimerKind kind, std::uint64_t about = 0) {
    return (about << kind_bits) | kind;
}

protocol::Place place_at(GeoPoint point) {
    protocol::Place place;
    place.at = load::lat_lon(point.lat, point.lon);
    place.accuracy_m.value = 10;
    return place;
}

} // namespace

Responder::Responder(Town& town, std::string token, NextSpell next_spell)
    : Session(town.desk, std::move(token)), town_(town), next_spell_(std::move(next_spell)),
      random_(town.random.next()) {}

void Responder::begin(double in_real_s) {
    town_.desk.client.add_timer(town_.in(in_real_s), *this, tag_of(connects));
    plan_spell();
}

void Responder::on_timer(Moment, std::uint64_t tag) {
    const std::uint64_t about = tag >> kind_bits;
    switch (static_cast<TimerKind>(tag & ((1U << kind_bits) - 1))) {
    case connects:
        connect();
        break;
    case spell_begins:
        begin_spell();
        break;
    case place_due:
        if (about == spells_) {
            send_place();
        }
        break;
    case seen_due:
        if (about == shown_.assignment) {
            protocol::Seen seen;
            seen.n = shown_.n;
            tell(seen);
        }
        break;
    case answer_due:
        decide(about);
        break;
    case arrives:
        if (about == job_.assignment) {
            arrive();
        }
        break;
    case clears:
        if (about == job_.assignment) {
            clear();
        }
        break;
    }
}

void Responder::on_welcome() {
    retry_.welcomed();
    connected_ = true;
    ++town_.tally.connected;
    if (on_duty_ && !has_resumed()) {
        begin_duty();
    }
}

void Responder::on_lost(std::uint16_t code, std::string_view reason) {
    if (connected_) {
        connected_ = false;
        --town_.tally.connected;
    }
    if (!reason.empty()) {
        town_.tally.last_error = reason;
    }
    if (const auto wait = retry_.after(code, random_)) {
        town_.desk.client.add_timer(town_.in(*wait), *this, tag_of(connects));
    }
}

bool Responder::wants(std::string_view type) const {
    return type == "offer" || type == "assignment-changed" || type == "duty-changed" ||
           type == "snapshot";
}

void Responder::on_message(const load::ServerFrame& frame, Moment) {
    if (frame.type == "error") {
        town_.tally.note_error(frame);
    } else if (frame.type == "offer") {
        show(frame);
    } else if (frame.type == "assignment-changed" || frame.type == "ok") {
        on_assignment(frame);
    } else if (frame.type == "snapshot") {
        for (const auto& offer : town_.desk.parser.offers(frame.text)) {
            take_up(offer);
        }
    } else if (frame.type == "duty-changed") {
        const auto duty = town_.desk.parser.duty(frame.data);
        if (duty && !duty->on && on_duty_ && movement_ != nullptr) {
            end_spell();
        }
    }
}

void Responder::plan_spell() {
    Spell spell = next_spell_();
    movement_ = std::move(spell.movement);
    town_.desk.client.add_timer(town_.in(spell.begins_in_s), *this, tag_of(spell_begins));
}

void Responder::begin_spell() {
    if (movement_ == nullptr) {
        return;
    }
    if (!is_welcome()) {
        town_.desk.client.add_timer(town_.in(1), *this, tag_of(spell_begins));
        return;
    }
    step_ = movement_->next();
    if (!step_) {
        plan_spell();
        return;
    }
    const auto already = std::chrono::duration<double>(step_->at_s / town_.speed);
    spell_began_ = Clock::now() - std::chrono::duration_cast<std::chrono::nanoseconds>(already);
    on_duty_ = true;
    ++spells_;
    ++town_.tally.on_duty;
    begin_duty();
    last_sent_ = Clock::now();
    plan_place();
}

void Responder::begin_duty() {
    protocol::BeginDuty begin;
    if (step_) {
        begin.place = place_at(step_->place);
    }
    command(begin, town_.next_id());
}

void Responder::end_spell() {
    on_duty_ = false;
    --town_.tally.on_duty;
    step_.reset();
    command(protocol::EndDuty{}, town_.next_id());
    plan_spell();
}

Moment Responder::moment_of(double at_s) const {
    return spell_began_ + std::chrono::duration_cast<std::chrono::nanoseconds>(
                              std::chrono::duration<double>(at_s / town_.speed)
                          );
}

void Responder::plan_place() {
    const auto earliest = last_sent_ + std::chrono::duration_cast<std::chrono::nanoseconds>(
                                           std::chrono::duration<double>(between_places_s)
                                       );
    do {
        step_ = movement_->next();
    } while (step_ && moment_of(step_->at_s) < earliest);
    if (step_) {
        town_.desk.client.add_timer(moment_of(step_->at_s), *this, tag_of(place_due, spells_));
    } else if (job_.assignment == 0) {
        end_spell();
    }
}

void Responder::send_place() {
    if (!step_) {
        return;
    }
    protocol::Position position;
    position.at = load::lat_lon(step_->place.lat, step_->place.lon);
    position.accuracy_m.value = 10;
    position.made_at = load::time_of_day();
    if (is_welcome()) {
        tell(position);
        ++town_.tally.positions;
    }
    last_sent_ = Clock::now();
    plan_place();
}

void Responder::show(const load::ServerFrame& frame) {
    const auto offer = town_.desk.parser.assignment(frame.data);
    if (!offer || offer->state != "offered" || job_.assignment != 0) {
        return;
    }
    ++town_.tally.offers;
    constexpr double e7 = 1e7;
    shown_ = {
        offer->assignment,
        frame.n,
        react(random_, town_.speed),
        static_cast<double>(offer->distance_m),
        {offer->place.lat_e7 / e7, offer->place.lon_e7 / e7}
    };
    Client& client = town_.desk.client;
    const Reaction& reaction = shown_.reaction;
    client.add_timer(town_.in(reaction.seen_s), *this, tag_of(seen_due, offer->assignment));
    client.add_timer(town_.in(reaction.answered_s), *this, tag_of(answer_due, offer->assignment));
}

void Responder::take_up(const load::AssignmentNews& offer) {
    const bool going = offer.state == "accepted" || offer.state == "en-route";
    if (job_.assignment != 0 || (!going && offer.state != "on-scene")) {
        return;
    }
    job_ = {offer.assignment, work_s(random_, town_.speed), !going};
    const double wait =
        going ? travel_s(static_cast<double>(offer.distance_m), walking_mps, town_.speed)
              : job_.work_s;
    town_.desk.client.add_timer(
        town_.in(wait), *this, tag_of(going ? arrives : clears, offer.assignment)
    );
}

void Responder::decide(std::uint64_t assignment) {
    if (assignment != shown_.assignment || job_.assignment != 0) {
        return;
    }
    if (shown_.reaction.decision == Decision::decline) {
        protocol::DeclineOffer decline;
        decline.assignment.value = assignment;
        command(decline, town_.next_id());
        ++town_.tally.declined;
    } else if (shown_.reaction.decision == Decision::accept) {
        protocol::AcceptOffer accept;
        accept.assignment.value = assignment;
        command(accept, town_.next_id());
    }
}

void Responder::set_out() {
    ++town_.tally.accepted;
    job_ = {shown_.assignment, work_s(random_, town_.speed), false};
    double pace = walking_mps;
    if (movement_ != nullptr) {
        movement_->go_to(shown_.scene);
        pace = movement_->pace_mps();
    }
    const double way = travel_s(shown_.distance_m, pace, town_.speed);
    town_.desk.client.add_timer(town_.in(way), *this, tag_of(arrives, job_.assignment));
}

void Responder::on_assignment(const load::ServerFrame& frame) {
    const auto news = town_.desk.parser.assignment(frame.data);
    if (!news) {
        return;
    }
    const std::string& state = news->state;
    const bool goes = state == "accepted" || state == "en-route";
    if (goes && job_.assignment == 0 && news->assignment == shown_.assignment) {
        set_out();
    }
    if (news->assignment != job_.assignment) {
        return;
    }
    if (state == "on-scene" && !job_.on_scene) {
        // The server saw the arrival by the place.
        job_.on_scene = true;
        town_.desk.client.add_timer(town_.in(job_.work_s), *this, tag_of(clears, job_.assignment));
    } else if (state == "declined" || state == "expired" || state == "stood-down" ||
               state == "failed") {
        drop_job();
    }
}

void Responder::arrive() {
    if (job_.on_scene) {
        return;
    }
    job_.on_scene = true;
    protocol::SetStatus status;
    status.assignment.value = job_.assignment;
    status.status = protocol::Progress::on_scene;
    command(status, town_.next_id());
    town_.desk.client.add_timer(town_.in(job_.work_s), *this, tag_of(clears, job_.assignment));
}

void Responder::clear() {
    protocol::SetStatus status;
    status.assignment.value = job_.assignment;
    status.status = protocol::Progress::cleared;
    command(status, town_.next_id());
    ++town_.tally.cleared;
    drop_job();
}

void Responder::drop_job() {
    job_ = {};
    if (movement_ != nullptr) {
        movement_->wander();
    }
    if (on_duty_ && !step_) {
        end_spell(); // The movement had ended while the job went on.
    }
}

} // namespace dageng::demo
