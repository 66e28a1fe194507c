#include "load-tests/geo/globe.hpp"
#include "load-tests/geo/peers.hpp"

#include <s2/s2closest_point_query.h>
#include <s2/s2earth.h>
#include <s2/s2latlng.h>
#include <s2/s2point_index.h>

namespace dageng::load {

namespace {

S2Point on_sphere(geo::PointCm at) {
    const protocol::LatLon place = globe.to_globe(at);
    return S2LatLng::FromDegrees(degrees(place.lat_e7), degrees(place.lon_e7)).ToPoint();
}

class S2Peer : public Peer {
  public:
    explicit S2Peer(const std::vector<geo::PointCm>& people) {
        for (std::uint32_t slot = 0; slot < people.size(); ++slot) {
            at_.push_back(on_sphere(people[slot]));
            index_.Add(at_.back(), slot);
        }
    }

    std::string name() const override { return "S2"; }

    void move(const std::vector<Move>& moves) override {
        for (const Move& one : moves) {
            index_.Remove(at_[one.slot], one.slot);
            at_[one.slot] = on_sphere(one.to);
            index_.Add(at_[one.slot], one.slot);
        }
    }

    std::uint64_t ask(const std::vector<geo::PointCm>& from) override {
        S2ClosestPointQuery<std::uint32_t> query(&index_);
        query.mutable_options()->set_max_results(nearest_wanted);
        query.mutable_options()->set_max_distance(
            S2Earth::ToAngle(util::units::Meters(radius_cm / 100.0))
        );
        double sum = 0;
        for (const geo::PointCm one : from) {
            S2ClosestPointQuery<std::uint32_t>::PointTarget target(on_sphere(one));
            for (const auto& result : query.FindClosestPoints(&target)) {
                sum += S2Earth::ToMeters(result.distance().ToAngle()) * 100;
            }
        }
        return static_cast<std::uint64_t>(sum);
    }

  private:
    S2PointIndex<std::uint32_t> index_;
    std::vector<S2Point> at_;
};

} // namespace

std::unique_ptr<Peer> make_s2(const std::vector<geo::PointCm>& people) {
    return std::make_unique<S2Peer>(people);
}

} // namespace dageng::load
