#pragma once

#include "server/geo/road_graph.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace dageng::geo {

/// The shortest ways of one mode to one place, from as many places as one likes: Dijkstra's search
/// outwards from the place against the direction of travel, which goes on only as far as the places
/// asked for need. One thread; the graph outlives it.
class RoadSearch {
  public:
    /// It goes no further than this many nodes, whose ways are the shortest of all.
    static constexpr std::size_t most_settled = 4'096;

    RoadSearch(const RoadGraph& graph, const RoadPlace& to, protocol::TravelMode mode);

    /// Length of the shortest way along roads; nothing when there is none, or none that the bound
    /// allows to find.
    std::optional<std::uint32_t> way_cm(const RoadPlace& from);

    /// No way is shorter than this from a place for which `way_cm` gave nothing: the length of the
    /// longest way found so far.
    std::uint32_t reached_cm() const { return reached_cm_; }

    std::size_t settled() const { return settled_; }

  private:
    struct Known {
        std::uint32_t node = nobody;
        std::uint32_t cm = 0;
        bool settled = false;
    };
    static constexpr std::uint32_t nobody = 0xFFFF'FFFF;
    using Step = std::pair<std::uint32_t, std::uint32_t>; ///< Length, node.

    Known& known(std::uint32_t node);
    void grow();
    void offer(std::uint32_t node, std::uint64_t cm);
    bool settle_next();
    std::optional<std::uint32_t> settled_cm(std::uint32_t node);
    std::optional<std::uint32_t> along_the_same(const RoadPlace& from) const;

    const RoadGraph& graph_;
    RoadPlace to_;
    protocol::TravelMode mode_;
    std::vector<Known> table_; ///< Open addressing; the size is a power of two.
    std::size_t used_ = 0;
    std::vector<Step> heap_;
    std::size_t settled_ = 0;
    std::uint32_t reached_cm_ = 0;
};

} // namespace dageng::geo
