#pragma once

#include "protocol/assert.hpp"
#include "server/geo/cells.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace dageng::geo {

/// A found point. Ordered by distance, then by slot.
struct Near {
    std::uint32_t slot = 0;
    std::uint32_t distance_cm = 0; ///< Rounded down.

    bool operator==(const Near&) const = default;
};

/// Squared distances below this are at most `radius_cm` once rounded down.
inline std::uint64_t square_bound(std::uint32_t radius_cm) {
    return (std::uint64_t{radius_cm} + 1) * (std::uint64_t{radius_cm} + 1);
}

/// Keeps the `limit` nearest of what it is offered, in any order of offering.
class NearestFew {
  public:
    NearestFew(std::uint32_t radius_cm, std::size_t limit);

    /// Whether a point at this squared distance could still be kept.
    bool wants(std::uint64_t square) const { return square < bound_; }
    /// Only for what is wanted.
    void add(std::uint32_t slot, std::uint64_t square);
    std::vector<Near> sorted() &&;

  private:
    std::size_t limit_;
    std::uint64_t bound_; ///< Squared distances below this fit.
    std::vector<Near> heap_;
};

/// Where moving points are: a uniform grid over a district's plane, for points named by small
/// numbers ("slots", such as the index of a person). Takes about 35 bytes a point, 16 a cell.
/// Points outside the box given at the start are kept as truly as others, in the cells at its edge.
/// One thread at a time.
class Grid {
  public:
    static constexpr std::int32_t smallest_cell_cm = 25'000;
    static constexpr std::int64_t most_cells = std::int64_t{1} << 20;

    /// `box`: where most points will be. Cells are 250 m, or twice, four times … that, until there
    /// are at most `most_cells`.
    explicit Grid(BoxCm box);

    using Note = PointNote;
    using Item = PlacedPoint;

    /// Puts or moves a point. Slots up to the largest used take 8 bytes each. Within
    /// `plane_limit_cm`.
    void place(std::uint32_t slot, PointCm point, Note note);
    void place(std::uint32_t slot, PointCm point) { place(slot, point, {}); }

    /// Does nothing for a slot that isn't placed.
    void remove(std::uint32_t slot);

    bool has(std::uint32_t slot) const {
        return slot < where_.size() && where_[slot].cell != nowhere;
    }

    /// Only for a slot that is placed.
    PointCm position(std::uint32_t slot) const { return item(slot).point; }
    Note note(std::uint32_t slot) const { return item(slot).note; }
    void note(std::uint32_t slot, Note note);

    std::size_t size() const { return size_; }

    /// The at most `limit` points nearest to `from` that lie at most `radius_cm` away and for which
    /// `filter(slot)` is true, ordered by distance, then slot: the same whatever happened before.
    /// The filter is asked at most once for each point, in no order, and not for points that are
    /// too far to matter; it must change nothing.
    template <class Filter>
    std::vector<Near>
    nearest(PointCm from, std::uint32_t radius_cm, std::size_t limit, Filter filter) const;

    std::vector<Near> nearest(PointCm from, std::uint32_t radius_cm, std::size_t limit) const;

    /// Calls `visit(slot, point)` once for each point in the box, its edges included, in no order.
    template <class Visit>
    void for_each_in(BoxCm box, Visit visit) const;

  private:
    friend class Rings;

    struct Where {
        std::uint32_t cell = nowhere;
        std::uint32_t index = 0; ///< In the cell's items.
    };
    using Cell = std::span<const Item>;

    static constexpr std::int32_t fetched_ahead = 4; ///< Cells.
    static constexpr std::uint32_t nowhere = 0xFFFF'FFFF;

    static std::uint64_t square(PointCm a, PointCm b) {
        const std::int64_t dx = std::int64_t{a.x_cm} - b.x_cm;
        const std::int64_t dy = std::int64_t{a.y_cm} - b.y_cm;
        return static_cast<std::uint64_t>(dx * dx + dy * dy);
    }
    std::int32_t column_of(std::int64_t x_cm) const {
        return step_of(x_cm, box_.min.x_cm, columns_);
    }
    std::int32_t row_of(std::int64_t y_cm) const { return step_of(y_cm, box_.min.y_cm, rows_); }
    std::int32_t step_of(std::int64_t value_cm, std::int32_t begin_cm, std::int32_t count) const;
    std::uint32_t index_of(std::int32_t column, std::int32_t row) const;
    Cell cell_at(std::int32_t column, std::int32_t row) const;
    std::uint64_t square_to_cell(PointCm from, std::int32_t column, std::int32_t row) const;
    const Item& item(std::uint32_t slot) const;
    PointCm clamped(PointCm point) const;
    std::uint64_t square_beyond_ring(PointCm inside, std::int32_t ring) const;
    void take_out(Where where);

    template <class Filter>
    static void search(Cell cell, PointCm from, Filter& filter, NearestFew& few);

    template <class Visit>
    bool for_each_cell_of_ring(PointCm inside, std::int32_t ring, Visit visit) const;

    BoxCm box_;
    std::int32_t shift_ = 0; ///< Cells are 250 m × 2^shift.
    std::int32_t columns_ = 1;
    std::int32_t rows_ = 1;
    std::size_t size_ = 0;
    std::vector<Where> where_; ///< By slot.
    Cells cells_{1, 1};
};

inline std::int32_t
Grid::step_of(std::int64_t value_cm, std::int32_t begin_cm, std::int32_t count) const {
    if (value_cm <= begin_cm) {
        return 0;
    }
    const std::int64_t step = ((value_cm - begin_cm) / smallest_cell_cm) >> shift_;
    return step < count ? static_cast<std::int32_t>(step) : count - 1;
}

inline std::uint32_t Grid::index_of(std::int32_t column, std::int32_t row) const {
    return static_cast<std::uint32_t>(row * columns_ + column);
}

inline Grid::Cell Grid::cell_at(std::int32_t column, std::int32_t row) const {
    return cells_.at(index_of(column, row));
}

/// Visits the cells at `ring` steps from the point's own; false when none of the grid is so far.
template <class Visit>
bool Grid::for_each_cell_of_ring(PointCm inside, std::int32_t ring, Visit visit) const {
    const std::int32_t left = column_of(inside.x_cm) - ring;
    const std::int32_t right = left + 2 * ring;
    const std::int32_t bottom = row_of(inside.y_cm) - ring;
    const std::int32_t top = bottom + 2 * ring;
    const std::int32_t last_row = std::min(top, rows_ - 1);
    const std::int32_t last_column = std::min(right, columns_ - 1);
    for (std::int32_t row = std::max(bottom, 0); row <= last_row; ++row) {
        // The first and the last row belong to the ring whole, of the others the two ends.
        const bool whole = row == bottom || row == top;
        const std::int32_t step = whole ? 1 : right - left;
        const std::int32_t first_column = whole ? std::max(left, 0) : left;
        for (std::int32_t column = first_column; column <= last_column; column += step) {
            if (column >= 0) {
                visit(column, row);
            }
        }
    }
    return left > 0 || bottom > 0 || right < columns_ - 1 || top < rows_ - 1;
}

template <class Filter>
void Grid::search(Cell cell, PointCm from, Filter& filter, NearestFew& few) {
    for (const Item& item : cell) {
        const std::uint64_t away = square(from, item.point);
        if (few.wants(away) && filter(item.slot)) {
            few.add(item.slot, away);
        }
    }
}

template <class Filter>
std::vector<Near>
Grid::nearest(PointCm from, std::uint32_t radius_cm, std::size_t limit, Filter filter) const {
    NearestFew few{radius_cm, limit};
    // Points outside the box are in its edge cells. Bringing two points into a rectangle never
    // makes their distance larger, so what holds for the clamped point bounds the true distance.
    const PointCm inside = clamped(from);
    bool more = true;
    for (std::int32_t ring = 0; more; ++ring) {
        more = for_each_cell_of_ring(inside, ring, [&](std::int32_t column, std::int32_t row) {
            const Cell cell = cell_at(column, row);
            if (!cell.empty() && few.wants(square_to_cell(inside, column, row))) {
                search(cell, from, filter, few);
            }
        });
        more = more && few.wants(square_beyond_ring(inside, ring));
    }
    return std::move(few).sorted();
}

template <class Visit>
void Grid::for_each_in(BoxCm box, Visit visit) const {
    const std::int32_t last_row = row_of(box.max.y_cm);
    const std::int32_t last_column = column_of(box.max.x_cm);
    for (std::int32_t row = row_of(box.min.y_cm); row <= last_row; ++row) {
        for (std::int32_t column = column_of(box.min.x_cm); column <= last_column; ++column) {
            for (const Item& item : cell_at(column, row)) {
                const PointCm at = item.point;
                if (at.x_cm >= box.min.x_cm && at.x_cm <= box.max.x_cm && at.y_cm >= box.min.y_cm &&
                    at.y_cm <= box.max.y_cm) {
                    visit(item.slot, at);
                }
            }
        }
    }
}

} // namespace dageng::geo
