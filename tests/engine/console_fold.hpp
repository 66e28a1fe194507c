#pragma once

#include "protocol/json_read.hpp"
#include "protocol/names.hpp"
#include "server/engine/assignment_states.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace dageng::test {

/// An item of a snapshot, taken apart.
struct Item {
    std::string type;
    std::string data;
    Offset n = 0;
};

/// Takes `{"type":…,"n":…,"data":{…}}` apart.
inline Item item_of(const std::string& text) {
    const std::string type_mark = "{\"type\":\"";
    const std::string data_mark = "\"data\":";
    BOOST_REQUIRE(text.starts_with(type_mark));
    const std::size_t type_end = text.find('"', type_mark.size());
    const std::size_t data = text.find(data_mark) + data_mark.size();
    Item item{
        text.substr(type_mark.size(), type_end - type_mark.size()),
        text.substr(data, text.size() - data - 1)
    };
    const std::size_t n = text.find("\"n\":");
    if (n < data) {
        item.n = std::stoull(text.substr(n + 4));
    }
    return item;
}

inline std::vector<Item> items_of(const Town& town, PersonId person) {
    std::vector<Item> items;
    for (const std::string& text : engine::snapshot(town.state(), person, opener())) {
        items.push_back(item_of(text));
    }
    return items;
}

template <class M>
M read(const std::string& data) {
    auto message = read_json<M>(data);
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(message), data);
    return *message;
}

inline std::set<std::string> types_of(const std::vector<Item>& items) {
    std::set<std::string> types;
    for (const Item& item : items) {
        types.insert(item.type);
    }
    return types;
}

/// What a console makes of its notices, or of a snapshot's items: lines that can be compared.
class Desk {
  public:
    void hear(const std::string& type, const std::string& data) {
        if (type == "incident-opened") {
            const auto message = read<IncidentOpened>(data);
            auto& incident = incidents_[message.incident];
            incident.state = message.state;
            incident.changed_at = message.changed_at;
            incident.acknowledged_by = message.acknowledged_by;
            incident.level = message.level;
            incident.wanted = message.wanted;
            incident.kind = message.kind;
            incident.place = message.place;
        } else if (type == "incident-changed") {
            const auto message = read<IncidentChanged>(data);
            incidents_[message.incident].state = message.state;
            incidents_[message.incident].changed_at = message.at;
        } else if (type == "incident-acknowledged") {
            const auto message = read<IncidentAcknowledged>(data);
            incidents_[message.incident].acknowledged_by = message.by;
        } else if (type == "incident-closed") {
            const auto message = read<IncidentClosed>(data);
            incidents_[message.incident].state = IncidentState::closed;
            incidents_[message.incident].changed_at = message.at;
            incidents_[message.incident].closed = message.words->clear().value;
        } else if (type == "alarm-raised") {
            const auto message = read<AlarmRaised>(data);
            incidents_[message.incident].level = message.level;
            incidents_[message.incident].wanted = message.wanted;
            incidents_[message.incident].shortfall.reset();
        } else if (type == "incident-merged") {
            const auto message = read<IncidentMerged>(data);
            auto& incident = incidents_[message.incident];
            incident.state = IncidentState::merged;
            incident.changed_at = message.at;
            incident.merged_into = message.into;
            for (auto& [id, tip] : tips_) {
                tip.incident = tip.incident == message.incident ? message.into : tip.incident;
            }
        } else if (type == "tip-split") {
            const auto message = read<TipSplit>(data);
            tips_[message.tip].incident = message.incident;
        } else if (type == "incident-referred") {
            const auto message = read<IncidentReferred>(data);
            auto& incident = incidents_[message.incident];
            incident.state = IncidentState::referred;
            incident.changed_at = message.at;
            incident.referred_to = message.to;
        } else if (type == "incident-reopened") {
            const auto message = read<IncidentReopened>(data);
            auto& incident = incidents_[message.incident];
            incident.state = message.state;
            incident.changed_at = message.at;
            incident.referred_to.reset();
            incident.closed.reset();
        } else if (type == "incident-reclassified") {
            const auto message = read<IncidentReclassified>(data);
            auto& incident = incidents_[message.incident];
            incident.kind = message.kind;
            incident.level = 1;
            incident.wanted = message.wanted;
            incident.shortfall.reset();
            for (const auto& [id, line] : assignments_) {
                if (line.incident == message.incident) {
                    end_clock(id);
                }
            }
        } else if (type == "assignment-moved") {
            const auto message = read<AssignmentMoved>(data);
            assignments_[message.assignment].incident = message.incident;
            end_clock(message.assignment);
        } else if (type == "shortfall") {
            const auto message = read<Shortfall>(data);
            incidents_[message.incident].shortfall = message.reason;
        } else if (type == "wave-opened") {
            const auto message = read<WaveOpened>(data);
            incidents_[message.incident].waves.push_back(message.wave);
        } else if (type == "note-added") {
            const auto message = read<NoteAdded>(data);
            incidents_[message.incident].said.push_back(message.words.clear().value);
        } else if (type == "tip-received") {
            const auto message = read<TipReceived>(data);
            tips_[message.tip].words = {message.words.clear().value};
            tips_[message.tip].withdrawn = message.withdrawn;
            tips_[message.tip].incident = message.incident;
        } else if (type == "tip-added") {
            const auto message = read<TipAdded>(data);
            // A dispatcher's own tip whose incident ended long ago comes without what it was.
            if (const auto tip = tips_.find(message.tip); tip != tips_.end()) {
                tip->second.words.push_back(message.words.clear().value);
            }
        } else if (type == "tip-withdrawn") {
            tips_[read<TipWithdrawn>(data).tip].withdrawn = true;
        } else if (type == "duty-changed") {
            const auto message = read<DutyChanged>(data);
            on_duty_.erase(message.person);
            if (message.on) {
                on_duty_[message.person] = *message.ends_at;
            }
        } else if (type == "offer-made") {
            const auto message = read<OfferMade>(data);
            assignments_[message.assignment] = {
                message.incident,
                message.state,
                message.seen_at,
                message.answered_at,
                message.on_scene_at,
                message.ended_at
            };
        } else if (type == "check-in-changed") {
            const auto message = read<CheckInChanged>(data);
            clocks_[message.assignment] = {message.state, message.due_at};
        } else if (type == "distress-raised") {
            const auto message = read<DistressRaised>(data);
            distress_[message.incident] = {
                message.person,
                message.place,
                message.again_at,
                message.duress,
                message.end,
                message.cleared_at
            };
            // Once it is over, its clock has begun anew.
            const bool open = !message.cleared_at.has_value();
            if (open && message.assignment && clocks_.contains(*message.assignment)) {
                clocks_[*message.assignment].state = CheckInState::missed;
            }
        } else if (type == "distress-changed") {
            change(read<DistressChanged>(data));
        } else if (type == "assignment-changed") {
            step(read<AssignmentChanged>(data));
        } else {
            hear_by_hand(type, data);
        }
    }

    struct IncidentLine {
        IncidentState state = IncidentState::triaged;
        TimeMs changed_at;
        std::optional<PersonId> acknowledged_by;
        std::uint32_t level = 0;
        std::uint32_t wanted = 0;
        std::optional<ShortfallReason> shortfall;
        std::vector<std::uint32_t> waves;
        std::vector<std::string> said;
        Slug kind;
        std::optional<IncidentId> merged_into;
        std::optional<Slug> referred_to;
        std::optional<std::string> closed;
        std::optional<TimeMs> held_until;
        std::optional<Place> place;
        bool operator==(const IncidentLine&) const = default;
    };
    struct AssignmentLine {
        IncidentId incident;
        AssignmentState state = AssignmentState::offered;
        std::optional<TimeMs> seen_at;
        std::optional<TimeMs> answered_at;
        std::optional<TimeMs> on_scene_at;
        std::optional<TimeMs> ended_at;
        bool operator==(const AssignmentLine&) const = default;
    };
    struct TipLine {
        std::vector<std::string> words;
        bool withdrawn = false;
        IncidentId incident;
        bool operator==(const TipLine&) const = default;
    };

    struct ClockLine {
        CheckInState state = CheckInState::running;
        TimeMs due_at;
        bool operator==(const ClockLine&) const = default;
    };
    struct DistressLine {
        PersonId person;
        std::optional<Place> place;
        std::optional<TimeMs> again_at;
        bool duress = false;
        std::optional<DistressEnd> end;
        std::optional<TimeMs> cleared_at;
        bool operator==(const DistressLine&) const = default;
    };

    std::map<AssignmentId, ClockLine> clocks_;
    std::map<IncidentId, DistressLine> distress_;
    std::map<IncidentId, IncidentLine> incidents_;
    std::map<AssignmentId, AssignmentLine> assignments_;
    std::map<TipId, TipLine> tips_;
    std::map<PersonId, TimeMs> on_duty_;

  private:
    void hear_by_hand(const std::string& type, const std::string& data) {
        if (type == "incident-held") {
            const auto message = read<IncidentHeld>(data);
            incidents_[message.incident].held_until = message.until;
        } else if (type == "incident-released") {
            incidents_[read<IncidentReleased>(data).incident].held_until.reset();
        } else if (type == "alarm-lowered") {
            const auto message = read<AlarmLowered>(data);
            incidents_[message.incident].level = message.level;
            incidents_[message.incident].wanted = message.wanted;
            incidents_[message.incident].shortfall.reset();
        } else if (type == "more-wanted") {
            const auto message = read<MoreWanted>(data);
            incidents_[message.incident].wanted = message.wanted;
            incidents_[message.incident].shortfall.reset();
        } else if (type == "scene-moved") {
            const auto message = read<SceneMoved>(data);
            incidents_[message.incident].place = message.place;
            incidents_[message.incident].shortfall.reset();
        }
    }

    void change(const DistressChanged& message) {
        DistressLine& line = distress_[message.incident];
        switch (message.change) {
        case DistressChange::again:
            line.again_at = message.at;
            line.place = message.place ? message.place : line.place;
            break;
        case DistressChange::duress:
            line.duress = true;
            break;
        case DistressChange::cleared:
            line.cleared_at = message.at;
            line.end = message.end;
        }
    }

    /// A plan without check-ins holds for an assignment: its clock ends, unless it was missed.
    void end_clock(AssignmentId id) {
        const auto clock = clocks_.find(id);
        const auto& kind = incidents_[assignments_[id].incident].kind;
        if (clock != clocks_.end() && clock->second.state != CheckInState::missed &&
            kind.value != "elder-missing") {
            clocks_.erase(clock);
        }
    }

    void step(const AssignmentChanged& change) {
        using enum AssignmentState;
        AssignmentLine& line = assignments_[change.assignment];
        line.state = change.state;
        if (change.state == seen) {
            line.seen_at = change.at;
        } else if (change.state == accepted || change.state == declined) {
            line.answered_at = change.at;
        } else if (change.state == on_scene) {
            line.on_scene_at = change.at;
        }
        if (!engine::is_answerable(change.state) && !engine::is_running(change.state)) {
            line.ended_at = change.at;
            clocks_.erase(change.assignment);
        }
    }
};

} // namespace dageng::test
