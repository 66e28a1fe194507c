#pragma once

#include "simulation/ledger.hpp"
#include "simulation/notice.hpp"
#include "simulation/verdict.hpp"

#include <span>
#include <string_view>
#include <vector>

/// What holds in every run. A new subject adds a file with its invariants and names its list in
/// `all_invariants`. They use the public face of the engine, and of its rules none that they check.
namespace dageng::simulation {

/// A decision about to be applied, or an event of one that was.
struct Step {
    const engine::Engine& engine;
    const Ledger& ledger;
    protocol::TimeMs now;
    const engine::DecisionRecord& record;
    std::span<const Notice> notices; ///< That the event led to; none before it is applied.
};

/// The district when everything due has been done.
struct Rest {
    const engine::Engine& engine;
    const Ledger& ledger;
    protocol::TimeMs now;

    const engine::State& state() const { return engine.state(); }
};

/// One rule with a name. Each function that it has is called where its name says, and says what it
/// found by `Verdict::check` under that name.
struct Invariant {
    std::string_view name;
    /// With each decision, before it changes anything.
    void (*before)(std::string_view name, const Step&, Verdict&) = nullptr;
    /// With each event, when its decision has been applied.
    void (*after)(std::string_view name, const Step&, Verdict&) = nullptr;
    /// With each incident that was touched; every 1,000 events and at the end with each there is.
    void (*incident)(std::string_view name, const Rest&, const engine::Incident&, Verdict&) =
        nullptr;
    /// The same with people.
    void (*person)(std::string_view name, const Rest&, const engine::Person&, Verdict&) = nullptr;
};

std::span<const Invariant> asking_invariants();
std::span<const Invariant> holding_invariants();
std::span<const Invariant> waiting_invariants();
std::span<const Invariant> telling_invariants();
std::span<const Invariant> hands_invariants();
std::span<const Invariant> explaining_invariants();
std::span<const Invariant> desk_invariants();

/// All of them, in the order in which they are asked.
const std::vector<Invariant>& all_invariants();

} // namespace dageng::simulation
