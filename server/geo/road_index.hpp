#pragma once

#include "server/geo/plane.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dageng::geo {

/// The point of a straight piece that is nearest to another point.
struct Foot {
    PointCm at;
    std::uint64_t square = 0;  ///< Of the distance.
    std::uint32_t share16 = 0; ///< How far along the piece, in 1/65536 of it.
};
Foot foot_on(PointCm a, PointCm b, PointCm from);

/// Straight pieces by cells of a plane, so that a place is held against few of them. Immutable; any
/// thread.
class RoadIndex {
  public:
    static constexpr std::int64_t smallest_cell_cm = 25'000;
    static constexpr std::int64_t most_cells = std::int64_t{1} << 20;

    struct Piece {
        PointCm a;
        PointCm b;
    };

    RoadIndex() = default;
    explicit RoadIndex(std::vector<Piece> pieces);

    struct Found {
        std::uint32_t piece = 0;
        Foot foot;
    };
    /// The nearest piece at most `radius_cm` away for which `filter(piece)` is true, of equally
    /// near ones the first. False when there is none.
    template <class Filter>
    bool nearest(PointCm from, std::uint32_t radius_cm, Filter filter, Found& found) const;

  private:
    std::int64_t column(std::int64_t x_cm) const;
    std::int64_t row(std::int64_t y_cm) const;
    std::span<const std::uint32_t> cell(std::int64_t column, std::int64_t row) const;
    template <class Visit>
    void for_each_cell(const Piece& piece, Visit visit) const;

    std::vector<Piece> pieces_;
    BoxCm box_;
    std::int64_t cell_cm_ = smallest_cell_cm;
    std::int64_t columns_ = 0;
    std::int64_t rows_ = 0;
    std::vector<std::uint32_t> begin_; ///< Of a cell's pieces; one more than cells.
    std::vector<std::uint32_t> in_cell_;
};

template <class Filter>
bool RoadIndex::nearest(PointCm from, std::uint32_t radius_cm, Filter filter, Found& found) const {
    std::uint64_t bound = (std::uint64_t{radius_cm} + 1) * (std::uint64_t{radius_cm} + 1);
    bool any = false;
    const std::int64_t middle_column = column(from.x_cm);
    const std::int64_t middle_row = row(from.y_cm);
    const std::int64_t last_ring = std::max(columns_, rows_);
    for (std::int64_t ring = 0; ring <= last_ring; ++ring) {
        // What lies in this ring or beyond is at least so far from the cell in the middle, and a
        // point outside the box isn't nearer than the point of the box nearest to it.
        const auto least =
            static_cast<std::uint64_t>(std::max<std::int64_t>(ring - 1, 0) * cell_cm_);
        if (least * least > bound) {
            break;
        }
        const std::int64_t top = std::min(middle_row + ring, rows_ - 1);
        const std::int64_t right = std::min(middle_column + ring, columns_ - 1);
        for (std::int64_t y = std::max<std::int64_t>(middle_row - ring, 0); y <= top; ++y) {
            const bool whole = y == middle_row - ring || y == middle_row + ring;
            const std::int64_t step = whole || ring == 0 ? 1 : 2 * ring;
            std::int64_t x = middle_column - ring;
            x = whole ? std::max<std::int64_t>(x, 0) : x;
            for (; x <= right; x += step) {
                if (x < 0) {
                    continue;
                }
                for (const std::uint32_t piece : cell(x, y)) {
                    const Foot foot = foot_on(pieces_[piece].a, pieces_[piece].b, from);
                    const bool better =
                        foot.square < bound ||
                        (any && foot.square == found.foot.square && piece < found.piece);
                    if (better && filter(piece)) {
                        found = {piece, foot};
                        bound = foot.square;
                        any = true;
                    }
                }
            }
        }
    }
    return any;
}

} // namespace dageng::geo
