#pragma once

#include "server/engine/advance.hpp"
#include "server/engine/audience.hpp"
#include "server/engine/duty_ends.hpp"
#include "server/engine/places.hpp"
#include "server/engine/request.hpp"
#include "server/engine/state.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace dageng::engine {

/// The same command under the same id was accepted before; this was its answer.
struct Repeated {
    std::string answer; ///< JSON.
};

using Outcome = std::variant<Decision, Repeated, protocol::Refusal>;

/// An event that was applied, who is told, and the number of the notice before for each of them.
struct Applied {
    struct To {
        Hearer hearer;
        Offset prev = 0;
    };
    Stamp stamp;
    std::vector<To> to;
};

/// A new account, before it has numbers.
struct NewPerson {
    protocol::Role role = protocol::Role::resident;
    std::optional<protocol::Slug> category;
    protocol::PersonName name; ///< Sealed with key `next_key(state)`.
    protocol::List<protocol::Slug, 16> trainings;
    std::optional<protocol::Slug> unit; ///< Of the catalogue or of the registry.
    protocol::Contact phone = {};       ///< Sealed with the same key.
};

/// The district: one state machine without clock, thread, socket or random number. `decide`,
/// `moved` and `on_due` say what should happen and change nothing durable; `apply` is how it
/// happens. One thread. The leader calls everything; replay calls apply alone, a follower
/// keep_place too.
class Engine {
  public:
    Engine();
    /// A follower that goes on from what another has folded; where people are it doesn't know yet.
    explicit Engine(State folded);

    const State& state() const { return state_; }
    const Places& places() const { return places_; }

    /// What a command leads to. Checks, in order: rights, repetition, lateness, the command's rule.
    Outcome decide(const protocol::Command& command, const Request& request) const;

    /// As engine::register_person (registry_making.hpp).
    protocol::Result<Event> register_person(const NewPerson& person) const;

    /// The events that take a configuration into use; none when it is in use already. Refused
    /// (`bad_field`) when it drops or moves a category, since accounts have it by its place. Its
    /// version is given here.
    protocol::Result<std::vector<Event>> take_catalogue(protocol::Catalogue catalogue) const;
    std::vector<Event> take_boundary(const geo::Boundary& boundary) const;
    std::vector<Event> take_roads(const geo::RoadGraph& roads) const;
    std::vector<Event> take_barriers(const geo::Barriers& barriers) const;

    /// The graph that the state names: without it, or with another, times are estimated as if there
    /// were none. Replay and followers need none.
    void use_roads(std::shared_ptr<const geo::RoadGraph> roads) { roads_ = std::move(roads); }

    /// The key that seals a command's personal words; nothing when it has none or names nothing.
    std::optional<KeyId> key_for(const protocol::Command& command) const;

    /// The notice `n` is on the screen of this person.
    std::vector<Event> seen(PersonId person, Offset n) const;

    /// Whether an event that is about to be applied belongs to an exercise: counts leave it out.
    bool is_exercise(const Event& event) const;

    /// Applies a decision whose first event has the number `first`; later than all before.
    std::vector<Applied> apply(const DecisionRecord& decision, Offset first, TimeMs at);

    /// When something is due; nothing while nothing waits.
    std::optional<TimeMs> due() const;

    /// The next thing that is due at `now`; call again until `due()` is later. May be nothing.
    std::vector<Event> on_due(TimeMs now);

    /// A key whose time is over: it is to be destroyed, and that said by `key_destroyed`. The same
    /// until then.
    std::optional<KeyId> spent_key(TimeMs now);
    /// The event that tells of it; none when no incident has this key.
    std::vector<Event> key_destroyed(KeyId key) const;

    /// Whether places of this person from this device count: on duty, and begun there.
    bool listens_to(PersonId person, const protocol::ClientId& device) const;

    /// A live session of somebody began: what follows when it is a dispatcher's first.
    std::vector<Event> session_began(PersonId person);
    /// One ended. Who has none for the time of grace (desk_time.hpp) leaves the desk: by `on_due`.
    void session_ended(PersonId person, TimeMs now);

    /// A place was heard. Ignored unless it listens to them; nothing follows from most.
    std::vector<Event> moved(PersonId person, const protocol::ClientId& device, const Heard& heard);

    /// The same for a follower, which decides nothing. Ignored of people not on duty.
    void keep_place(PersonId person, const Heard& heard);

    /// Fold is done and leading begins: waves wait until `hold_until` (see Pace).
    void lead(TimeMs now, TimeMs hold_until);
    /// Enough people have been heard of again.
    void stop_holding(TimeMs now);

    /// People on duty who have been heard of since the start.
    std::uint32_t heard_of() const { return static_cast<std::uint32_t>(places_.grid().size()); }

    /// What the rules look at.
    World world() const;

  private:
    void remember(const DecisionRecord& decision, TimeMs at);
    void note_change(const Event& event, TimeMs at);
    void plan_incident(IncidentId incident, TimeMs when);
    void plan_open_incidents(TimeMs now);
    std::optional<PersonId> next_leaving() const;
    void keep_track(const Assignment& assignment, const Heard& heard);
    std::vector<Event> flush_track(AssignmentId assignment);
    std::vector<Event> arrival(const Assignment& assignment, const Heard& heard) const;
    std::vector<Event> incident_due(TimeMs now, IncidentId id);

    struct Track {
        std::string points;
        Heard last;
    };

    State state_;
    // What follows isn't durable.
    bool leading_ = false; ///< Plans are kept; a follower has no use for them.
    Places places_;
    bool centred_ = false; ///< Places are around the district, or the first place heard of.
    std::shared_ptr<const geo::RoadGraph> roads_;
    Pace pace_{};
    std::map<PersonId, std::uint32_t> sessions_; ///< Of those who may be at the desk.
    std::map<PersonId, TimeMs> leaving_;         ///< When those without a session leave the desk.
    std::set<std::pair<TimeMs, IncidentId>> incident_due_;
    std::map<IncidentId, TimeMs> due_of_;
    DutyEnds duty_ends_;
    /// When keys' time is over, the first in front; of an incident the last counts.
    std::deque<std::pair<TimeMs, IncidentId>> key_ends_;
    std::map<AssignmentId, Track> tracks_;
    std::set<AssignmentId> ended_tracks_;
};

/// A hash of the durable state: equal states, equal text, whatever the compiler.
std::string digest(const State& state);

} // namespace dageng::engine
