#pragma once

#include "protocol/choice_messages.hpp"
#include "protocol/incident_messages.hpp"
#include "server/engine/needs.hpp"
#include "server/engine/place_note.hpp"
#include "server/engine/planted.hpp"
#include "server/engine/rules.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace dageng::engine {

inline PersonId person_of(const geo::Grid::Item& item) {
    return {std::uint64_t{item.slot} + 1};
}

/// Who may be asked for an incident at one moment, of those within a radius of it, and why the
/// others may not: on duty, fitting a need that people are missing for, without an open offer or
/// running assignment, not asked for this incident before, not one of its reporters or in distress
/// there, heard of within the catalogue's age limit, rested since their last response and within
/// the day's budget of alerts. Priority 1 asks the tired too: neither rest nor budget counts.
///
/// Looked at are thousands at a time: what is asked of each stands in their note in the grid. The
/// world outlives it and stays as it is.
class Eligibility {
  public:
    Eligibility(const World& world, const Incident& incident, Who who, TimeMs now);

    /// Whether somebody within the radius may be asked; if not, the reason is counted. Once for
    /// each.
    bool look_at(const geo::Grid::Item& item) {
        if (is_plain(item)) {
            --counts_.outside_radius;
            return true;
        }
        return look_closely_at(item);
    }

    /// The needs that somebody fits, of those that people are missing for.
    NeedSet needs(const geo::Grid::Item& item) const { return fitting_[note::group(item.note)]; }
    std::uint32_t alerts(const geo::Grid::Item& item) const;
    protocol::TravelMode mode(const geo::Grid::Item& item) const {
        return note::mode(item.note).value_or(usual_mode_[note::group(item.note)]);
    }

    /// How many had which reason; who wasn't looked at is outside the radius. Without `behind`.
    protocol::NotAsked counts() const;
    protocol::LeftOut left_out() const {
        return {counts_.place_too_old, counts_.resting, counts_.budget_spent};
    }

  private:
    const protocol::Catalogue& catalogue() const { return *world_.state.catalogue; }
    /// Whether nothing could keep them from being asked, as it is with nearly everybody.
    bool is_plain(const geo::Grid::Item& item) const {
        return needs(item) != 0 && note::is_free(item.note) &&
               note::heard_at(item.note) >= fresh_from_ &&
               note::alerts(item.note, day_) < plain_alerts_ && asked_.empty() &&
               !is_concerned(person_of(item));
    }
    bool is_concerned(PersonId person) const {
        return std::find(concerned_.begin(), concerned_.end(), person) != concerned_.end();
    }
    bool look_closely_at(const geo::Grid::Item& item);
    /// Where they are counted who were asked before, are engaged or are concerned; nothing for
    /// others.
    std::uint32_t* reason(PersonId person, geo::Grid::Note note);
    std::uint32_t* reason_of_asked(PersonId person);
    bool fresh(PersonId person, geo::Grid::Note note) const;
    bool rests(const Person& person) const;

    const World& world_;
    TimeMs now_;
    std::int64_t age_ms_;
    TimeMs fresh_from_;
    std::uint32_t plain_alerts_; ///< Who had fewer, as their note says, has some left.
    std::uint32_t day_;
    bool urgent_;
    std::vector<NeedSet> fitting_;                 ///< By group.
    std::vector<protocol::TravelMode> usual_mode_; ///< By group.
    std::vector<PersonId> concerned_;              ///< Sorted.
    std::vector<std::pair<PersonId, bool>> asked_; ///< Sorted; and whether they declined.
    protocol::NotAsked counts_;
};

/// An incident's reporters, and the one in distress: the plan neither asks them nor tells them.
/// Sorted, each once.
std::vector<PersonId> concerned(const State& state, const Incident& incident);

inline std::uint32_t* Eligibility::reason(PersonId person, geo::Grid::Note note) {
    if (!asked_.empty()) {
        if (std::uint32_t* const why = reason_of_asked(person)) {
            return why;
        }
    }
    if (note::engaged(note) && !planted(Bug::busy_is_asked)) {
        return &counts_.engaged;
    }
    return is_concerned(person) ? &counts_.not_fitting : nullptr;
}

inline std::uint32_t Eligibility::alerts(const geo::Grid::Item& item) const {
    const std::uint32_t alerts = note::alerts(item.note, day_);
    return alerts == note::most_alerts ? world_.state.person(person_of(item))->alerts : alerts;
}

inline bool Eligibility::look_closely_at(const geo::Grid::Item& item) {
    --counts_.outside_radius;
    if (needs(item) == 0) {
        ++counts_.not_fitting;
        return false;
    }
    const PersonId id = person_of(item);
    if (std::uint32_t* const why = reason(id, item.note)) {
        ++*why;
        return false;
    }
    if (!fresh(id, item.note)) {
        ++counts_.place_too_old;
        return false;
    }
    if (urgent_) {
        return true;
    }
    if (note::responded(item.note) && rests(*world_.state.person(id))) {
        ++counts_.resting;
        return false;
    }
    if (alerts(item) >= catalogue().alerts_a_day.value) {
        ++counts_.budget_spent;
        return false;
    }
    return true;
}

} // namespace dageng::engine
