#pragma once

#include "protocol/types.hpp"
#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <string_view>

namespace dageng::engine {

/// A road graph was taken into use. The data folder keeps a copy of its file under its hash.
struct RoadsTaken {
    static constexpr std::string_view wire = "roads-taken";
    static constexpr unsigned version = 1;

    protocol::Text<64, 64> hash; ///< As geo::RoadGraph::hash.
    std::uint32_t nodes = 0;
    std::uint32_t edges = 0;
};
BOOST_DESCRIBE_STRUCT(RoadsTaken, (), (hash, nodes, edges))

/// The district's barriers were taken into use.
struct BarriersTaken {
    static constexpr std::string_view wire = "barriers-taken";
    static constexpr unsigned version = 1;

    protocol::Text<0, 200'000> barriers; ///< As geo::Barriers::to_text writes them; empty: none.
};
BOOST_DESCRIBE_STRUCT(BarriersTaken, (), (barriers))

using TravelEvents = boost::mp11::mp_list<RoadsTaken, BarriersTaken>;

} // namespace dageng::engine
