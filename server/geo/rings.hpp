#pragma once

#include "server/geo/grid.hpp"

#include <algorithm>
#include <cstdint>

namespace dageng::geo {

/// A grid's points at most so far from a place, ring by ring of cells outwards: a search ends when
/// what is still to come can't matter. The grid outlives it and stays as it is. One thread.
class Rings {
  public:
    Rings(const Grid& grid, PointCm from, std::uint32_t radius_cm)
        : grid_(grid), from_(from), inside_(grid.clamped(from)), bound_(square_bound(radius_cm)),
          middle_{grid.column_of(from.x_cm), grid.row_of(from.y_cm)},
          first_{
              grid.column_of(from.x_cm - reach(radius_cm)),
              grid.row_of(from.y_cm - reach(radius_cm))
          },
          last_{
              grid.column_of(from.x_cm + reach(radius_cm)),
              grid.row_of(from.y_cm + reach(radius_cm))
          } {}

    /// Whether there are rings to come.
    bool more() const { return least_square_ < bound_ && more_; }

    /// None of their points is nearer.
    std::uint32_t least_cm() const { return whole_sqrt(least_square_); }

    /// Calls `visit(item, squared distance)` once for each point of the next ring, in no order.
    template <class Visit>
    void next(Visit visit) {
        const std::int32_t ring = ring_++;
        more_ =
            grid_.for_each_cell_of_ring(inside_, ring, [&](std::int32_t column, std::int32_t row) {
                if (column >= first_.column && column <= last_.column && row >= first_.row &&
                    row <= last_.row) {
                    look(column, row, visit);
                }
            });
        least_square_ = grid_.square_beyond_ring(inside_, ring);
    }

    /// The same of all rings to come, which are none then.
    template <class Visit>
    void rest(Visit visit) {
        for (std::int32_t row = first_.row; row <= last_.row && more(); ++row) {
            const bool seen = row > middle_.row - ring_ && row < middle_.row + ring_;
            const std::int32_t before = seen ? middle_.column - ring_ : last_.column;
            look_along(row, first_.column, std::min(before, last_.column), visit);
            if (seen) {
                look_along(
                    row, std::max(first_.column, middle_.column + ring_), last_.column, visit
                );
            }
        }
        more_ = false;
    }

  private:
    struct Step {
        std::int32_t column;
        std::int32_t row;
    };

    static constexpr std::size_t items_a_line = 64 / sizeof(Grid::Item);

    static std::int64_t reach(std::uint32_t radius_cm) { return radius_cm; }

    template <class Visit>
    void look_along(std::int32_t row, std::int32_t column, std::int32_t last, Visit& visit) {
        for (; column <= last; ++column) {
            // Neighbouring cells' points are strangers in memory: a look around waits for little
            // else. (As a function of its own the compiler takes it for one without effect.)
            const auto ahead = grid_.cell_at(std::min(column + Grid::fetched_ahead, last), row);
            for (std::size_t i = 0; i < ahead.size(); i += items_a_line) {
                __builtin_prefetch(ahead.data() + i);
            }
            look(column, row, visit);
        }
    }

    template <class Visit>
    void look(std::int32_t column, std::int32_t row, Visit& visit) {
        const PointCm from = from_;
        const std::uint64_t bound = bound_;
        for (const Grid::Item& item : grid_.cell_at(column, row)) {
            const std::uint64_t away = Grid::square(from, item.point);
            if (away < bound) {
                visit(item, away);
            }
        }
    }

    const Grid& grid_;
    PointCm from_;
    PointCm inside_;
    std::uint64_t bound_;
    Step middle_;
    Step first_; ///< Cells that the radius touches, from here
    Step last_;  ///< to here.
    std::int32_t ring_ = 0;
    std::uint64_t least_square_ = 0;
    bool more_ = true;
};

} // namespace dageng::geo
