#pragma once

#include "load-tests/duplicates/reports.hpp"

#include <span>

namespace dageng::duplicates {

/// What became of reports under a rule.
struct Tally {
    std::uint32_t duplicates = 0; ///< Second reports.
    std::uint32_t attached = 0;
    std::uint32_t attached_right = 0; ///< To the incident of their own call.
    std::uint32_t proposed = 0;
    std::uint32_t proposed_right = 0;
    std::uint32_t opened = 0; ///< Incidents.

    /// Of what was attached, the part that was right; 1 when nothing was.
    double precision() const;
    /// Of the second reports, the part that was attached to their call's incident.
    double recall() const;
    /// The same, what was rightly proposed counted too.
    double found() const;
    /// Of what was proposed, the part that was right; 1 when nothing was.
    double proposal_precision() const;
};

/// Takes reports in their order as the engine does: each is attached to the open incident of the
/// highest score, or opens one, which is open until its call was over.
Tally try_rule(const protocol::DuplicateRule& rule, std::span<const Report> reports);

/// The rule with the highest recall on these reports of those whose attaching is right in at least
/// `least_precision` of the cases; then the lowest threshold of proposing at which at least
/// `least_proposals` of the proposals are right.
protocol::DuplicateRule
tune(std::span<const Report> reports, double least_precision, double least_proposals);

} // namespace dageng::duplicates
