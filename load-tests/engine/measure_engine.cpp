/// Measures the engine by itself on one core: decisions about whom to ask with many people on duty,
/// each writing its explanation and its record; moves; the longest step; memory per person; and how
/// fast the records it made are folded again. `--help` lists the options.

#include "load-tests/client/client_frames.hpp"
#include "load-tests/district/outline.hpp"
#include "load-tests/district/random.hpp"
#include "load-tests/engine/core.hpp"
#include "load-tests/engine/walkers.hpp"
#include "load-tests/measure/process_figures.hpp"
#include "server/app/catalogue_file.hpp"
#include "server/engine/decision_text.hpp"
#include "server/engine/state_text.hpp"
#include "server/geo/grid.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <fstream>
#include <jemalloc/jemalloc.h>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace {

using namespace dageng;
using load::Core;

struct Options {
    std::string plans = "config/plans.toml";
    std::string kind = "elder-missing";
    std::string category = "community-volunteer";
    std::string json;
    std::string tracks;
    std::uint64_t people = 135'000;
    std::uint64_t tips = 5'000;
    std::uint64_t open = 200;
    std::uint64_t moves = 2'000'000;
    double square_km = 470;
    std::uint64_t seed = 1;
};

constexpr protocol::TimeMs start{1'795'600'000'000};
constexpr load::GeoPoint middle{39.95, 116.5};

/// A square.
load::Outline square(double square_km) {
    const double half_m = std::sqrt(square_km) * 500;
    const double north = half_m / load::metres_per_degree_lat;
    const double east = half_m / load::metres_per_degree_lon(middle.lat);
    return load::Outline::from_box(
        {middle.lat - north, middle.lon - east, middle.lat + north, middle.lon + east}
    );
}

class Ground {
  public:
    Ground(double square_km, std::uint64_t seed) : outline_(square(square_km)), random_(seed) {}

    protocol::LatLon anywhere() {
        const load::GeoPoint point = outline_.random_point(random_);
        return load::lat_lon(point.lat, point.lon);
    }

  private:
    load::Outline outline_;
    load::Random random_;
};

/// Without what the allocator keeps for a while of what was given back: a running server has given
/// that to the system within ten seconds.
std::int64_t resident() {
    const std::string all_arenas = "arena." + std::to_string(MALLCTL_ARENAS_ALL) + ".purge";
    if (mallctl(all_arenas.c_str(), nullptr, nullptr, nullptr, 0) != 0) {
        throw std::runtime_error("the allocator gives nothing back");
    }
    return load::figures_of(getpid()).resident_bytes;
}

void must(const std::string& refused) {
    if (!refused.empty()) {
        throw std::runtime_error("refused: " + refused);
    }
}

struct People {
    std::vector<protocol::PersonId> volunteers;
    std::vector<protocol::PersonId> reporters;
    protocol::PersonId dispatcher;
};

People gather(Core& core, const Options& options, Ground& ground) {
    People people;
    people.dispatcher = core.enlist(protocol::Role::dispatcher);
    core.commit(core.engine().session_began(people.dispatcher));
    for (std::uint64_t i = 0; i < 1000; ++i) {
        people.reporters.push_back(core.enlist(protocol::Role::resident));
    }
    for (std::uint64_t i = 0; i < options.people; ++i) {
        const auto id = core.enlist(protocol::Role::volunteer, protocol::Slug{options.category});
        protocol::BeginDuty begin;
        const auto at = ground.anywhere();
        begin.place = protocol::Place{at, {10}};
        must(core.say(id, begin));
        core.move(id, load::device_of(id), {at, 10, core.now()});
        people.volunteers.push_back(id);
        // Records of enlisting are of no interest here, and there are many.
        core.records().clear();
    }
    core.engine().lead(core.now(), core.now());
    core.run_due();
    return people;
}

/// Tips all over the district; each is closed when so many others are open.
void respond(
    Core& core, const People& people, const Options& options, Ground& ground, std::uint64_t tips
) {
    std::deque<protocol::IncidentId> open;
    for (std::uint64_t i = 0; i < tips; ++i) {
        protocol::ReportTip tip;
        tip.kind = {options.kind};
        tip.place = {ground.anywhere(), {20}};
        must(core.say(people.reporters[i % people.reporters.size()], tip));
        core.run_due();
        // A tip that is put to an incident of before opens none.
        const auto newest = core.state().incidents.rbegin()->first;
        if (open.empty() || newest != open.back()) {
            open.push_back(newest);
        }
        if (open.size() > options.open) {
            must(core.say(
                people.dispatcher, protocol::CloseIncident{open.front(), {"resolved"}, {}, {}}
            ));
            core.run_due();
            open.pop_front();
        }
        core.pass(10);
    }
}

struct Moves {
    double per_second = 0;
    double crossing = 0; ///< Share of them.
};

Moves walk(Core& core, const People& people, const Options& options) {
    constexpr std::int64_t place_every_ms = 20'000;
    load::Walkers walkers{
        options.tracks.empty() ? std::vector<demo::Track>{}
                               : demo::tracks_from_file(options.tracks),
        people.volunteers.size(),
        options.seed
    };
    const auto& places = core.engine().places();
    constexpr double cell_cm = geo::Grid::smallest_cell_cm;
    std::vector<protocol::ClientId> devices;
    for (const auto id : people.volunteers) {
        devices.push_back(load::device_of(id));
    }
    std::vector<std::pair<protocol::PersonId, engine::Heard>> steps;
    steps.reserve(people.volunteers.size());
    std::uint64_t done = 0;
    std::uint64_t crossed = 0;
    std::int64_t spent = 0;
    while (done < options.moves) {
        core.pass(place_every_ms);
        steps.clear();
        for (std::size_t i = 0; i < people.volunteers.size(); ++i) {
            const auto id = people.volunteers[i];
            const auto before = places.of(id)->at;
            const auto after = walkers.step(i, before, place_every_ms);
            const auto cell = [&](protocol::LatLon at) {
                const auto point = places.plane().to_plane(at);
                return std::pair{
                    std::floor(point.x_cm / cell_cm), std::floor(point.y_cm / cell_cm)
                };
            };
            crossed += cell(before) != cell(after) ? 1 : 0;
            steps.push_back({id, {after, 10, core.now()}});
        }
        const std::int64_t began = load::thread_ns();
        for (std::size_t i = 0; i < steps.size(); ++i) {
            core.move(steps[i].first, devices[i], steps[i].second);
        }
        spent += load::thread_ns() - began;
        done += steps.size();
    }
    return {
        static_cast<double>(done) / (static_cast<double>(spent) / 1e9),
        static_cast<double>(crossed) / static_cast<double>(done)
    };
}

/// Folds the records onto what was there before them; events a second.
double fold(engine::Engine& again, const std::vector<Core::Record>& records) {
    const auto before = again.state().last;
    const std::int64_t began = load::thread_ns();
    for (const auto& record : records) {
        auto decision = engine::decision_from_text(record.text);
        if (!decision) {
            throw std::runtime_error(decision.refusal().detail);
        }
        again.apply(*decision, record.first, record.at);
    }
    const auto spent = static_cast<double>(load::thread_ns() - began) / 1e9;
    return static_cast<double>(again.state().last - before) / spent;
}

struct Folding {
    double events_per_second = 0;
    bool same = false; ///< The state that was folded.
};

/// Tips whose records are kept, to be folded.
Folding measure_fold(Core& core, const People& people, const Options& options, Ground& ground) {
    engine::Engine again{core.state()};
    core.records().clear();
    core.keep_records(true);
    respond(core, people, options, ground, options.tips / 4);
    const double folded = fold(again, core.records());
    return {folded, engine::digest(again.state()) == engine::digest(core.state())};
}

struct Keeping {
    std::size_t bytes = 0;
    double write_ms = 0;
    double read_ms = 0;
    bool same = false;
};

/// The state as text and back, apart from the disk.
Keeping measure_keeping(const engine::State& state) {
    std::vector<std::string> lines;
    Keeping keeping;
    const std::int64_t began = load::thread_ns();
    engine::write_state(state, [&](std::string_view line) { lines.emplace_back(line); });
    const std::int64_t written = load::thread_ns();
    auto next = lines.begin();
    const auto read = engine::read_state([&]() -> std::optional<std::string_view> {
        return next == lines.end() ? std::nullopt : std::optional<std::string_view>{*next++};
    });
    keeping.write_ms = static_cast<double>(written - began) / 1e6;
    keeping.read_ms = static_cast<double>(load::thread_ns() - written) / 1e6;
    for (const std::string& line : lines) {
        keeping.bytes += line.size() + 1;
    }
    keeping.same = read && engine::digest(*read) == engine::digest(state);
    return keeping;
}

double us(std::int64_t ns) {
    return static_cast<double>(ns) / 1e3;
}

void run(const Options& options) {
    auto catalogue = app::read_catalogue(options.plans);
    if (!catalogue) {
        throw std::runtime_error(catalogue.refusal().detail);
    }
    Ground ground{options.square_km, options.seed};
    Core core{start};
    auto taken = core.engine().take_catalogue(std::move(*catalogue));
    if (!taken) {
        throw std::runtime_error(taken.refusal().detail);
    }
    core.commit(std::move(*taken));
    const std::int64_t bytes_before = resident();
    const People people = gather(core, options, ground);
    const std::size_t beside = core.state().names.size() * sizeof(protocol::PersonName) +
                               people.volunteers.size() * sizeof(protocol::PersonId);
    const double bytes_a_person =
        static_cast<double>(resident() - bytes_before - static_cast<std::int64_t>(beside)) /
        static_cast<double>(options.people);

    core.keep_records(false);
    core.begin_measuring();
    const std::int64_t began = load::thread_ns();
    respond(core, people, options, ground, options.tips);
    const double spent_s = static_cast<double>(load::thread_ns() - began) / 1e9;
    const auto choices = core.choices();
    const double choice_s =
        core.choice_times().mean() * static_cast<double>(core.choice_times().count()) / 1e9;
    const auto& steps = core.step_times();
    const auto longest = steps.max();
    const auto events = core.events();
    const double choices_a_second = static_cast<double>(choices) / choice_s;
    const double tips_a_second = static_cast<double>(options.tips) / spent_s;
    const double asked = static_cast<double>(core.asked()) /
                         static_cast<double>(std::max<std::uint64_t>(choices, 1));
    const std::string choice_text = fmt::format(
        "{} tips; {} decisions asked {:.1f} people each (fewest {}), {} events\n"
        "decisions that ask: {:.0f} a second; p50 {:.1f} us, p99 {:.1f} us, max {:.1f} us\n"
        "whole tips, from the report to the end: {:.0f} a second\n"
        "any step: p99.9 {:.1f} us, longest {:.1f} us\n",
        options.tips,
        choices,
        asked,
        core.fewest_asked(),
        events,
        choices_a_second,
        us(core.choice_times().at(0.5)),
        us(core.choice_times().at(0.99)),
        us(core.choice_times().max()),
        tips_a_second,
        us(steps.at(0.999)),
        us(longest)
    );
    const auto [folded, same] = measure_fold(core, people, options, ground);
    const Keeping keeping = measure_keeping(core.state());
    const Moves moves = walk(core, people, options);
    fmt::print(
        "{} people on duty in {:.0f} square km, plan {}; CPU of one core\n"
        "memory: {:.0f} bytes a person beside names\n{}"
        "folding the records: {:.0f} events a second; the state is {}\n"
        "the whole state as text: {:.0f} MB, written in {:.0f} ms, read in {:.0f} ms; it is {}\n"
        "moves {}: {:.2f} million a second, {:.0f} % of them across a cell\n",
        options.people,
        options.square_km,
        options.kind,
        bytes_a_person,
        choice_text,
        folded,
        same ? "the same" : "ANOTHER",
        static_cast<double>(keeping.bytes) / 1e6,
        keeping.write_ms,
        keeping.read_ms,
        keeping.same ? "the same" : "ANOTHER",
        options.tracks.empty() ? "at random" : "along tracks",
        moves.per_second / 1e6,
        moves.crossing * 100
    );
    if (!options.json.empty()) {
        std::ofstream(options.json) << fmt::format(
            R"({{"people":{},"open":{},"bytes_a_person":{:.0f},"choices_per_s":{:.0f},"asked":{:.1f},)"
            R"("tips_per_s":{:.0f},"longest_us":{:.1f},"events_per_s":{:.0f},"read_state_ms":{:.0f},)"
            R"("moves_per_s":{:.0f}}})"
            "\n",
            options.people,
            options.open,
            bytes_a_person,
            choices_a_second,
            asked,
            tips_a_second,
            us(longest),
            folded,
            keeping.read_ms,
            moves.per_second
        );
    }
    if (!same || !keeping.same || choices == 0) {
        throw std::runtime_error("the run did not do what it measures");
    }
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"Measures the engine by itself on one core."};
    app.add_option("--people", options.people, "on duty")->capture_default_str();
    app.add_option("--tips", options.tips)->capture_default_str();
    app.add_option("--open", options.open, "incidents at a time")->capture_default_str();
    app.add_option("--moves", options.moves)->capture_default_str();
    app.add_option("--tracks", options.tracks, "CSV or GPX that people move along; else at random");
    app.add_option("--square-km", options.square_km, "of the district")->capture_default_str();
    app.add_option("--kind", options.kind, "of the tips")->capture_default_str();
    app.add_option("--category", options.category, "of the people")->capture_default_str();
    app.add_option("--plans", options.plans, "response plans")->capture_default_str();
    app.add_option("--seed", options.seed)->capture_default_str();
    app.add_option("--json", options.json, "write the figures here too");
    CLI11_PARSE(app, argc, argv);
    try {
        run(options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "dageng-measure-engine: {}\n", error.what());
        return 1;
    }
    return 0;
}
