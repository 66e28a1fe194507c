#include "server/district/incident_replay.hpp"

#include "server/district/incident_record.hpp"
#include "server/engine/track_text.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace dageng::district {

using protocol::AssignmentState;
using protocol::IncidentState;
using protocol::ReplayAssignment;
using protocol::Unsealed;

namespace {

/// A way is written after its assignment has ended, in a record of its own.
constexpr std::int64_t last_ways_ms = 60'000;

/// Gathers an incident's minutes from its records, in order.
class Retelling {
  public:
    Retelling(const protocol::RecordTicket& ticket, const protocol::Opener& opener)
        : ticket_(ticket), opener_(opener) {
        replay_.incident = ticket.incident;
        replay_.ended = ticket.ended;
    }

    void take(const journal::Record& record) {
        at_ = record.at;
        for (const engine::Event& event : decision_of(record).events) {
            std::visit([this](const auto& fact) { take_fact(fact); }, event);
        }
    }

    void cut() { replay_.cut = true; }
    protocol::Replay result() { return std::move(replay_); }

  private:
    template <class Fact>
    void take_fact(const Fact& fact) {
        if constexpr (requires { tell(fact, 0); }) {
            if (fact.incident == ticket_.incident) {
                tell(fact, 0);
            }
        }
    }

    void tell(const engine::IncidentOpened& event, int) {
        replay_.code = event.code;
        replay_.kind = event.kind;
        replay_.priority = event.priority;
        replay_.exercise = event.exercise;
        replay_.from = at_;
        add(replay_.places, {at_, event.place});
        add(replay_.states, {at_, IncidentState::triaged});
    }
    void tell(const engine::IncidentReclassified& event, int) {
        replay_.kind = event.kind;
        replay_.priority = event.priority;
    }
    void tell(const engine::SceneMoved& event, int) { add(replay_.places, {at_, event.place}); }
    void tell(const engine::IncidentMoved& event, int) { add(replay_.states, {at_, event.state}); }
    void tell(const engine::IncidentReopened& event, int) {
        add(replay_.states, {at_, event.state});
    }
    void tell(const engine::IncidentClosed&, int) {
        add(replay_.states, {at_, IncidentState::closed});
    }
    void tell(const engine::WaveOpened& event, int) {
        add(replay_.waves, {at_, event.wave, event.radius_m});
    }

    void tell(const engine::OfferMade& event, int) {
        ReplayAssignment one;
        one.assignment = event.assignment;
        one.person = event.person;
        one.name = event.name;
        one.category = event.category;
        one.steps.items = {{at_, AssignmentState::offered}};
        add(replay_.assignments, std::move(one));
    }
    void tell(const engine::AssignmentMoved& event, int) {
        ReplayAssignment one;
        one.assignment = event.assignment;
        one.person = event.person;
        one.steps.items = {{at_, AssignmentState::accepted}};
        add(replay_.assignments, std::move(one));
    }
    void tell(const engine::AssignmentChanged& event, int) {
        if (auto* one = of(event.assignment)) {
            add(one->steps, {at_, event.state});
        }
    }
    void tell(const engine::TrackKept& event, int) {
        auto* one = of(event.assignment);
        if (one == nullptr) {
            return;
        }
        const auto lines = opened(event.points, opener_);
        one->tracked = lines ? Unsealed::open : Unsealed::erased;
        for (const auto& point : engine::track_from_lines(lines.value_or(""))) {
            add(one->track, point);
        }
    }

    ReplayAssignment* of(protocol::AssignmentId id) {
        auto& all = replay_.assignments.items;
        const auto found = std::find_if(all.begin(), all.end(), [id](const auto& one) {
            return one.assignment == id;
        });
        return found == all.end() ? nullptr : &*found;
    }

    template <class T, std::size_t most>
    void add(protocol::List<T, most>& list, T one) {
        if (list.items.size() == most) {
            cut();
            return;
        }
        list.items.push_back(std::move(one));
    }

    const protocol::RecordTicket& ticket_;
    const protocol::Opener& opener_;
    protocol::Replay replay_;
    protocol::TimeMs at_; ///< Of the record that is being taken.
};

} // namespace

protocol::Replay read_replay(
    const journal::Journal& journal,
    const protocol::RecordTicket& ticket,
    const protocol::Opener& opener
) {
    Retelling retelling{ticket, opener};
    const auto until = ticket.ended ? std::optional{*ticket.ended + last_ways_ms} : std::nullopt;
    const auto take = [&](const journal::Record& record) {
        retelling.take(record);
        return true;
    };
    if (!read_incident(journal, ticket, until, take)) {
        retelling.cut();
    }
    return retelling.result();
}

} // namespace dageng::district
