#include "load-tests/generate/trials.hpp"

#include "protocol/broadcast_messages.hpp"

#include <fmt/format.h>

#include <chrono>

namespace dageng::load {

namespace {

constexpr std::chrono::seconds patience{60};

double seconds_between(Moment from, Moment to) {
    return std::chrono::duration<double>(to - from).count();
}

/// The dispatcher who says it. Reads nothing of what a console is told.
class Announcer final : public Session {
  public:
    Announcer(Crowd& crowd, std::string token)
        : Session(crowd.desk, std::move(token)), crowd_(crowd) {}

    void say(std::size_t number) {
        constexpr std::int64_t all_of_it_m = 20'000;
        const GeoBox& box = crowd_.outline.box();
        protocol::SendBroadcast word;
        word.area.centre = lat_lon((box.south + box.north) / 2, (box.west + box.east) / 2);
        word.area.radius_m.value = all_of_it_m;
        word.words = protocol::BroadcastWords{protocol::BroadcastWords::Clear{"load test"}};
        command(word, fmt::format("word-{:x}-{}", time_of_day().value, number));
    }
    void on_timer(Moment, std::uint64_t) override {}
    /// Until then the client may still speak to it.
    bool is_gone() const { return gone_; }

  private:
    void on_welcome() override {}
    void on_lost(std::uint16_t code, std::string_view reason) override {
        gone_ = true;
        if (code == 1000) {
            return;
        }
        crowd_.note_error(fmt::format("announcer: closed with {}", code), reason);
    }
    bool wants(std::string_view) const override { return false; }
    void on_message(const ServerFrame& frame, Moment) override {
        if (frame.type == "error") {
            crowd_.note_error(fmt::format("announcer: {}", frame.error_code), frame.error_detail);
        }
    }

    Crowd& crowd_;
    bool gone_ = false;
};

class FanOut final : public Trial {
  public:
    FanOut(Crowd& crowd, const std::string& token, TrialFigures& figures)
        : crowd_(crowd), announcer_(crowd, token), figures_(figures) {}

    void begin() override {
        announcer_.connect();
        rests_from_ = Clock::now();
    }

    bool look(Moment now) override {
        if (announcer_.is_gone()) {
            return true;
        }
        if (speaking_) {
            listen(now);
        } else if (round_ == crowd_.options.broadcasts || now - rests_from_ > patience) {
            announcer_.close();
        } else if (announcer_.is_welcome() && now - rests_from_ > rest) {
            crowd_.heard = {};
            said_ = Clock::now();
            announcer_.say(++round_);
            speaking_ = true;
        }
        return false;
    }

  private:
    void listen(Moment now) {
        constexpr std::chrono::seconds too_long{20};
        const bool all = crowd_.heard.count >= crowd_.on_duty;
        if (!all && now - said_ < too_long) {
            return;
        }
        if (all) {
            figures_.fan_out_ms.push_back(1000 * seconds_between(said_, crowd_.heard.last));
        } else {
            figures_.fan_out_missing += crowd_.on_duty - crowd_.heard.count;
        }
        speaking_ = false;
        rests_from_ = now;
    }

    static constexpr std::chrono::seconds rest{2};

    Crowd& crowd_;
    Announcer announcer_;
    TrialFigures& figures_;
    unsigned round_ = 0;
    bool speaking_ = false;
    Moment said_;
    Moment rests_from_;
};

class Storm final : public Trial {
  public:
    Storm(Crowd& crowd, Volunteers& volunteers, TrialFigures& figures)
        : crowd_(crowd), volunteers_(volunteers), figures_(figures) {}

    void begin() override { leave(); }

    bool look(Moment now) override {
        constexpr std::chrono::seconds rest{2};
        if (crowd_.absence == Absence::leaving) {
            if (crowd_.desk.client.connections() == 0 && now - left_ > rest) {
                come_back();
            }
            return now - left_ > patience;
        }
        if (crowd_.back.count < volunteers_.size()) {
            if (now - came_ < patience) {
                return false;
            }
            crowd_.note_error("storm: not everybody came back", "");
        } else {
            figures_.storm_s.push_back(seconds_between(came_, crowd_.back.last));
        }
        figures_.storm_retries = crowd_.storm_retries;
        figures_.storm_snapshots = crowd_.storm_snapshots;
        figures_.storm_by_ticket = crowd_.desk.client.by_ticket();
        if (figures_.storm_s.size() >= crowd_.options.storms ||
            crowd_.back.count < volunteers_.size()) {
            crowd_.absence = Absence::none;
            return true;
        }
        leave();
        return false;
    }

  private:
    void leave() {
        crowd_.absence = Absence::leaving;
        left_ = Clock::now();
        for (const auto& volunteer : volunteers_) {
            volunteer->close();
        }
    }

    void come_back() {
        crowd_.absence = Absence::returning;
        crowd_.back = {};
        came_ = Clock::now();
        for (const auto& volunteer : volunteers_) {
            volunteer->connect();
        }
    }

    Crowd& crowd_;
    Volunteers& volunteers_;
    TrialFigures& figures_;
    Moment left_;
    Moment came_;
};

class Ramp final : public Trial {
  public:
    Ramp(Crowd& crowd, std::size_t volunteers, TrialFigures& figures)
        : crowd_(crowd), volunteers_(static_cast<double>(volunteers)), figures_(figures) {}

    void begin() override {
        rate_ = crowd_.options.ramp_from;
        step();
    }

    bool look(Moment now) override {
        constexpr double step_s = 6;
        if (!counting_ && seconds_between(began_, now) > settling_s_) {
            counting_ = true;
            began_ = now;
            positions_ = crowd_.positions_sent;
            crowd_.lateness = Histogram{};
            crowd_.counting = true;
            crowd_.ledger.take();
        }
        if (!counting_ || seconds_between(began_, now) < step_s) {
            return false;
        }
        crowd_.counting = false;
        if (ends(now)) {
            crowd_.tips_per_s = 0;
            return true;
        }
        constexpr double growth = 1.25;
        rate_ *= growth;
        step();
        return false;
    }

  private:
    void step() {
        constexpr double tips_of_positions = 0.01;
        // Whoever's next place is still due at the old pace sends it first.
        settling_s_ = crowd_.position_every_s + 1;
        crowd_.position_every_s = volunteers_ / rate_;
        crowd_.tips_per_s = rate_ * tips_of_positions;
        counting_ = false;
        began_ = Clock::now();
    }

    bool ends(Moment now) {
        constexpr std::int64_t bound_ns = 50'000'000;
        constexpr std::int64_t late_ns = 20'000'000;
        constexpr double quantile = 0.99;
        const TipFigures tips = crowd_.ledger.take();
        if (crowd_.lateness.at(quantile) > late_ns) {
            figures_.generator_ended_first = true;
            return true;
        }
        // A tip that is taken for one more report of an incident near by is answered and has no
        // offer: so the answers are what none may lack.
        const std::uint64_t most_unanswered = tips.counted / 100;
        if (tips.unanswered > most_unanswered || tips.to_offer.count() < tips.counted / 2 ||
            tips.to_ok.at(quantile) > bound_ns || tips.to_offer.at(quantile) > bound_ns) {
            return true;
        }
        const auto sent = static_cast<double>(crowd_.positions_sent - positions_);
        figures_.greatest_load = sent / seconds_between(began_, now);
        return false;
    }

    Crowd& crowd_;
    double volunteers_;
    TrialFigures& figures_;
    double rate_ = 0;
    double settling_s_ = 0;
    bool counting_ = false;
    std::uint64_t positions_ = 0;
    Moment began_;
};

class Flood final : public Trial {
  public:
    Flood(Crowd& crowd, Reporters& reporters, TrialFigures& figures)
        : crowd_(crowd), reporters_(reporters), figures_(figures) {}

    void begin() override {
        crowd_.flooding = true;
        began_ = Clock::now();
        for (const auto& reporter : reporters_) {
            reporter->report(began_, true);
        }
    }

    bool look(Moment now) override {
        constexpr double warm_up_s = 2;
        if (!counting_ && seconds_between(began_, now) > warm_up_s) {
            counting_ = true;
            began_ = now;
            crowd_.ledger.take();
        }
        if (!counting_ || seconds_between(began_, now) < crowd_.options.flood_s) {
            return false;
        }
        crowd_.flooding = false;
        figures_.flood = crowd_.ledger.take();
        figures_.durable_tips_per_s =
            static_cast<double>(figures_.flood.to_ok.count()) / seconds_between(began_, now);
        return true;
    }

  private:
    Crowd& crowd_;
    Reporters& reporters_;
    TrialFigures& figures_;
    bool counting_ = false;
    Moment began_;
};

} // namespace

std::unique_ptr<Trial>
make_fan_out(Crowd& crowd, const std::string& console_token, TrialFigures& figures) {
    return std::make_unique<FanOut>(crowd, console_token, figures);
}

std::unique_ptr<Trial> make_storm(Crowd& crowd, Volunteers& volunteers, TrialFigures& figures) {
    return std::make_unique<Storm>(crowd, volunteers, figures);
}

std::unique_ptr<Trial> make_ramp(Crowd& crowd, std::size_t volunteers, TrialFigures& figures) {
    return std::make_unique<Ramp>(crowd, volunteers, figures);
}

std::unique_ptr<Trial> make_flood(Crowd& crowd, Reporters& reporters, TrialFigures& figures) {
    return std::make_unique<Flood>(crowd, reporters, figures);
}

} // namespace dageng::load
