#include "load-tests/engine/core.hpp"

#include "load-tests/district/random.hpp"
#include "server/engine/decision_text.hpp"

#include <algorithm>
#include <ctime>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <variant>

namespace dageng::load {

namespace {

std::string random_text(std::string_view letters, std::size_t size, std::uint64_t seed) {
    Random random{seed};
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
        text += letters[random.below(letters.size())];
    }
    return text;
}

/// As a page makes them: 22 letters of 128 random bits.
protocol::ClientId made_id(std::uint64_t kind, std::uint64_t number) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    return {random_text(letters, 22, kind << 56U | number)};
}

const protocol::Opener opener = [](const protocol::Sealed& sealed) {
    return std::optional{sealed.box};
};

/// A box that holds the clear text: sealing is the vault's work, not the engine's.
template <class T>
void box(protocol::Personal<T>& value, protocol::KeyId key) {
    if (!value.is_sealed() && !value.clear().empty()) {
        value = protocol::Personal<T>{protocol::Sealed{key, value.clear().value}};
    }
}

void box_made(engine::Event& event, const engine::State& state) {
    if (auto* track = std::get_if<engine::TrackKept>(&event)) {
        box(track->points, state.incidents.at(track->incident).key);
    } else if (auto* choice = std::get_if<engine::ChoiceExplained>(&event)) {
        box(choice->figures, state.incidents.at(choice->incident).key);
        box(choice->next, choice->next_key);
    }
}

} // namespace

protocol::ClientId device_of(protocol::PersonId person) {
    return made_id(1, person.value);
}

std::int64_t thread_ns() {
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return std::int64_t{spent.tv_sec} * 1'000'000'000 + spent.tv_nsec;
}

void Core::begin_measuring() {
    first_ = state().last;
    choices_ = asked_ = 0;
    fewest_ = UINT64_MAX;
    choice_times_ = Histogram();
    step_times_ = Histogram();
}

std::string Core::say(protocol::PersonId by, const protocol::Command& command) {
    engine::Request request;
    request.by = by;
    request.device = device_of(by);
    request.id = made_id(2, ++commands_);
    request.fingerprint = random_text("0123456789abcdef", 64, commands_);
    request.now = now_;
    const std::int64_t began = thread_ns();
    auto outcome = engine_.decide(command, request);
    if (const auto* refusal = std::get_if<protocol::Refusal>(&outcome)) {
        return refusal->detail;
    }
    if (auto* decision = std::get_if<engine::Decision>(&outcome)) {
        commit(
            {by,
             request.id,
             request.fingerprint,
             engine::answer_text(decision->answer, opener),
             std::move(decision->events)},
            began
        );
    }
    return {};
}

protocol::PersonId
Core::enlist(protocol::Role role, const std::optional<protocol::Slug>& category) {
    engine::NewPerson person;
    person.role = role;
    person.category = category;
    auto event = engine_.register_person(person);
    if (!event) {
        throw std::runtime_error(event.refusal().detail);
    }
    const auto id = std::get<engine::PersonRegistered>(*event).person;
    commit({std::move(*event)});
    return id;
}

void Core::commit(std::vector<engine::Event> events) {
    if (!events.empty()) {
        commit({{}, {}, {}, {}, std::move(events)}, thread_ns());
    }
}

void Core::run_due() {
    for (auto due = engine_.due(); due && *due <= now_; due = engine_.due()) {
        const std::int64_t began = thread_ns();
        auto events = engine_.on_due(now_);
        if (events.empty()) {
            step_times_.record(thread_ns() - began);
        } else {
            commit({{}, {}, {}, {}, std::move(events)}, began);
        }
    }
}

void Core::move(
    protocol::PersonId person, const protocol::ClientId& device, const engine::Heard& heard
) {
    commit(engine_.moved(person, device, heard));
}

void Core::commit(engine::DecisionRecord decision, std::int64_t began_ns) {
    if (decision.events.empty()) {
        return;
    }
    for (engine::Event& event : decision.events) {
        box_made(event, state());
    }
    const protocol::Offset first = state().last + 1;
    std::string text = engine::to_text(decision);
    engine_.apply(decision, first, now_);
    const std::int64_t took = thread_ns() - began_ns;
    step_times_.record(took);
    const auto is_offer = [](const engine::Event& event) {
        return std::holds_alternative<engine::OfferMade>(event);
    };
    const auto& events = decision.events;
    const auto offers =
        static_cast<std::uint64_t>(std::count_if(events.begin(), events.end(), is_offer));
    if (offers > 0) {
        ++choices_;
        asked_ += offers;
        fewest_ = std::min(fewest_, offers);
        choice_times_.record(took);
    }
    if (keeps_) {
        records_.push_back({first, now_, std::move(text)});
    }
    if (listener_) {
        for (const engine::Event& event : events) {
            listener_(event);
        }
    }
}

} // namespace dageng::load
