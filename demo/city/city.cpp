#include "demo/city/city.hpp"

#include "demo/replay/call_kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace dageng::demo {

namespace {

enum Tag : std::uint8_t { call_due, report_due };

/// Everybody has begun to connect after this many real seconds, or sooner when there are few.
constexpr double connected_within_s = 10;
constexpr double connects_per_s = 500;
constexpr std::chrono::seconds between_reports{10};

void say(const std::string& line) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
}

} // namespace

City::City(const CityOptions& options)
    : options_(options), town_(
                             {load::ServerAddress::parse(options.server), 1},
                             Outline::from_file(options.boundary_path),
                             options.speed,
                             options.seed
                         ) {
    if (options.tracks_path.empty()) {
        spells_ = std::make_unique<WalkerSpells>(town_);
    } else {
        spells_ = std::make_unique<TrackSpells>(
            town_, tracks_from_file(options.tracks_path), options.offsets_path
        );
    }
    if (options.calls_path.empty()) {
        calls_ = std::make_unique<CallMaker>(town_.outline, town_.random.next());
    } else {
        const std::vector<Call> recorded = calls_from_file(options.calls_path);
        const GeoBox from = options.calls_box.value_or(box_of_calls(recorded));
        std::vector<Call> moved = move_calls(recorded, from, town_.outline);
        say(fmt::format(
            "calls: {} of {} lie in the district after the map of lon {}..{}, lat {}..{} onto its "
            "box; they are re-projected, not events of this district",
            moved.size(),
            recorded.size(),
            from.west,
            from.east,
            from.south,
            from.north
        ));
        if (moved.empty()) {
            throw std::runtime_error("no call lies in the district; see --calls-box");
        }
        calls_ = std::make_unique<CallReplay>(std::move(moved));
    }
    read_tokens(options.tokens_path, options.people);
}

void City::read_tokens(const std::string& path, std::size_t people) {
    for (const std::string& line : load::read_lines(path)) {
        const std::size_t comma = line.find(',');
        const std::string_view role = std::string_view{line}.substr(0, comma);
        if (comma == std::string::npos) {
            throw std::runtime_error(path + ": expected lines `role,token`");
        }
        const std::string token = line.substr(comma + 1);
        if (role == "resident") {
            residents_.push_back(std::make_unique<Resident>(town_, token));
        } else if (role == "dispatcher") {
            stand_ins_.push_back(std::make_unique<StandIn>(town_, token));
        } else if ((role == "volunteer" || role == "officer") &&
                   (people == 0 || responders_.size() < people)) {
            const std::size_t person = responders_.size();
            responders_.push_back(std::make_unique<Responder>(town_, token, [this, person] {
                return spells_->next(person);
            }));
        }
    }
    if (responders_.size() < people) {
        throw std::runtime_error(
            fmt::format("{} holds tokens for {} people only", path, responders_.size())
        );
    }
    if (load::raise_file_limit() < responders_.size() + residents_.size() + 50) {
        throw std::runtime_error("this process may not open that many connections");
    }
}

void City::run(const volatile bool& stopped) {
    const Moment begun = Clock::now();
    const double connecting_s =
        std::min(connected_within_s, static_cast<double>(responders_.size()) / connects_per_s);
    for (const auto& resident : residents_) {
        resident->connect();
    }
    for (const auto& stand_in : stand_ins_) {
        stand_in->connect();
    }
    for (const auto& responder : responders_) {
        responder->begin(town_.random.between(0, connecting_s));
    }
    plan_call(Clock::now());
    town_.desk.client.add_timer(begun + between_reports, *this, report_due);
    const auto limit = std::chrono::duration<double>(options_.seconds);
    while (!stopped && (options_.seconds <= 0 || Clock::now() - begun < limit)) {
        town_.desk.client.step(std::chrono::milliseconds{200});
    }
}

void City::on_timer(Moment due, std::uint64_t tag) {
    if (tag == call_due) {
        send_call();
        plan_call(due);
    } else {
        say_how_it_goes();
        town_.desk.client.add_timer(due + between_reports, *this, report_due);
    }
}

void City::plan_call(Moment after) {
    call_ = calls_->next();
    const auto wait = std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double>(call_.after_s / town_.speed)
    );
    town_.desk.client.add_timer(after + wait, *this, call_due);
}

void City::send_call() {
    if (residents_.empty() || !town_.catalogue) {
        return;
    }
    Resident& reporter = *residents_[town_.random.below(residents_.size())];
    const std::string kind = kind_of_call(call_.type, *town_.catalogue);
    if (reporter.is_welcome() && !kind.empty()) {
        reporter.report(kind, call_.at, call_.words);
    }
}

void City::say_how_it_goes() {
    const Tally& tally = town_.tally;
    const auto seconds = static_cast<double>(between_reports.count());
    say(fmt::format(
        "connected {}, on duty {}, positions/s {:.0f}, tips {} (taken {}), offers shown {}, "
        "accepted {}, declined {}, cleared {}, closed {}, refusals {}{}",
        tally.connected,
        tally.on_duty,
        static_cast<double>(tally.positions - positions_said_) / seconds,
        tally.tips,
        tally.tips_taken,
        tally.offers,
        tally.accepted,
        tally.declined,
        tally.cleared,
        tally.closed,
        tally.errors,
        tally.last_error.empty() ? "" : " (last: " + tally.last_error + ")"
    ));
    positions_said_ = tally.positions;
}

} // namespace dageng::demo
