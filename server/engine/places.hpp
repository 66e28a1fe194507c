#pragma once

#include "protocol/values.hpp"
#include "server/engine/place_note.hpp"
#include "server/geo/grid.hpp"
#include "server/geo/plane.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace dageng::engine {

/// A place that a device told, and when the server heard of it.
struct Heard {
    protocol::LatLon at;
    std::int32_t accuracy_m = 0; ///< Up to 65,535 is kept; what is more, as that.
    protocol::TimeMs heard_at;   ///< Between 1970 and 2106.
};

/// Where the people on duty are: the part of the state that isn't durable and that replay doesn't
/// have.
class Places {
  public:
    /// Distances are true near `centre`.
    explicit Places(protocol::LatLon centre);

    void put(const Person& person, const Heard& heard);
    /// The person has changed. Does nothing for those who haven't been heard of.
    void renew(const Person& person);
    void forget(protocol::PersonId person);

    /// Nothing when the person hasn't been heard of since their duty began.
    std::optional<Heard> of(protocol::PersonId person) const;

    /// Heard of at `now` or at most `age_ms` before.
    bool fresh(protocol::PersonId person, protocol::TimeMs now, std::int64_t age_ms) const;

    /// Metres on the plane, rounded down.
    std::uint32_t distance_m(protocol::LatLon a, protocol::LatLon b) const;

    const geo::Plane& plane() const { return plane_; }
    /// Slot n is person n + 1; notes are as `note::of` makes them.
    const geo::Grid& grid() const { return grid_; }

  private:
    /// What the point's note in the grid doesn't have of a Heard.
    struct Kept {
        protocol::LatLon at;
        std::uint16_t accuracy_m = 0;
        std::uint16_t heard_ms = 0; ///< Of the note's second.
    };
    static_assert(sizeof(Kept) == 12);

    /// Only for a slot that the grid has.
    protocol::TimeMs heard_at(std::uint32_t slot) const;

    geo::Plane plane_;
    geo::Grid grid_;
    std::vector<Kept> kept_; // person n at n - 1
};

} // namespace dageng::engine
