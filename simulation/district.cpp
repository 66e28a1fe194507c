#include "simulation/district.hpp"

#include "protocol/assert.hpp"
#include "protocol/codec.hpp"
#include "server/engine/account_rules.hpp"
#include "server/engine/decision_text.hpp"
#include "server/engine/notices.hpp"
#include "simulation/hours.hpp"
#include "simulation/setting.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace dageng::simulation {

using engine::DecisionRecord;
using engine::Event;
using protocol::PersonId;
using protocol::TimeMs;

namespace {

constexpr std::string_view steps_end = "steps-end";

/// How many decisions may follow one another at one moment.
constexpr std::uint64_t most_steps_a_moment = 100'000;
constexpr std::size_t most_last_texts = 12;

/// The box is the clear text.
template <class T>
void seal(protocol::Personal<T>& value, protocol::KeyId key) {
    if (!value.clear().empty()) {
        value = protocol::Personal<T>{protocol::Sealed{key, value.clear().value}};
    }
}

/// FNV-1a: equal texts, equal numbers, with every library.
std::string fingerprint(const protocol::Command& command) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : protocol::canonical(command)) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    return std::to_string(hash);
}

} // namespace

const protocol::Opener& opener() {
    static const protocol::Opener open = [](const protocol::Sealed& sealed) {
        return std::optional{sealed.box};
    };
    return open;
}

District::District(const Options& options, Verdict& verdict, Listener& listener)
    : options_(options), verdict_(verdict), listener_(listener), chance_(options.seed ^ 0xD157),
      now_(midnight + static_cast<std::int64_t>(options.seed % 24) * 3'600'000) {
    auto taken = engine_.take_catalogue(catalogue());
    DAGENG_ASSERT(static_cast<bool>(taken));
    commit(std::move(*taken));
    commit(engine_.take_boundary(outline(options.people)));
}

PersonId District::enlist(protocol::Role role, const char* category) {
    engine::NewPerson person;
    person.role = role;
    if (category != nullptr) {
        person.category = protocol::Slug{category};
    }
    const std::string name =
        std::string(name_mark) + std::to_string(engine_.state().people.size() + 1);
    person.name = protocol::PersonName{protocol::Sealed{{1}, name}};
    auto event = engine_.register_person(person);
    DAGENG_ASSERT(static_cast<bool>(event));
    const PersonId id = std::get<engine::PersonRegistered>(*event).person;
    ledger_.last_n.push_back(0);
    ledger_.place.emplace_back();
    commit({std::move(*event)});
    return id;
}

void District::begin() {
    led_ = true;
    ledger_.hold_until = now_;
    engine_.lead(now_, now_);
    next_check_ = state().last + check_each;
}

TimeMs District::next() const {
    std::optional<TimeMs> first;
    if (!down_) {
        if (!unwritten_.empty()) {
            first = unwritten_.front().durable_at;
        }
        if (const auto due = engine_.due(); due) {
            first = first ? std::min(*first, *due) : *due;
        }
    }
    return first ? std::max(*first, now_) : TimeMs{INT64_MAX};
}

void District::advance(TimeMs to) {
    now_ = std::max(now_, to);
    if (down_ || verdict_.broken()) {
        return;
    }
    while (!unwritten_.empty() && unwritten_.front().durable_at <= now_) {
        durable_ = unwritten_.front().last;
        durable_bytes_ = unwritten_.front().end;
        unwritten_.pop_front();
    }
    release();
    run_due();
}

void District::take(
    const protocol::Command& command, engine::Request request, std::uint64_t ticket
) {
    request.now = now_;
    request.fingerprint = fingerprint(command);
    auto outcome = engine_.decide(command, request);
    Reply reply;
    reply.ticket = ticket;
    if (const auto* again = std::get_if<engine::Repeated>(&outcome)) {
        reply.answer = again->answer;
        reply.recorded = true;
        reply.repeated = true;
    } else if (auto* decision = std::get_if<engine::Decision>(&outcome)) {
        reply.answer = engine::answer_text(decision->answer, opener());
        reply.recorded = !decision->events.empty();
        if (!decision->events.empty()) {
            commit(DecisionRecord{
                request.by,
                request.id,
                std::move(request.fingerprint),
                reply.answer,
                std::move(decision->events)
            });
        }
    } else {
        reply.refused = true;
    }
    unreleased_.push_back({state().last, std::move(reply)});
    run_due();
    release();
}

void District::seen(PersonId person, protocol::Offset n) {
    commit(engine_.seen(person, n));
    run_due();
}

void District::place(PersonId person, const protocol::ClientId& device, engine::Heard heard) {
    if (!engine_.listens_to(person, device)) {
        return;
    }
    ledger_.place[person.value - 1] = heard;
    if (auto events = engine_.moved(person, device, heard); !events.empty()) {
        commit(std::move(events));
        run_due();
    }
}

void District::erase(PersonId person) {
    if (auto events = engine::erase(state(), person)) {
        commit(std::move(*events));
    }
}

void District::goodbye(PersonId person) {
    if (!down_) {
        engine_.session_ended(person, now_);
    }
}

void District::hello(PersonId person, protocol::Offset n) {
    commit(engine_.session_began(person));
    Welcome welcome{person, false, {}, {}, state().person(person)->notices.last()};
    if (auto notices = missed(person, n)) {
        welcome.resumed = true;
        welcome.missed = std::move(*notices);
    } else if (listener_.reads(person)) {
        welcome.items = engine::snapshot(state(), person, opener());
    }
    unreleased_.push_back({state().last, std::move(welcome)});
    release();
}

std::optional<std::vector<Notice>> District::missed(PersonId id, protocol::Offset n) const {
    const auto numbers = state().person(id)->notices.after(n);
    if (!numbers) {
        return std::nullopt;
    }
    std::vector<Notice> notices;
    protocol::Offset prev = n;
    for (const protocol::Offset number : *numbers) {
        const auto* event = recent_.find(number);
        if (event == nullptr) {
            return std::nullopt;
        }
        Notice notice{id, {}, prev, event->first, std::make_shared<Event>(event->second), {}, {}};
        if (const auto view = engine::view_of(state(), event->second, id)) {
            notice.view = *view;
            auto told = engine::tell(state(), event->second, event->first, {id, *view}, opener());
            notice.type = told.type;
            notice.data = std::move(told.data);
        }
        notices.push_back(std::move(notice));
        prev = number;
    }
    return notices;
}

void District::commit(std::vector<Event> events) {
    if (!events.empty()) {
        commit(DecisionRecord{{}, {}, {}, {}, std::move(events)});
    }
}

void District::commit(DecisionRecord record) {
    for (Event& event : record.events) {
        if (auto* track = std::get_if<engine::TrackKept>(&event)) {
            const auto key = state().incidents.at(track->incident).key;
            track->points =
                decltype(track->points){protocol::Sealed{key, track->points.clear().value}};
        } else if (auto* choice = std::get_if<engine::ChoiceExplained>(&event)) {
            seal(choice->figures, state().incidents.at(choice->incident).key);
            seal(choice->next, choice->next_key);
        }
    }
    const std::string text = engine::to_text(record);
    last_.push_back(std::to_string(now_.value) + " " + text);
    if (last_.size() > most_last_texts) {
        last_.pop_front();
    }
    if (!check_before(record)) {
        return;
    }
    const auto applied = engine_.apply(record, state().last + 1, now_);
    write(text);
    tell(record, applied);
}

void District::write(const std::string& text) {
    const protocol::Offset first = follower_.state().last + 1;
    log_.append(first, now_, text);
    const auto read = engine::decision_from_text(text);
    verdict_.check(fold_equals, static_cast<bool>(read), "a decision can't be read", first);
    if (read) {
        follower_.apply(*read, first, now_);
    }
    const std::int64_t latency_ms =
        now_ < slow_until_ ? chance_.between(300, 6'000) : chance_.between(1, 6);
    TimeMs durable_at = now_ + latency_ms;
    if (!unwritten_.empty()) {
        durable_at = std::max(durable_at, unwritten_.back().durable_at);
    }
    unwritten_.push_back({log_.size(), state().last, durable_at});
}

void District::note(const Event& event) {
    std::visit(
        [&](const auto& fact) {
            if constexpr (requires { touched_people_.insert(fact.person); }) {
                touched_people_.insert(fact.person);
            }
            if constexpr (requires { touched_incidents_.insert(fact.incident); }) {
                touched_incidents_.insert(fact.incident);
            }
        },
        event
    );
    if (const auto* opened = std::get_if<engine::IncidentOpened>(&event)) {
        ledger_.open.insert(opened->incident);
    } else if (const auto* closed = std::get_if<engine::IncidentClosed>(&event)) {
        ledger_.open.erase(closed->incident);
    } else if (const auto* reopened = std::get_if<engine::IncidentReopened>(&event)) {
        ledger_.open.insert(reopened->incident);
    } else if (const auto* ended = std::get_if<engine::DutyEnded>(&event)) {
        ledger_.place[ended->person.value - 1] = {};
    }
}

void District::tell(const DecisionRecord& record, const std::vector<engine::Applied>& applied) {
    for (std::size_t i = 0; i < applied.size(); ++i) {
        const Event& event = record.events[i];
        note(event);
        recent_.push(applied[i].stamp, event);
        auto notices = notices_of(applied[i], event);
        const Step step{engine_, ledger_, now_, record, notices};
        for (const Invariant& one : all_invariants()) {
            if (one.after != nullptr) {
                one.after(one.name, step, verdict_);
            }
        }
        for (Notice& notice : notices) {
            ledger_.last_n[notice.to.value - 1] = notice.stamp.n;
            unreleased_.push_back({notice.stamp.n, std::move(notice)});
        }
    }
}

std::vector<Notice> District::notices_of(const engine::Applied& applied, const Event& event) const {
    std::vector<Notice> notices;
    if (applied.to.empty()) {
        return notices;
    }
    const auto shared = std::make_shared<const Event>(event);
    for (const auto& to : applied.to) {
        Notice notice{to.hearer.person, to.hearer.view, to.prev, applied.stamp, shared, {}, {}};
        const bool watcher =
            to.hearer.view == engine::View::console || to.hearer.view == engine::View::map;
        if (!watcher || listener_.reads(to.hearer.person)) {
            auto told = engine::tell(state(), event, applied.stamp, to.hearer, opener());
            notice.type = told.type;
            notice.data = std::move(told.data);
        }
        notices.push_back(std::move(notice));
    }
    return notices;
}

void District::run_due() {
    if (down_ || !led_) {
        return;
    }
    std::uint32_t on_duty = 0;
    if (now_ < ledger_.hold_until) {
        for (const std::uint32_t people : state().on_duty_of) {
            on_duty += people;
        }
        if (engine_.heard_of() * 2 > on_duty) {
            engine_.stop_holding(now_);
            ledger_.hold_until = now_;
        }
    }
    std::uint64_t steps = 0;
    for (auto due = engine_.due(); due && *due <= now_; due = engine_.due()) {
        commit(engine_.on_due(now_));
        ++steps;
        verdict_.check(steps_end, steps < most_steps_a_moment, "no end at one moment", steps);
        if (verdict_.broken()) {
            return;
        }
    }
    check_rest();
}

void District::release() {
    while (!unreleased_.empty() && unreleased_.front().at <= durable_) {
        const Unreleased out = std::move(unreleased_.front());
        unreleased_.pop_front();
        released_ = std::max(released_, out.at);
        std::visit([&](const auto& what) { listener_.hear(what); }, out.what);
    }
}

} // namespace dageng::simulation
