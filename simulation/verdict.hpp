#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dageng::simulation {

/// What was found broken first.
struct Violation {
    std::string invariant;
    std::string what;
    std::uint64_t whom = 0; ///< The number of the thing concerned.
};

/// Counts what was checked and keeps the first thing that doesn't hold; a run ends with it.
class Verdict {
  public:
    /// Counts one check of an invariant; `invariant` lives as long as the program.
    void check(std::string_view invariant, bool holds, std::string_view what, std::uint64_t whom) {
        if (invariant.data() != last_) {
            last_ = invariant.data();
            count_ = &checks_[invariant];
        }
        ++*count_;
        if (!holds && !violation_) {
            violation_ = Violation{std::string(invariant), std::string(what), whom};
        }
    }

    const std::optional<Violation>& violation() const { return violation_; }
    bool broken() const { return violation_.has_value(); }

    /// How often each invariant was checked.
    const std::map<std::string_view, std::uint64_t>& checks() const { return checks_; }

  private:
    std::map<std::string_view, std::uint64_t> checks_;
    const char* last_ = nullptr;
    std::uint64_t* count_ = nullptr;
    std::optional<Violation> violation_;
};

} // namespace dageng::simulation
