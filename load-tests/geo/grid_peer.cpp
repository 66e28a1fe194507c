#include "load-tests/geo/peers.hpp"
#include "server/geo/grid.hpp"

namespace dageng::load {

namespace {

constexpr geo::BoxCm district{{-half_side_cm, -half_side_cm}, {half_side_cm, half_side_cm}};

class GridPeer : public Peer {
  public:
    explicit GridPeer(const std::vector<geo::PointCm>& people) : grid_(district) {
        for (std::uint32_t slot = 0; slot < people.size(); ++slot) {
            grid_.place(slot, people[slot]);
        }
    }

    std::string name() const override { return "grid"; }

    void move(const std::vector<Move>& moves) override {
        for (const Move& one : moves) {
            grid_.place(one.slot, one.to);
        }
    }

    std::uint64_t ask(const std::vector<geo::PointCm>& from) override {
        std::uint64_t sum = 0;
        for (const geo::PointCm point : from) {
            for (const auto& near : grid_.nearest(point, radius_cm, nearest_wanted)) {
                sum += near.distance_cm;
            }
        }
        return sum;
    }

  private:
    geo::Grid grid_;
};

} // namespace

std::unique_ptr<Peer> make_grid(const std::vector<geo::PointCm>& people) {
    return std::make_unique<GridPeer>(people);
}

} // namespace dageng::load
