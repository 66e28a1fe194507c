/// Replays real calls with real people's tracks through the engine and compares ways to ask:
/// all at once, nearest only, waves, waves by likelihood. README.md says what is assumed.

#include "demo/replay/call_kinds.hpp"
#include "load-tests/client/client_frames.hpp"
#include "load-tests/policies/trial.hpp"
#include "server/app/catalogue_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace dageng;
using namespace dageng::load;

struct Options {
    std::string tracks;
    std::string calls;
    std::string boundary;
    std::string plans = "config/plans.toml";
    std::size_t people = 5000;
    double hours = 24;
    double officers = 0.05;
    std::uint64_t seeds = 3;
    std::vector<std::int64_t> confidences;
};

/// The registered volunteers' categories that plans ask, and their shares: assumptions.
constexpr std::array<std::pair<const char*, double>, 6> shares{{
    {"community-volunteer", 0.55},
    {"patrol", 0.15},
    {"information-officer", 0.10},
    {"population-administrator", 0.05},
    {"traffic-guide", 0.05},
    {"organisation-member", 0.10},
}};

std::string category(Random& random, double officers) {
    if (random.chance(officers)) {
        return "officer";
    }
    double left = random.unit();
    for (const auto& [name, share] : shares) {
        left -= share;
        if (left < 0) {
            return name;
        }
    }
    return shares.back().first;
}

/// What `kind_of_call` looks at.
CatalogueNews news_of(const protocol::Catalogue& catalogue) {
    CatalogueNews news;
    for (const auto& plan : catalogue.plans.items) {
        if (!plan.by_rule_only) {
            PlanNews one;
            one.kind = plan.kind.value;
            one.icon = plan.icon.value;
            news.plans.push_back(std::move(one));
        }
    }
    return news;
}

std::vector<TrialCall> calls_of(
    const std::vector<demo::Call>& calls,
    const CatalogueNews& news,
    std::int64_t length_ms,
    std::uint64_t seed
) {
    std::vector<TrialCall> some;
    if (calls.empty()) {
        return some;
    }
    // Each seed looks at another day of the file, from the file's first midnight on.
    const std::int64_t whole = calls.back().time_ms - calls.front().time_ms;
    const std::int64_t days = std::max<std::int64_t>(1, whole / 86'400'000);
    const std::int64_t from =
        calls.front().time_ms +
        static_cast<std::int64_t>(seed % static_cast<std::uint64_t>(days)) * 86'400'000;
    for (const demo::Call& call : calls) {
        const std::int64_t at = call.time_ms - from;
        if (at >= 0 && at < length_ms) {
            some.push_back(
                {at, demo::kind_of_call(call.type, news), lat_lon(call.at.lat, call.at.lon)}
            );
        }
    }
    return some;
}

TrialSetting setting_of(
    const Options& options,
    const std::vector<demo::Track>& tracks,
    const std::vector<demo::Call>& calls,
    const CatalogueNews& news,
    const Outline& outline,
    std::uint64_t seed
) {
    TrialSetting setting;
    setting.seed = seed;
    setting.length_ms = static_cast<std::int64_t>(options.hours * 3'600'000);
    setting.calls = calls_of(calls, news, setting.length_ms, seed);
    Random random{seed};
    for (std::size_t i = 0; i < options.people; ++i) {
        TrialPerson person;
        person.category = category(random, options.officers);
        person.track = &tracks[i % tracks.size()];
        // Every person's own place for it, though several share a track.
        person.shift.anchor = person.track->box().centre();
        person.shift.moved_to = outline.random_point(random);
        person.ahead_ms = static_cast<std::int64_t>(
            random.unit() * 2 * static_cast<double>(person.track->duration_ms())
        );
        setting.people.push_back(std::move(person));
    }
    return setting;
}

double quantile(std::vector<double> values, double share) {
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

constexpr std::size_t likelihood_row = 3;
constexpr std::size_t planned_row = 4;
static_assert(policies[likelihood_row] == Policy::likelihood);
static_assert(policies[planned_row] == Policy::as_planned);

/// Of one policy over all seeds.
struct Row {
    TrialFigures sum;
    std::vector<double> arrivals; ///< Share of incidents, seed by seed.
};

void add(Row& row, const TrialFigures& figures) {
    row.sum.alerts += figures.alerts;
    row.sum.incidents += figures.incidents;
    const auto append = [](std::vector<double>& to, const std::vector<double>& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    append(row.sum.accepted_s, figures.accepted_s);
    append(row.sum.arrived_s, figures.arrived_s);
    row.arrivals.push_back(
        static_cast<double>(figures.arrived_s.size()) /
        static_cast<double>(std::max<std::uint64_t>(figures.incidents, 1))
    );
}

std::string line(const std::string& name, const Row& row, const Options& options) {
    const auto incidents = static_cast<double>(std::max<std::uint64_t>(row.sum.incidents, 1));
    const auto [low, high] = std::minmax_element(row.arrivals.begin(), row.arrivals.end());
    const double days = options.hours / 24 * static_cast<double>(options.seeds);
    return fmt::format(
        "| {} | {} | {:.1f} | {:.1f} % | {:.1f} % ({:.1f}–{:.1f}) | {:.0f}, {:.0f} | {:.0f}, "
        "{:.0f} | "
        "{:.2f} |\n",
        name,
        row.sum.alerts,
        static_cast<double>(row.sum.alerts) / incidents,
        100 * static_cast<double>(row.sum.accepted_s.size()) / incidents,
        100 * static_cast<double>(row.sum.arrived_s.size()) / incidents,
        100 * *low,
        100 * *high,
        quantile(row.sum.accepted_s, 0.5),
        quantile(row.sum.accepted_s, 0.9),
        quantile(row.sum.arrived_s, 0.5),
        quantile(row.sum.arrived_s, 0.9),
        static_cast<double>(row.sum.alerts) / static_cast<double>(options.people) / days
    );
}

/// The goal, of a way to ask beside all at once.
std::string verdict(const std::string& name, const TrialFigures& all, const TrialFigures& likely) {
    const double lost =
        100 * (1 - static_cast<double>(likely.arrived_s.size()) /
                       static_cast<double>(std::max<std::size_t>(all.arrived_s.size(), 1)));
    const double later = quantile(likely.arrived_s, 0.5) - quantile(all.arrived_s, 0.5);
    const double alerts = 100 * static_cast<double>(likely.alerts) /
                          static_cast<double>(std::max<std::uint64_t>(all.alerts, 1));
    const bool met = lost <= 5 && later <= 15 && alerts <= 50;
    return fmt::format(
        "{} against all at once: {:.1f} % of arrivals lost (goal: at most 5), median arrival "
        "{:.0f} s later (at most 15), {:.1f} % of the alerts (at most 50): the goal is {}.\n",
        name,
        lost,
        later,
        alerts,
        met ? "met" : "missed"
    );
}

/// One way to ask, as plans.
struct Tried {
    std::string name;
    protocol::Catalogue plans;
};

/// The policies, then the last of them with other confidences.
std::vector<Tried> tried_of(const protocol::Catalogue& catalogue, const Options& options) {
    std::vector<Tried> all;
    for (const Policy policy : policies) {
        all.push_back({std::string(name_of(policy)), by_policy(catalogue, policy)});
    }
    for (const std::int64_t confidence : options.confidences) {
        all.push_back(
            {fmt::format("… with confidence {}", confidence),
             by_policy(catalogue, Policy::as_planned)}
        );
        for (auto& plan : all.back().plans.plans.items) {
            plan.confidence.value = confidence;
        }
    }
    return all;
}

void run(const Options& options) {
    auto catalogue = app::read_catalogue(options.plans);
    if (!catalogue) {
        throw std::runtime_error(catalogue.refusal().detail);
    }
    const auto outline = Outline::from_file(options.boundary);
    const auto tracks = demo::tracks_from_file(options.tracks);
    const auto read = demo::calls_from_file(options.calls);
    const auto calls = demo::move_calls(read, demo::box_of_calls(read), outline);
    if (tracks.empty() || calls.empty()) {
        throw std::runtime_error("there must be tracks and calls");
    }
    const auto tried = tried_of(*catalogue, options);
    std::vector<Row> rows(tried.size());
    for (std::uint64_t seed = 1; seed <= options.seeds; ++seed) {
        const auto setting = setting_of(options, tracks, calls, news_of(*catalogue), outline, seed);
        for (std::size_t i = 0; i < tried.size(); ++i) {
            add(rows[i], try_policy(setting, tried[i].plans));
        }
    }
    std::string text = fmt::format(
        "{} people on duty, {} tracks, {} h of calls, {} seeds; {} incidents whose plan asks "
        "people\n\n"
        "| policy | alerts | a call | accepted | arrived (seeds' least and most) | first "
        "acceptance "
        "p50, p90 s | first arrival p50, p90 s | alerts a person and day |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n",
        options.people,
        tracks.size(),
        options.hours,
        options.seeds,
        rows[planned_row].sum.incidents
    );
    for (std::size_t i = 0; i < tried.size(); ++i) {
        text += line(tried[i].name, rows[i], options);
    }
    text += "\n";
    for (const std::size_t i : {likelihood_row, planned_row}) {
        text += verdict(tried[i].name, rows[0].sum, rows[i].sum);
    }
    fmt::print("{}", text);
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"Compares ways to ask people, on real calls and tracks, by the engine alone."};
    app.add_option("--tracks", options.tracks, "CSV or GPX, gzip too")->required();
    app.add_option("--calls", options.calls, "CSV, gzip too")->required();
    app.add_option("--boundary", options.boundary, "GeoJSON outline of the district")->required();
    app.add_option("--plans", options.plans, "response plans")->capture_default_str();
    app.add_option("--people", options.people, "on duty")->capture_default_str();
    app.add_option("--officers", options.officers, "share of them")->capture_default_str();
    app.add_option("--hours", options.hours, "of calls, from midnight on")->capture_default_str();
    app.add_option("--seeds", options.seeds, "each with another day of calls")
        ->capture_default_str();
    app.add_option("--confidence", options.confidences, "also try the plans with these, per mille")
        ->check(CLI::Range(500, 999));
    CLI11_PARSE(app, argc, argv);
    try {
        run(options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "dageng-policies: {}\n", error.what());
        return 2;
    }
    return 0;
}
