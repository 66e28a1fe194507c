#pragma once

#include "load-tests/measure/histogram.hpp"
#include "server/engine/engine.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dageng::load {

/// The device from which somebody says all that they say.
protocol::ClientId device_of(protocol::PersonId person);

/// What of the leader is the engine's own work: decide, write the record's text, apply, and what
/// falls due after it. Nothing is sealed and nothing leaves. One thread.
class Core {
  public:
    explicit Core(protocol::TimeMs start) : now_(start) {}

    /// A new account. Throws std::runtime_error when the category isn't known.
    protocol::PersonId
    enlist(protocol::Role role, const std::optional<protocol::Slug>& category = {});
    /// The answer's first words when refused; empty when taken.
    std::string say(protocol::PersonId by, const protocol::Command& command);
    void commit(std::vector<engine::Event> events);
    /// Does what is due. Time doesn't go on by itself.
    void run_due();
    void
    move(protocol::PersonId person, const protocol::ClientId& device, const engine::Heard& heard);
    void pass(std::int64_t ms) { now_ = now_ + ms; }

    protocol::TimeMs now() const { return now_; }
    engine::Engine& engine() { return engine_; }
    const engine::State& state() const { return engine_.state(); }

    /// A record that the journal would hold.
    struct Record {
        protocol::Offset first = 0;
        protocol::TimeMs at;
        std::string text;
    };
    std::vector<Record>& records() { return records_; }
    /// Else they are written and thrown away.
    void keep_records(bool keep) { keeps_ = keep; }
    /// Each event once it is applied.
    void listen(std::function<void(const engine::Event&)> listener) {
        listener_ = std::move(listener);
    }

    /// Forgets what was measured.
    void begin_measuring();
    /// Decisions that asked people, each with its explanation, and how many they asked.
    std::uint64_t choices() const { return choices_; }
    std::uint64_t asked() const { return asked_; }
    std::uint64_t fewest_asked() const { return fewest_; }
    std::uint64_t events() const { return state().last - first_; }
    /// CPU of this thread for those decisions: deciding, the record's text, applying.
    const Histogram& choice_times() const { return choice_times_; }
    /// The same of every decision, whatever it was.
    const Histogram& step_times() const { return step_times_; }

  private:
    void commit(engine::DecisionRecord decision, std::int64_t began_ns);

    engine::Engine engine_;
    protocol::TimeMs now_;
    std::vector<Record> records_;
    bool keeps_ = true;
    std::function<void(const engine::Event&)> listener_;
    std::uint64_t commands_ = 0;
    protocol::Offset first_ = 0;
    std::uint64_t choices_ = 0;
    std::uint64_t asked_ = 0;
    std::uint64_t fewest_ = UINT64_MAX;
    Histogram choice_times_;
    Histogram step_times_;
};

/// CPU time of this thread: others of the machine don't count.
std::int64_t thread_ns();

} // namespace dageng::load
