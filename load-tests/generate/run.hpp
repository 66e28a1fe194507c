#pragma once

#include "load-tests/generate/figures.hpp"

#include <memory>
#include <vector>

namespace dageng::load {

/// One run: everybody connects, goes on duty, rests, sends positions, then full load. Each stage
/// begins when the one before is done or its time has passed.
class Run final : public Timed {
  public:
    /// Throws std::runtime_error when a file is missing or a list is too short.
    explicit Run(const LoadOptions& options);

    /// Returns when all is over; false when it had to be given up, which `why` tells.
    bool execute();

    const std::string& why() const { return why_; }
    const RunFigures& figures() const { return figures_; }
    const Crowd& crowd() const { return crowd_; }

    void on_timer(Moment due, std::uint64_t tag) override;

  private:
    enum class Stage : std::uint8_t {
        connecting,
        begins_duty,
        idle,
        places,
        fan_out,
        storm,
        watchers,
        warm_up,
        measured,
        drain,
        ramp,
        flood,
        over
    };

    void enter(Stage stage);
    /// Nothing when the stage isn't a trial, or isn't asked for.
    std::unique_ptr<Trial> trial_of(Stage stage);
    void next_stage();
    /// Goes on once what the stage waits for has come about; called ten times a second.
    void look(Moment due);
    bool connect_more();
    bool begin_more_duty();
    bool connect_watchers();
    void begin_full_load();
    void schedule_tips();
    void send_tip(Moment due);
    void mark(Mark mark);
    void after(double seconds);
    void give_up(std::string why);

    const LoadOptions& options_;
    Crowd crowd_;
    RunFigures figures_;
    Volunteers volunteers_;
    Reporters reporters_;
    std::vector<std::unique_ptr<Console>> consoles_;
    std::string announcer_; ///< Token of the console that says something to everybody.
    std::unique_ptr<Trial> trial_;
    Stage stage_ = Stage::connecting;
    Moment stage_began_;
    std::size_t begun_ = 0; ///< Of the stage's people.
    bool resting_ = false;  ///< The stage has what it waited for; the server settles.
    std::size_t next_reporter_ = 0;
    bool tips_scheduled_ = false;
    std::string why_;
};

} // namespace dageng::load
