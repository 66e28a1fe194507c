#pragma once

#include "demo/city/town.hpp"
#include "demo/people/behaviour.hpp"
#include "demo/people/movement.hpp"

#include <functional>
#include <memory>
#include <string>

namespace dageng::demo {

/// One volunteer or officer with a phone: goes on duty where a movement begins, sends their place
/// as it comes, answers offers as people do, and goes off duty when the movement ends; then waits
/// for the next one.
class Responder final : public load::Session {
  public:
    /// What is done in the next spell of duty, and how many real seconds after the last one.
    struct Spell {
        std::unique_ptr<Movement> movement;
        double begins_in_s = 0;
    };
    using NextSpell = std::function<Spell()>;

    Responder(Town& town, std::string token, NextSpell next_spell);

    /// Connects in a while, and plans the first spell.
    void begin(double in_real_s);
    void on_timer(Moment due, std::uint64_t tag) override;

  private:
    /// How often a place is sent at most, in real time.
    static constexpr double between_places_s = 2;

    struct Job {
        std::uint64_t assignment = 0; ///< 0: none.
        double work_s = 0;
        bool on_scene = false;
    };

    void on_welcome() override;
    void on_lost(std::uint16_t code, std::string_view reason) override;
    bool wants(std::string_view type) const override;
    void on_message(const load::ServerFrame& frame, Moment at) override;

    void plan_spell();
    void begin_spell();
    void end_spell();
    void begin_duty();
    /// Finds the next place that is due late enough to be sent, and sets the timer for it.
    void plan_place();
    void send_place();
    void show(const load::ServerFrame& frame);
    /// Goes on with what was accepted before this program began.
    void take_up(const load::AssignmentNews& offer);
    void decide(std::uint64_t assignment);
    /// The server took the acceptance: on the way from here.
    void set_out();
    void on_assignment(const load::ServerFrame& frame);
    void arrive();
    void clear();
    void drop_job();
    Moment moment_of(double at_s) const;

    Town& town_;
    NextSpell next_spell_;
    load::Random random_;
    Retry retry_;
    std::unique_ptr<Movement> movement_;
    std::uint64_t spells_ = 0;
    Moment spell_began_;
    std::optional<Step> step_; ///< The place to be sent next.
    Moment last_sent_;
    bool on_duty_ = false; ///< As far as this phone has asked for it.
    bool connected_ = false;

    /// The offer on the screen; one at a time, others are left to expire.
    struct Shown {
        std::uint64_t assignment = 0;
        std::uint64_t n = 0;
        Reaction reaction;
        double distance_m = 0;
        GeoPoint scene;
    };
    Shown shown_;
    Job job_;
};

} // namespace dageng::demo
