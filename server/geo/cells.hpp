#pragma once

#include "server/geo/plane.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dageng::geo {

/// What the owner of a point wants to know of it when it is visited; nothing to the grid.
struct PointNote {
    std::uint32_t what = 0;
    std::uint32_t when = 0;

    bool operator==(const PointNote&) const = default;
};

/// A point in a grid, named by a small number.
struct PlacedPoint {
    std::uint32_t slot;
    PointCm point;
    PointNote note;
};

/// The points of a grid's cells. Those of a row of cells stand side by side in memory, each cell
/// with room for some more: a look around reads row after row, where cells with memory of their own
/// would cost it a miss of the caches, and of the table of pages, each. One thread at a time.
class Cells {
  public:
    Cells(std::int32_t columns, std::int32_t rows);
    Cells(Cells&&) noexcept = default;
    Cells& operator=(Cells&&) noexcept = default;
    Cells(const Cells&) = delete;
    Cells& operator=(const Cells&) = delete;
    ~Cells() = default;

    /// `cell`: its row × columns + its column. True until a point is added or taken out.
    std::span<const PlacedPoint> at(std::uint32_t cell) const {
        return {cells_[cell].points, cells_[cell].size};
    }
    PlacedPoint& point(std::uint32_t cell, std::uint32_t index) {
        return cells_[cell].points[index];
    }
    const PlacedPoint& point(std::uint32_t cell, std::uint32_t index) const {
        return cells_[cell].points[index];
    }

    /// Its index in the cell.
    std::uint32_t add(std::uint32_t cell, const PlacedPoint& point);
    /// The last point of the cell takes its place; that one's slot.
    std::uint32_t take_out(std::uint32_t cell, std::uint32_t index);

  private:
    struct Cell {
        PlacedPoint* points = nullptr; ///< In its row's memory.
        std::uint32_t size = 0;
        std::uint32_t room = 0;
    };
    struct Row {
        std::vector<PlacedPoint> memory;
        std::size_t points = 0;
    };

    /// Gives the cells of a row new room by how many points they have, and one of them more.
    void lay_out(std::uint32_t row, std::uint32_t growing);

    std::uint32_t columns_;
    std::vector<Cell> cells_;
    std::vector<Row> rows_;
};

} // namespace dageng::geo
