#pragma once

#include "protocol/errors.hpp"
#include "protocol/values.hpp"
#include "server/geo/plane.hpp"
#include "server/geo/road_index.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dageng::geo {

/// What kind of way a road is: OpenStreetMap's `highway`. Files hold the number: never reorder.
enum class RoadClass : std::uint8_t {
    motorway,
    motorway_link,
    trunk,
    trunk_link,
    primary,
    primary_link,
    secondary,
    secondary_link,
    tertiary,
    tertiary_link,
    unclassified,
    residential,
    living_street,
    service,
    track,
    pedestrian,
    cycleway,
    footway,
    path,
    steps,
};
inline constexpr std::uint8_t road_classes = 20;

/// The class that OpenStreetMap calls so; nothing for an unknown one.
std::optional<RoadClass> road_class(std::string_view name);

/// Whether one may go along such a road. Nobody walks or rides on motorways, nobody rides on steps.
bool may_use(protocol::TravelMode mode, RoadClass kind);

/// A straight piece between two nodes, named by their numbers. On foot both directions are open.
struct Road {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t length_cm = 0;
    RoadClass kind = RoadClass::residential;
    bool oneway = false; ///< Only in the direction from `from` to `to`.

    bool operator==(const Road&) const = default;
};

/// A point on a road, and how far it is from the place that it was looked up for.
struct RoadPlace {
    std::uint32_t road = 0;
    std::uint32_t along_cm = 0; ///< From the road's begin, by its own length.
    std::uint32_t away_cm = 0;  ///< As the crow flies.
    PointCm at;                 ///< On the graph's plane.
};

/// The roads of a district. Immutable; any thread.
class RoadGraph {
  public:
    static constexpr std::size_t most_nodes = std::size_t{1} << 22;
    static constexpr std::size_t most_roads = std::size_t{1} << 23;
    /// A road is at most so long, straight and as given.
    static constexpr std::uint32_t longest_cm = 2'000'000;
    /// A place farther than this from every road is on none.
    static constexpr std::uint32_t most_away_cm = 100'000;

    /// A length below the straight distance is taken as that. Refused (`bad_field`; `field` as
    /// `roads[17]`): no node or road, too many, a node outside the globe or more than one degree
    /// from the middle of all, a road to a node that isn't there, from a node to itself, of no
    /// known class, or longer than `longest_cm`.
    static protocol::Result<RoadGraph> make(std::vector<protocol::LatLon> nodes, std::vector<Road>);

    /// From `to_bytes`. Refused (`bad_field`) with what is wrong: no file of roads, another
    /// version, cut off, damaged (its hash isn't that of its content), and what `make` refuses.
    static protocol::Result<RoadGraph> from_bytes(std::string_view bytes);

    /// The file's content: magic, version, counts, nodes, roads, and the BLAKE2b-256 of all that.
    /// The same graph, the same bytes.
    std::string to_bytes() const;

    /// The hash in the file, as 64 hexadecimal digits.
    const std::string& hash() const { return hash_; }

    const std::vector<protocol::LatLon>& nodes() const { return nodes_; }
    const std::vector<Road>& roads() const { return roads_; }
    const Plane& plane() const { return plane_; }

    /// One step of a way that ends at a node.
    struct Arc {
        std::uint32_t from = 0; ///< The node before.
        std::uint32_t length_cm = 0;
        RoadClass kind = RoadClass::residential;
        bool against = false; ///< Against a one-way road: on foot only.
    };
    /// All that lead into a node.
    std::span<const Arc> into(std::uint32_t node) const;

    /// Whether one may go from a road's end to its begin.
    static bool both_ways(const Road& road, protocol::TravelMode mode) {
        return !road.oneway || mode == protocol::TravelMode::foot;
    }

    /// The nearest point of a road that the mode may use and that one can get on to: no motorway.
    /// Nothing when none is within `most_away_cm`; of equally near roads the first.
    std::optional<RoadPlace> nearest(protocol::LatLon place, protocol::TravelMode mode) const;

  private:
    explicit RoadGraph(protocol::LatLon middle);
    void join();
    std::string content() const;

    std::vector<protocol::LatLon> nodes_;
    std::vector<Road> roads_;
    std::string hash_;
    Plane plane_;
    std::vector<PointCm> points_;      ///< By node.
    std::vector<std::uint32_t> begin_; ///< Of a node's arcs; one more than nodes.
    std::vector<Arc> arcs_;
    RoadIndex index_;
};

} // namespace dageng::geo
