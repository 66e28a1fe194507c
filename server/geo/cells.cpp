#include "server/geo/cells.hpp"

#include <algorithm>
#include <utility>

namespace dageng::geo {
namespace {

constexpr std::uint32_t no_cell = 0xFFFF'FFFF;
/// Less memory than this isn't worth giving back.
constexpr std::size_t small_row = 256;

std::uint32_t room_for(std::uint32_t points, bool growing) {
    if (growing) {
        return points + std::max(4U, points / 2);
    }
    return points == 0 ? 0 : points + points / 8 + 2;
}

} // namespace

Cells::Cells(std::int32_t columns, std::int32_t rows)
    : columns_(static_cast<std::uint32_t>(columns)),
      cells_(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows)),
      rows_(static_cast<std::size_t>(rows)) {}

std::uint32_t Cells::add(std::uint32_t cell, const PlacedPoint& point) {
    const std::uint32_t row = cell / columns_;
    if (cells_[cell].size == cells_[cell].room) {
        lay_out(row, cell);
    }
    ++rows_[row].points;
    Cell& into = cells_[cell];
    into.points[into.size] = point;
    return into.size++;
}

std::uint32_t Cells::take_out(std::uint32_t cell, std::uint32_t index) {
    Cell& from = cells_[cell];
    --from.size;
    from.points[index] = from.points[from.size];
    const std::uint32_t moved = from.points[index].slot;
    Row& row = rows_[cell / columns_];
    --row.points;
    // What a crowd needed is given back once it has gone.
    if (row.memory.size() > small_row && row.points < row.memory.size() / 4) {
        lay_out(cell / columns_, no_cell);
    }
    return moved;
}

void Cells::lay_out(std::uint32_t row, std::uint32_t growing) {
    const std::uint32_t first = row * columns_;
    std::size_t all = 0;
    for (std::uint32_t cell = first; cell < first + columns_; ++cell) {
        all += room_for(cells_[cell].size, cell == growing);
    }
    std::vector<PlacedPoint> memory(all);
    PlacedPoint* at = memory.data();
    for (std::uint32_t cell = first; cell < first + columns_; ++cell) {
        Cell& one = cells_[cell];
        std::copy_n(one.points, one.size, at);
        one.points = at;
        one.room = room_for(one.size, cell == growing);
        at += one.room;
    }
    rows_[row].memory = std::move(memory);
}

} // namespace dageng::geo
