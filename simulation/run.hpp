#pragma once

#include "simulation/district.hpp"
#include "simulation/options.hpp"
#include "simulation/verdict.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dageng::simulation {

/// How a run ended.
struct Report {
    Options options;
    District::Counts counts;
    std::map<std::string_view, std::uint64_t> checks; ///< How often each invariant was checked.
    std::string digest; ///< Of the journal's bytes and the last state.
    std::optional<Violation> violation;
    protocol::TimeMs at;                  ///< When it ended.
    std::vector<std::string> last_events; ///< Of a run with a violation.
    std::string too_quiet;                ///< Why the run shows nothing; empty when it does.

    bool good() const { return !violation && too_quiet.empty(); }
    /// `seed N hours H offers K accepted J shortfalls S checks C events E digest HEX violations V`
    std::string line() const;
};

/// Runs a whole district from one seed, to its end or the first violation. One thread; nothing but
/// the options has a part in it.
Report run(const Options& options);

} // namespace dageng::simulation
