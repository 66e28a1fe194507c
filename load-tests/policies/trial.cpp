#include "load-tests/policies/trial.hpp"

#include "load-tests/client/client_frames.hpp"
#include "server/engine/assignment_states.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>
#include <set>
#include <stdexcept>

namespace dageng::load {

namespace {

using protocol::AssignmentId;
using protocol::AssignmentState;
using protocol::IncidentId;
using protocol::PersonId;
using protocol::TimeMs;

/// Midnight in the district (UTC+8), so that hours of the day are those of the calls.
constexpr TimeMs begin{1'795'536'000'000};
constexpr std::int64_t hour_ms = 3'600'000;

class Trial {
  public:
    Trial(const TrialSetting& setting, const protocol::Catalogue& catalogue)
        : setting_(setting), core_(begin) {
        core_.keep_records(false);
        auto taken = core_.engine().take_catalogue(catalogue);
        if (!taken) {
            throw std::runtime_error(taken.refusal().detail);
        }
        core_.commit(std::move(*taken));
        core_.listen([this](const engine::Event& event) { hear(event); });
        enlist();
        core_.engine().lead(core_.now(), core_.now());
    }

    TrialFigures run() {
        for (std::size_t i = 0; i < setting_.people.size(); ++i) {
            const auto first = static_cast<std::int64_t>(i) % setting_.place_every_ms;
            later(first, [this, i] { walk(i); });
        }
        for (std::size_t i = 0; i < setting_.calls.size(); ++i) {
            later(setting_.calls[i].at_ms, [this, i] { report(i); });
        }
        while (step()) {
        }
        for (const auto& [incident, seen] : seen_) {
            figures_.incidents += seen.asks ? 1U : 0U;
            if (seen.asks && seen.accepted_at) {
                figures_.accepted_s.push_back(seconds(*seen.accepted_at - seen.opened_at));
            }
            if (seen.asks && seen.arrived_at) {
                figures_.arrived_s.push_back(seconds(*seen.arrived_at - seen.opened_at));
            }
        }
        return std::move(figures_);
    }

  private:
    struct Seen {
        TimeMs opened_at;
        bool asks = false;
        std::uint64_t call = 0;
        std::optional<TimeMs> accepted_at;
        std::optional<TimeMs> arrived_at;
        std::uint32_t going = 0;
    };
    struct Task {
        TimeMs at;
        std::uint64_t order = 0;
        std::function<void()> work;
        bool operator>(const Task& other) const {
            return std::pair{at, order} > std::pair{other.at, other.order};
        }
    };

    static double seconds(std::int64_t ms) { return static_cast<double>(ms) / 1000; }

    void later(std::int64_t ms, std::function<void()> work) {
        tasks_.push({core_.now() + ms, ++tasks_made_, std::move(work)});
    }

    bool step() {
        const TimeMs end = begin + setting_.length_ms;
        const TimeMs task = tasks_.empty() ? end : tasks_.top().at;
        const TimeMs due = core_.engine().due().value_or(end);
        const TimeMs next = std::max(std::min(task, due), core_.now());
        if (next >= end) {
            return false;
        }
        core_.pass(next - core_.now());
        if (due <= task) {
            core_.run_due();
            return true;
        }
        const auto work = tasks_.top().work;
        tasks_.pop();
        work();
        core_.run_due();
        return true;
    }

    void enlist() {
        dispatcher_ = core_.enlist(protocol::Role::dispatcher);
        core_.commit(core_.engine().session_began(dispatcher_));
        for (const TrialPerson& person : setting_.people) {
            const bool officer = person.category == "officer";
            const auto role = officer ? protocol::Role::officer : protocol::Role::volunteer;
            const PersonId id = core_.enlist(role, protocol::Slug{person.category});
            people_.push_back(id);
            begin_duty(people_.size() - 1);
        }
        for (std::size_t i = 0; i < setting_.calls.size(); ++i) {
            reporters_.push_back(core_.enlist(protocol::Role::resident));
        }
    }

    void begin_duty(std::size_t i) {
        protocol::BeginDuty duty;
        const auto at = place_of(i);
        duty.place = protocol::Place{at, {10}};
        core_.say(people_[i], duty);
        core_.move(people_[i], load::device_of(people_[i]), {at, 10, core_.now()});
    }

    /// Where the track has them now: there, and the same way back.
    protocol::LatLon place_of(std::size_t i) const {
        const TrialPerson& person = setting_.people[i];
        const GeoPoint at_then = person.shift.apply(
            demo::there_and_back(*person.track, core_.now() - begin + person.ahead_ms)
        );
        return lat_lon(at_then.lat, at_then.lon);
    }

    void walk(std::size_t i) {
        later(setting_.place_every_ms, [this, i] { walk(i); });
        const auto& person = *core_.state().person(people_[i]);
        if (!person.on_duty) {
            begin_duty(i);
        } else if (!away_.contains(people_[i].value)) {
            core_.move(people_[i], load::device_of(people_[i]), {place_of(i), 10, core_.now()});
        } else {
            // On the way or there: heard of where the assignment has brought them.
            const auto heard = core_.engine().places().of(people_[i]);
            core_.move(people_[i], load::device_of(people_[i]), {heard->at, 10, core_.now()});
        }
    }

    void report(std::size_t i) {
        call_ = i;
        protocol::ReportTip tip;
        tip.kind = {setting_.calls[i].kind};
        tip.place = {setting_.calls[i].place, {20}};
        core_.say(reporters_[i], tip);
    }

    void hear(const engine::Event& event) {
        if (const auto* opened = std::get_if<engine::IncidentOpened>(&event)) {
            Seen& seen = seen_[opened->incident];
            seen.opened_at = core_.now();
            seen.call = call_;
            later(1'000, [this, id = opened->incident] {
                core_.say(dispatcher_, protocol::AcknowledgeIncident{id});
            });
            later(45 * 60'000, [this, id = opened->incident] { close(id); });
        } else if (const auto* wave = std::get_if<engine::WaveOpened>(&event)) {
            seen_[wave->incident].asks = true;
        } else if (const auto* offer = std::get_if<engine::OfferMade>(&event)) {
            offered(*offer);
        } else if (const auto* changed = std::get_if<engine::AssignmentChanged>(&event)) {
            follow(*changed);
        }
    }

    void close(IncidentId id) {
        core_.say(dispatcher_, protocol::CloseIncident{id, {"resolved"}, {}, {}});
    }

    void offered(const engine::OfferMade& offer) {
        ++figures_.alerts;
        const int hour = static_cast<int>((core_.now() - begin) / hour_ms % 24);
        const auto reaction = react(
            setting_.seed,
            offer.person.value,
            seen_[offer.incident].call,
            offer.category.value,
            hour
        );
        if (reaction.answer == Answer::unreached) {
            return;
        }
        const auto ms = [](double s) { return static_cast<std::int64_t>(s * 1000); };
        const AssignmentId id = offer.assignment;
        later(ms(reaction.seen_s), [this, id] {
            const auto& one = core_.state().assignments.at(id);
            core_.commit(core_.engine().seen(one.person, one.offer_n));
        });
        if (reaction.answer == Answer::decline) {
            later(ms(reaction.answered_s), [this, id, by = offer.person] {
                core_.say(by, protocol::DeclineOffer{id});
            });
        } else if (reaction.answer == Answer::accept) {
            const double way_s = reaction.slower * offer.eta_s.value_or(offer.distance_m);
            later(ms(reaction.answered_s), [this, id, by = offer.person, way_s, reaction, ms] {
                if (!core_.say(by, protocol::AcceptOffer{id}).empty()) {
                    return;
                }
                later(ms(way_s), [this, id, by] { arrive(id, by); });
                later(ms(way_s + reaction.working_s), [this, id, by] {
                    core_.say(by, protocol::SetStatus{id, protocol::Progress::cleared});
                });
            });
        }
    }

    void arrive(AssignmentId id, PersonId by) {
        const auto& one = core_.state().assignments.at(id);
        if (away_.contains(by.value) && engine::is_running(one.state)) {
            core_.move(
                by,
                load::device_of(by),
                {core_.state().incidents.at(one.incident).place.at, 10, core_.now()}
            );
            core_.say(by, protocol::SetStatus{id, protocol::Progress::on_scene});
        }
    }

    void follow(const engine::AssignmentChanged& changed) {
        Seen& seen = seen_[changed.incident];
        if (changed.state == AssignmentState::accepted) {
            away_.insert(changed.person.value);
            ++seen.going;
            seen.accepted_at = seen.accepted_at.value_or(core_.now());
        } else if (changed.state == AssignmentState::on_scene) {
            seen.arrived_at = seen.arrived_at.value_or(core_.now());
        } else if (!engine::is_running(changed.state) && away_.erase(changed.person.value) > 0) {
            if (--seen.going == 0 && changed.state == AssignmentState::cleared) {
                later(10'000, [this, id = changed.incident] { close(id); });
            }
        }
    }

    const TrialSetting& setting_;
    Core core_;
    TrialFigures figures_;
    std::priority_queue<Task, std::vector<Task>, std::greater<>> tasks_;
    std::uint64_t tasks_made_ = 0;
    PersonId dispatcher_;
    std::vector<PersonId> people_;
    std::vector<PersonId> reporters_;
    std::set<std::uint64_t> away_; ///< Who goes or is there.
    std::map<IncidentId, Seen> seen_;
    std::uint64_t call_ = 0; ///< The one that is being reported.
};

} // namespace

TrialFigures try_policy(const TrialSetting& setting, const protocol::Catalogue& catalogue) {
    return Trial{setting, catalogue}.run();
}

} // namespace dageng::load
