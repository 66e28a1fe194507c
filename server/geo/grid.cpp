#include "server/geo/grid.hpp"

#include <algorithm>
#include <utility>

namespace dageng::geo {
namespace {

bool nearer(const Near& a, const Near& b) {
    return a.distance_cm != b.distance_cm ? a.distance_cm < b.distance_cm : a.slot < b.slot;
}

bool within_plane(PointCm point) {
    return point.x_cm > -plane_limit_cm && point.x_cm < plane_limit_cm &&
           point.y_cm > -plane_limit_cm && point.y_cm < plane_limit_cm;
}

} // namespace

NearestFew::NearestFew(std::uint32_t radius_cm, std::size_t limit)
    : limit_(limit), bound_(limit == 0 ? 0 : square_bound(radius_cm)) {
    heap_.reserve(std::min<std::size_t>(limit, 64));
}

void NearestFew::add(std::uint32_t slot, std::uint64_t square) {
    const Near found{slot, whole_sqrt(square)};
    if (heap_.size() == limit_) {
        if (!nearer(found, heap_.front())) {
            return;
        }
        std::pop_heap(heap_.begin(), heap_.end(), nearer);
        heap_.pop_back();
    }
    heap_.push_back(found);
    std::push_heap(heap_.begin(), heap_.end(), nearer);
    if (heap_.size() == limit_) {
        // As far as the worst kept is still wanted: a smaller slot may take its place.
        bound_ = square_bound(heap_.front().distance_cm);
    }
}

std::vector<Near> NearestFew::sorted() && {
    std::sort_heap(heap_.begin(), heap_.end(), nearer);
    return std::move(heap_);
}

Grid::Grid(BoxCm box) : box_(box) {
    DAGENG_ASSERT(within_plane(box.min) && within_plane(box.max));
    DAGENG_ASSERT(box.min.x_cm <= box.max.x_cm && box.min.y_cm <= box.max.y_cm);
    const std::int64_t wide = (std::int64_t{box.max.x_cm} - box.min.x_cm) / smallest_cell_cm;
    const std::int64_t high = (std::int64_t{box.max.y_cm} - box.min.y_cm) / smallest_cell_cm;
    while (((wide >> shift_) + 1) * ((high >> shift_) + 1) > most_cells) {
        ++shift_;
    }
    columns_ = static_cast<std::int32_t>(wide >> shift_) + 1;
    rows_ = static_cast<std::int32_t>(high >> shift_) + 1;
    cells_ = Cells{columns_, rows_};
}

void Grid::place(std::uint32_t slot, PointCm point, Note note) {
    DAGENG_ASSERT(within_plane(point));
    if (slot >= where_.size()) {
        where_.resize(std::size_t{slot} + 1);
    }
    Where& where = where_[slot];
    const std::uint32_t cell = index_of(column_of(point.x_cm), row_of(point.y_cm));
    if (where.cell == cell) {
        cells_.point(cell, where.index) = {slot, point, note};
        return;
    }
    if (where.cell == nowhere) {
        ++size_;
    } else {
        take_out(where);
    }
    where = {cell, cells_.add(cell, {slot, point, note})};
}

void Grid::remove(std::uint32_t slot) {
    if (has(slot)) {
        take_out(where_[slot]);
        where_[slot] = {};
        --size_;
    }
}

void Grid::note(std::uint32_t slot, Note note) {
    DAGENG_ASSERT(has(slot));
    cells_.point(where_[slot].cell, where_[slot].index).note = note;
}

const Grid::Item& Grid::item(std::uint32_t slot) const {
    DAGENG_ASSERT(has(slot));
    return cells_.point(where_[slot].cell, where_[slot].index);
}

std::vector<Near> Grid::nearest(PointCm from, std::uint32_t radius_cm, std::size_t limit) const {
    return nearest(from, radius_cm, limit, [](std::uint32_t) { return true; });
}

void Grid::take_out(Where where) {
    const std::uint32_t moved = cells_.take_out(where.cell, where.index);
    where_[moved].index = where.index;
}

PointCm Grid::clamped(PointCm point) const {
    return {
        std::clamp(point.x_cm, box_.min.x_cm, box_.max.x_cm),
        std::clamp(point.y_cm, box_.min.y_cm, box_.max.y_cm)
    };
}

/// Least squared distance from a point to a cell.
std::uint64_t Grid::square_to_cell(PointCm from, std::int32_t column, std::int32_t row) const {
    const std::int64_t side = std::int64_t{smallest_cell_cm} << shift_;
    const std::int64_t left = box_.min.x_cm + column * side;
    const std::int64_t bottom = box_.min.y_cm + row * side;
    const std::int64_t dx = std::max({std::int64_t{0}, left - from.x_cm, from.x_cm - left - side});
    const std::int64_t dy =
        std::max({std::int64_t{0}, bottom - from.y_cm, from.y_cm - bottom - side});
    return static_cast<std::uint64_t>(dx * dx + dy * dy);
}

/// Least squared distance from a point in the box to what is outside the square of cells up to
/// `ring` steps from its own.
std::uint64_t Grid::square_beyond_ring(PointCm inside, std::int32_t ring) const {
    const std::int64_t side = std::int64_t{smallest_cell_cm} << shift_;
    const std::int64_t x = inside.x_cm - box_.min.x_cm - column_of(inside.x_cm) * side;
    const std::int64_t y = inside.y_cm - box_.min.y_cm - row_of(inside.y_cm) * side;
    const std::int64_t least = std::min({x, side - x, y, side - y}) + ring * side;
    return static_cast<std::uint64_t>(least * least);
}

} // namespace dageng::geo
