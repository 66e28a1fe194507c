#pragma once

#include "server/geo/plane.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// The indexes that ours is held against, behind one face: each gets the same points, moves and
/// questions.
namespace dageng::load {

struct Move {
    std::uint32_t slot = 0;
    geo::PointCm to;
};

/// The district is a square of twice this.
inline constexpr std::int32_t half_side_cm = 1'500'000;
/// What is asked each time: the nearest so many within so far.
inline constexpr std::size_t nearest_wanted = 10;
inline constexpr std::uint32_t radius_cm = 180'000;
/// A peer behind a connection gets so many moves, or questions, at once.
inline constexpr std::size_t batch = 1'000;

class Peer {
  public:
    Peer() = default;
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    virtual ~Peer() = default;

    virtual std::string name() const = 0;
    virtual void move(const std::vector<Move>& moves) = 0;
    /// The distances of all that were found, added up, in centimetres.
    virtual std::uint64_t ask(const std::vector<geo::PointCm>& from) = 0;
};

std::unique_ptr<Peer> make_grid(const std::vector<geo::PointCm>& people);
std::unique_ptr<Peer> make_rtree(const std::vector<geo::PointCm>& people);
/// Google's S2PointIndex, asked for the exact nearest.
std::unique_ptr<Peer> make_s2(const std::vector<geo::PointCm>& people);
/// A Redis of its own without a log, on a socket in a new folder, with GEOADD and GEOSEARCH sent
/// `batch` at once. Throws std::runtime_error when there is none.
std::unique_ptr<Peer> make_redis(const std::vector<geo::PointCm>& people);

} // namespace dageng::load
