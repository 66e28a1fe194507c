#include "load-tests/geo/peers.hpp"

#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <iterator>

namespace dageng::load {

namespace {

namespace bg = boost::geometry;

class RtreePeer : public Peer {
  public:
    explicit RtreePeer(const std::vector<geo::PointCm>& people) : at_(people) {
        for (std::uint32_t slot = 0; slot < people.size(); ++slot) {
            tree_.insert({point(people[slot]), slot});
        }
    }

    std::string name() const override { return "rtree"; }

    void move(const std::vector<Move>& moves) override {
        for (const Move& one : moves) {
            tree_.remove({point(at_[one.slot]), one.slot});
            at_[one.slot] = one.to;
            tree_.insert({point(one.to), one.slot});
        }
    }

    std::uint64_t ask(const std::vector<geo::PointCm>& from) override {
        std::uint64_t sum = 0;
        std::vector<Value> found;
        for (const geo::PointCm one : from) {
            found.clear();
            tree_.query(bg::index::nearest(point(one), nearest_wanted), std::back_inserter(found));
            for (const Value& value : found) {
                const std::uint32_t away = geo::distance_cm(one, at_[value.second]);
                sum += away <= radius_cm ? away : 0;
            }
        }
        return sum;
    }

  private:
    using Point = bg::model::point<std::int64_t, 2, bg::cs::cartesian>;
    using Value = std::pair<Point, std::uint32_t>;

    static Point point(geo::PointCm from) { return {from.x_cm, from.y_cm}; }

    std::vector<geo::PointCm> at_;
    bg::index::rtree<Value, bg::index::quadratic<16>> tree_;
};

} // namespace

std::unique_ptr<Peer> make_rtree(const std::vector<geo::PointCm>& people) {
    return std::make_unique<RtreePeer>(people);
}

} // namespace dageng::load
