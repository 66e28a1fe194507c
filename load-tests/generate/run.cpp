#include "load-tests/generate/run.hpp"

#include <fmt/format.h>

#include <chrono>
#include <map>
#include <stdexcept>
#include <utility>

namespace dageng::load {

namespace {

enum Tag : std::uint8_t { look_around, stage_over, tip_due };

/// How many may be on the way to being connected, or on duty, at a time.
constexpr std::size_t at_once = 200;
constexpr std::chrono::milliseconds between_looks{20};
/// A stage that waits for the server is given up after this.
constexpr std::chrono::seconds patience{120};

std::chrono::nanoseconds nanoseconds(double seconds) {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double>(seconds)
    );
}

ClientOptions client_options(const LoadOptions& options) {
    const auto server = ServerAddress::parse(options.server);
    return {server, options.source_addresses, options.tls, options.tickets};
}

Outline outline_of(const LoadOptions& options) {
    // Well inside Chaoyang: a load needs a district's size, not its shape.
    constexpr GeoBox box{39.86, 116.43, 40.02, 116.53};
    return options.boundary_path.empty() ? Outline::from_box(box)
                                         : Outline::from_file(options.boundary_path);
}

std::vector<std::string> some_lines(const std::string& path, std::size_t wanted) {
    if (path.empty()) {
        return {};
    }
    std::vector<std::string> lines = read_lines(path);
    if (wanted > lines.size()) {
        throw std::runtime_error(
            fmt::format("{} holds {} tokens, {} are needed", path, lines.size(), wanted)
        );
    }
    if (wanted > 0) {
        lines.resize(wanted);
    }
    return lines;
}

} // namespace

Run::Run(const LoadOptions& options)
    : options_(options), crowd_(options, client_options(options), outline_of(options)) {
    for (const std::string& token : some_lines(options.tokens_path, options.connections)) {
        volunteers_.push_back(std::make_unique<Volunteer>(crowd_, token));
    }
    for (const std::string& token : some_lines(options.reporters_path, 0)) {
        reporters_.push_back(std::make_unique<Reporter>(crowd_, token));
    }
    if (!options.consoles_path.empty()) {
        const std::vector<std::string> tokens =
            some_lines(options.consoles_path, options.watching + options.handling);
        if (tokens.empty()) {
            throw std::runtime_error(options.consoles_path + " holds no token");
        }
        announcer_ = tokens.front();
        const std::size_t count = options.watching + options.handling;
        for (std::size_t i = 0; i < count; ++i) {
            const Share share =
                i < options.watching ? Share{} : Share{i - options.watching, options.handling};
            consoles_.push_back(std::make_unique<Console>(crowd_, tokens[i], i % 2 == 0, share));
        }
    }
    if (volunteers_.empty() || (options.tips_per_s > 0 && reporters_.empty())) {
        throw std::runtime_error("there must be volunteers, and reporters when there are tips");
    }
    const std::size_t files = volunteers_.size() + reporters_.size() + consoles_.size() + 50;
    if (raise_file_limit() < files) {
        throw std::runtime_error(fmt::format("this process may not open {} files", files));
    }
    figures_.volunteers = volunteers_.size();
    figures_.server_known = !options.server_pids.empty();
}

bool Run::execute() {
    mark(Mark::before);
    enter(Stage::connecting);
    crowd_.desk.client.add_timer(Clock::now(), *this, look_around);
    crowd_.desk.client.run();
    return why_.empty();
}

void Run::mark(Mark mark) {
    MarkFigures& now = figures_.marks[mark];
    now.at_unix_ms = time_of_day().value;
    now.at = Clock::now();
    now.positions_sent = crowd_.positions_sent;
    for (const int pid : options_.server_pids) {
        const ProcessFigures process = figures_of(pid);
        now.server.cpu_ns += process.cpu_ns;
        now.server.resident_bytes += process.resident_bytes;
    }
}

void Run::after(double seconds) {
    crowd_.desk.client.add_timer(Clock::now() + nanoseconds(seconds), *this, stage_over);
}

void Run::give_up(std::string why) {
    why_ = std::move(why);
    crowd_.desk.client.stop();
}

void Run::enter(Stage stage) {
    stage_ = stage;
    stage_began_ = Clock::now();
    begun_ = 0;
    resting_ = false;
    const Moment now = Clock::now();
    switch (stage) {
    case Stage::idle:
        mark(Mark::idle_begin);
        after(options_.idle_s);
        break;
    case Stage::places: {
        mark(Mark::places_begin);
        crowd_.positions_on = true;
        const double every = options_.position_every_s;
        for (const auto& volunteer : volunteers_) {
            volunteer->schedule_positions(now + nanoseconds(crowd_.random.between(0, every)));
        }
        after(options_.positions_s);
        break;
    }
    case Stage::warm_up:
        begin_full_load();
        after(options_.warm_up_s);
        break;
    case Stage::measured:
        mark(Mark::measured_begin);
        crowd_.counting = true;
        after(options_.measure_s);
        break;
    case Stage::drain:
        mark(Mark::measured_end);
        crowd_.counting = false;
        crowd_.tips_per_s = 0;
        after(options_.drain_s);
        break;
    case Stage::fan_out:
    case Stage::storm:
    case Stage::ramp:
    case Stage::flood:
        crowd_.positions_on = stage == Stage::ramp;
        trial_ = trial_of(stage);
        if (trial_ == nullptr) {
            next_stage();
            return;
        }
        trial_->begin();
        schedule_tips();
        break;
    case Stage::watchers:
        crowd_.positions_on = true;
        break;
    case Stage::over:
        crowd_.desk.client.stop();
        break;
    default:
        break;
    }
}

std::unique_ptr<Trial> Run::trial_of(Stage stage) {
    TrialFigures& figures = figures_.trials;
    switch (stage) {
    case Stage::fan_out:
        return options_.broadcasts == 0 ? nullptr : make_fan_out(crowd_, announcer_, figures);
    case Stage::storm:
        return options_.storms == 0 ? nullptr : make_storm(crowd_, volunteers_, figures);
    case Stage::ramp:
        return options_.ramp_from <= 0 ? nullptr : make_ramp(crowd_, volunteers_.size(), figures);
    case Stage::flood:
        return options_.flood_s <= 0 ? nullptr : make_flood(crowd_, reporters_, figures);
    default:
        return nullptr;
    }
}

void Run::next_stage() {
    static const std::map<Stage, Mark> ends{
        {Stage::connecting, Mark::connected},
        {Stage::begins_duty, Mark::on_duty},
        {Stage::idle, Mark::idle_end},
        {Stage::places, Mark::places_end},
    };
    if (stage_ == Stage::drain) {
        figures_.tips = crowd_.ledger.take();
        figures_.lateness = std::exchange(crowd_.lateness, {});
    }
    if (const auto end = ends.find(stage_); end != ends.end()) {
        mark(end->second);
    }
    enter(static_cast<Stage>(static_cast<unsigned>(stage_) + 1));
}

void Run::on_timer(Moment due, std::uint64_t tag) {
    if (tag == look_around) {
        look(due);
    } else if (tag == stage_over) {
        next_stage();
    } else {
        send_tip(due);
    }
}

void Run::look(Moment due) {
    crowd_.desk.client.add_timer(due + between_looks, *this, look_around);
    if (trial_ != nullptr) {
        if (trial_->look(Clock::now())) {
            trial_.reset();
            next_stage();
        }
        return;
    }
    const bool waits =
        stage_ == Stage::connecting || stage_ == Stage::begins_duty || stage_ == Stage::watchers;
    if (!waits || resting_) {
        return;
    }
    if (crowd_.lost > volunteers_.size() / 100) {
        give_up(fmt::format("{} connections were refused or lost", crowd_.lost));
        return;
    }
    if (due - stage_began_ > patience) {
        give_up("the server took too long to welcome everybody");
        return;
    }
    const bool done = stage_ == Stage::connecting    ? connect_more()
                      : stage_ == Stage::begins_duty ? begin_more_duty()
                                                     : connect_watchers();
    if (done && stage_ == Stage::watchers) {
        enter(Stage::warm_up);
    } else if (done) {
        // Rest until what the stage left behind (freed buffers, syncs) has settled.
        resting_ = true;
        after(options_.settle_s);
    }
}

bool Run::connect_watchers() {
    const std::size_t watchers = reporters_.size() + consoles_.size();
    for (; begun_ < watchers; ++begun_) {
        Session& session = begun_ < reporters_.size() ? static_cast<Session&>(*reporters_[begun_])
                                                      : *consoles_[begun_ - reporters_.size()];
        session.connect();
    }
    return crowd_.welcome >= volunteers_.size() + watchers;
}

bool Run::connect_more() {
    while (begun_ < volunteers_.size() && begun_ < crowd_.welcome + crowd_.lost + at_once) {
        volunteers_[begun_++]->connect();
    }
    return crowd_.welcome + crowd_.lost >= volunteers_.size();
}

bool Run::begin_more_duty() {
    while (begun_ < volunteers_.size() && begun_ < crowd_.on_duty + crowd_.lost + at_once) {
        volunteers_[begun_++]->begin_duty();
    }
    return crowd_.on_duty + crowd_.lost >= volunteers_.size();
}

void Run::begin_full_load() {
    if (options_.measured_every_s > 0) {
        crowd_.position_every_s = options_.measured_every_s;
    }
    crowd_.tips_per_s = options_.tips_per_s;
    schedule_tips();
}

void Run::schedule_tips() {
    if (!tips_scheduled_ && crowd_.tips_per_s > 0) {
        tips_scheduled_ = true;
        crowd_.desk.client.add_timer(Clock::now(), *this, tip_due);
    }
}

void Run::send_tip(Moment due) {
    if (crowd_.tips_per_s <= 0) {
        tips_scheduled_ = false;
        return;
    }
    reporters_[next_reporter_++ % reporters_.size()]->report(due, crowd_.counting);
    const double gap = crowd_.random.exponential(1 / crowd_.tips_per_s);
    crowd_.desk.client.add_timer(due + nanoseconds(gap), *this, tip_due);
}

} // namespace dageng::load
