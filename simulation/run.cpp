#include "simulation/run.hpp"

#include "server/engine/notices.hpp"
#include "simulation/dispatchers.hpp"
#include "simulation/erasures.hpp"
#include "simulation/faults.hpp"
#include "simulation/reporters.hpp"
#include "simulation/responders.hpp"

#include <algorithm>

namespace dageng::simulation {

using protocol::TimeMs;

namespace {

constexpr std::string_view converges = "pages-converge";
/// After so many events a page is compared with a fresh snapshot, and the more the larger it is.
constexpr protocol::Offset compare_each = 100;
constexpr std::uint32_t people_an_event = 20;
/// One of so many is the dispatcher's, who is told the most.
constexpr std::size_t pages_a_console = 4;

/// All parts of a run, wired.
class Whole {
  public:
    explicit Whole(const Options& options)
        : options_(options), chance_(options.seed),
          network_(chance_, schedule_, phones_, district_, verdict_),
          district_(options_, verdict_, network_),
          crowd_(options_, chance_, schedule_, phones_, district_, network_),
          responders_(chance_, schedule_, phones_, district_, network_, crowd_),
          reporters_(options_, chance_, schedule_, phones_, district_, network_, crowd_),
          dispatchers_(chance_, schedule_, phones_, district_, network_, crowd_),
          faults_(options_, chance_, schedule_, district_, network_),
          erasures_(chance_, schedule_, phones_, district_) {
        network_.listen(
            [this](Phone& phone, const Notice& notice) { responders_.hear(phone, notice); },
            [this](Phone& phone) { responders_.catch_up(phone); }
        );
    }

    Report run();

  private:
    void begin();
    void go_on(TimeMs end);
    void compare();
    Report report() const;

    Options options_;
    Verdict verdict_;
    Chance chance_;
    Schedule schedule_;
    std::vector<Phone> phones_;
    Network network_;
    District district_;
    Crowd crowd_;
    Responders responders_;
    Reporters reporters_;
    Dispatchers dispatchers_;
    Faults faults_;
    Erasures erasures_;
    protocol::Offset next_compare_ = 0;
    std::size_t compared_ = 0;
};

void Whole::begin() {
    crowd_.settle();
    district_.begin();
    for (const std::size_t index : crowd_.readers()) {
        Phone& phone = phones_[index];
        phone.reader->start(engine::snapshot(district_.state(), phone.person, opener()));
    }
    crowd_.begin();
    reporters_.begin();
    dispatchers_.begin();
    faults_.begin();
    erasures_.begin();
}

void Whole::go_on(TimeMs end) {
    TimeMs second = district_.now() + 1'000;
    std::uint64_t seconds = 0;
    while (district_.now() < end && !verdict_.broken()) {
        const TimeMs now = std::min({schedule_.next(), district_.next(), second, end});
        district_.advance(now);
        if (now == second && !verdict_.broken()) {
            crowd_.walk(++seconds);
            second = second + 1'000;
        }
        while (schedule_.next() <= now && !verdict_.broken()) {
            schedule_.act();
        }
        compare();
    }
}

void Whole::compare() {
    if (district_.state().last < next_compare_ || district_.down() || !district_.all_released()) {
        return;
    }
    next_compare_ = district_.state().last + compare_each + options_.people / people_an_event;
    const bool console = ++compared_ % pages_a_console == 0;
    const auto& readers = crowd_.readers();
    const Phone& phone =
        phones_[console ? crowd_.dispatchers().front() : readers[compared_ % readers.size()]];
    if (!phone.connected) {
        return;
    }
    Client fresh{phone.watches()};
    fresh.start(engine::snapshot(district_.state(), phone.person, opener()));
    const std::string difference = phone.reader->differs_from(fresh);
    verdict_.check(converges, difference.empty(), difference, phone.person.value);
}

Report Whole::report() const {
    Report report;
    report.options = options_;
    report.counts = district_.counts();
    report.checks = verdict_.checks();
    report.violation = verdict_.violation();
    report.at = district_.now();
    if (report.violation) {
        report.last_events = district_.last_events();
        return report;
    }
    report.digest = district_.digest();
    if (report.counts.offers == 0) {
        report.too_quiet = "nobody was asked";
    } else if (report.counts.accepted == 0) {
        report.too_quiet = "nobody accepted";
    } else if (report.counts.shortfalls == 0) {
        report.too_quiet = "no shortfall was raised";
    } else if (report.counts.erased == 0) {
        report.too_quiet = "nobody was erased";
    } else if (report.counts.restarts == 0) {
        report.too_quiet = "the district never went down";
    }
    return report;
}

Report Whole::run() {
    begin();
    go_on(district_.now() + std::int64_t{options_.hours} * 3'600'000);
    if (!verdict_.broken()) {
        faults_.end();
    }
    if (!verdict_.broken()) {
        district_.check_all(true);
    }
    return report();
}

} // namespace

std::string Report::line() const {
    std::uint64_t all = 0;
    for (const auto& [name, count] : checks) {
        all += count;
    }
    const auto part = [](const char* name, std::uint64_t value) {
        return std::string(name) + ' ' + std::to_string(value) + ' ';
    };
    return part("seed", options.seed) + part("hours", options.hours) +
           part("offers", counts.offers) + part("accepted", counts.accepted) +
           part("shortfalls", counts.shortfalls) + part("checks", all) +
           part("events", counts.events) + "digest " + (digest.empty() ? "none" : digest) +
           " violations " + (violation ? "1" : "0");
}

Report run(const Options& options) {
    return Whole{options}.run();
}

} // namespace dageng::simulation
