#pragma once

#include "load-tests/client/session.hpp"
#include "load-tests/district/outline.hpp"
#include "load-tests/generate/options.hpp"
#include "load-tests/generate/tip_ledger.hpp"
#include "load-tests/measure/histogram.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// The people of a load: volunteers, reporters, consoles.
namespace dageng::load {

/// How many have done something, and when the last of them did.
struct Roll {
    std::size_t count = 0;
    Moment last;

    void note(Moment at) {
        ++count;
        last = at;
    }
};

/// Whether all volunteers are on their way out, or back in.
enum class Absence : std::uint8_t { none, leaving, returning };

/// What they share, and what is counted of them. One thread.
struct Crowd {
    Crowd(const LoadOptions& chosen, const ClientOptions& client, Outline where);

    const LoadOptions& options;
    Desk desk;
    Random random;
    Outline outline;
    TipLedger ledger;
    std::vector<std::string> kinds;        ///< Of tips; learned from the catalogue.
    std::vector<std::string> dispositions; ///< Learned from the catalogue.
    Histogram lateness;                    ///< Of sending, against the schedule.
    double position_every_s = 0;           ///< Of each volunteer; taken up at their next one.
    double tips_per_s = 0;
    bool positions_on = false;
    bool flooding = false; ///< Reporters send the next tip as soon as the one before is answered.
    Absence absence = Absence::none;
    std::uint64_t storm_retries = 0;
    std::uint64_t storm_snapshots = 0;
    Roll heard;            ///< The word of a broadcast.
    Roll back;             ///< Welcome again.
    bool counting = false; ///< Lateness is recorded.
    std::size_t welcome = 0;
    std::size_t on_duty = 0;
    std::size_t lost = 0;
    std::uint64_t positions_sent = 0;
    std::uint64_t tips = 0;
    std::uint64_t offers = 0;
    std::uint64_t closed = 0;
    struct Trouble {
        std::uint64_t count = 0;
        std::string example; ///< The first one's detail.
    };
    std::map<std::string, Trouble, std::less<>> errors; ///< By role and code.

    void note_error(std::string_view code, std::string_view detail);
    void learn(const ServerFrame& frame);
    void sent_late(Moment due);
};

/// A volunteer's phone: on duty, sends a place every T seconds, shows every offer at once; the
/// volunteer answers within some seconds.
class Volunteer final : public Session {
  public:
    Volunteer(Crowd& crowd, std::string token);

    void begin_duty();
    /// The first place is sent at `first`, the others every T seconds after it.
    void schedule_positions(Moment first);
    void on_timer(Moment due, std::uint64_t tag) override;

  private:
    void on_welcome() override;
    void on_lost(std::uint16_t code, std::string_view reason) override;
    bool wants(std::string_view type) const override;
    void on_message(const ServerFrame& frame, Moment at) override;
    void answer(const ServerFrame& frame, Moment at);
    void decide(std::uint64_t assignment);
    /// An answer of its own, or a change: it goes, or it needn't.
    void follow(const AssignmentNews& news);
    void send_position();
    std::string next_id();

    Crowd& crowd_;
    GeoPoint place_;
    std::uint64_t offered_ = 0;    ///< On the screen, not yet answered; 0: none.
    std::uint64_t assignment_ = 0; ///< That it is on the way to; 0: none.
    std::uint64_t commands_ = 0;
    bool on_duty_ = false;
};

class Reporter final : public Session {
  public:
    Reporter(Crowd& crowd, std::string token)
        : Session(crowd.desk, std::move(token)), crowd_(crowd) {}

    /// Sends a tip from somewhere in the district.
    void report(Moment due, bool counted);
    /// After a refusal of a flood's tip: the next one.
    void on_timer(Moment due, std::uint64_t tag) override;

  private:
    void on_welcome() override { ++crowd_.welcome; }
    void on_lost(std::uint16_t code, std::string_view reason) override;
    bool wants(std::string_view) const override { return false; }
    void on_message(const ServerFrame& frame, Moment at) override;

    Crowd& crowd_;
};

/// Which incidents a console handles: those whose number leaves the remainder `index` when divided
/// by `of`; none when `of` is 0. Spread so that no console comes near its rate of commands.
struct Share {
    std::uint64_t index = 0;
    std::uint64_t of = 0;

    bool has(std::uint64_t incident) const { return of != 0 && incident % of == index; }
};

/// A dispatcher's console. One that has a share of the incidents acknowledges each as it opens and
/// closes what is done, at most 1.5 a second: both together stay under what a server takes from one
/// account as it comes (five a second), and what is done faster waits. One that has none watches a
/// part of the map and moves it once a second.
class Console final : public Session {
  public:
    Console(Crowd& crowd, std::string token, bool close_up, Share share);

    void on_timer(Moment due, std::uint64_t tag) override;

  private:
    void on_welcome() override;
    void on_lost(std::uint16_t code, std::string_view reason) override;
    bool wants(std::string_view type) const override;
    void on_message(const ServerFrame& frame, Moment at) override;
    void move_map();
    void handle(const ServerFrame& frame);
    void acknowledge(std::uint64_t incident);
    void close_next();

    Crowd& crowd_;
    std::deque<std::uint64_t> to_close_;
    bool close_up_;
    Share share_;
    std::uint64_t commands_ = 0;
};

} // namespace dageng::load
