#include "load-tests/duplicates/trial.hpp"

#include <algorithm>
#include <optional>

namespace dageng::duplicates {

namespace {

double part(std::uint32_t some, std::uint32_t all) {
    return all == 0 ? 1 : static_cast<double>(some) / all;
}

struct Open {
    engine::Sighting seen;
    std::uint64_t call = 0;
    protocol::TimeMs over;
};

struct Best {
    Open* incident = nullptr;
    std::uint32_t score = 0;
};

Best best_of(
    const protocol::DuplicateRule& rule, std::vector<Open>& open, const engine::Sighting& seen
) {
    Best best;
    for (Open& one : open) {
        const std::uint32_t score = engine::duplicate_score(rule, seen, one.seen);
        if (score > best.score) {
            best = {&one, score};
        }
    }
    return best;
}

protocol::DuplicateRule
rule_of(std::int64_t reach_m, std::int64_t window_s, std::int64_t compatible, std::int64_t attach) {
    protocol::DuplicateRule rule;
    rule.reach_m = {reach_m};
    rule.window_s = {window_s};
    rule.compatible = {compatible};
    rule.other = {0};
    rule.attach = {attach};
    rule.propose = {attach};
    rule.kinds = compatible_types();
    return rule;
}

} // namespace

double Tally::precision() const {
    return part(attached_right, attached);
}
double Tally::recall() const {
    return part(attached_right, duplicates);
}
double Tally::found() const {
    return part(attached_right + proposed_right, duplicates);
}
double Tally::proposal_precision() const {
    return part(proposed_right, proposed);
}

Tally try_rule(const protocol::DuplicateRule& rule, std::span<const Report> reports) {
    Tally tally;
    std::vector<Open> open;
    for (const Report& report : reports) {
        std::erase_if(open, [&](const Open& one) { return one.over <= report.seen.at; });
        tally.duplicates += report.again ? 1 : 0;
        const Best best = best_of(rule, open, report.seen);
        const bool right = best.incident != nullptr && best.incident->call == report.call;
        if (best.score >= rule.attach.value) {
            ++tally.attached;
            tally.attached_right += right ? 1 : 0;
            best.incident->seen.at = std::max(best.incident->seen.at, report.seen.at);
            continue;
        }
        if (best.score >= rule.propose.value) {
            ++tally.proposed;
            tally.proposed_right += right ? 1 : 0;
        }
        ++tally.opened;
        open.push_back({report.seen, report.call, report.over});
    }
    return tally;
}

protocol::DuplicateRule
tune(std::span<const Report> reports, double least_precision, double least_proposals) {
    std::optional<protocol::DuplicateRule> best;
    double best_recall = -1;
    for (const std::int64_t reach_m : {50, 75, 100, 150, 200, 300, 400}) {
        for (const std::int64_t window_s : {300, 600, 900, 1200, 1800, 3600}) {
            for (const std::int64_t compatible : {600, 700, 800, 900}) {
                for (std::int64_t attach = 150; attach <= 950; attach += 50) {
                    const auto rule = rule_of(reach_m, window_s, compatible, attach);
                    const Tally tally = try_rule(rule, reports);
                    if (tally.precision() >= least_precision && tally.recall() > best_recall) {
                        best = rule;
                        best_recall = tally.recall();
                    }
                }
            }
        }
    }
    protocol::DuplicateRule chosen = best.value_or(rule_of(100, 300, 600, 1000));
    for (std::int64_t propose = chosen.attach.value; propose >= 50; propose -= 50) {
        protocol::DuplicateRule lower = chosen;
        lower.propose = {propose};
        if (try_rule(lower, reports).proposal_precision() < least_proposals) {
            break;
        }
        chosen = lower;
    }
    return chosen;
}

} // namespace dageng::duplicates
