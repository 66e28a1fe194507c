#include "server/geo/road_index.hpp"

#include <utility>

namespace dageng::geo {

Foot foot_on(PointCm a, PointCm b, PointCm from) {
    const std::int64_t dx = std::int64_t{b.x_cm} - a.x_cm;
    const std::int64_t dy = std::int64_t{b.y_cm} - a.y_cm;
    const std::int64_t px = std::int64_t{from.x_cm} - a.x_cm;
    const std::int64_t py = std::int64_t{from.y_cm} - a.y_cm;
    const std::int64_t length = dx * dx + dy * dy;
    const std::int64_t along = std::clamp<std::int64_t>(dx * px + dy * py, 0, length);
    // A road is at most 20 km long, so that this fits 62 bits and is exact to 31 cm.
    const std::int64_t share = length == 0 ? 0 : (along << 16) / length;
    Foot foot;
    foot.share16 = static_cast<std::uint32_t>(share);
    foot.at.x_cm = a.x_cm + static_cast<std::int32_t>((dx * share) >> 16);
    foot.at.y_cm = a.y_cm + static_cast<std::int32_t>((dy * share) >> 16);
    const std::int64_t x = std::int64_t{from.x_cm} - foot.at.x_cm;
    const std::int64_t y = std::int64_t{from.y_cm} - foot.at.y_cm;
    foot.square = static_cast<std::uint64_t>(x * x + y * y);
    return foot;
}

RoadIndex::RoadIndex(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {
    if (pieces_.empty()) {
        return;
    }
    box_ = {pieces_.front().a, pieces_.front().a};
    for (const Piece& piece : pieces_) {
        for (const PointCm point : {piece.a, piece.b}) {
            box_.min.x_cm = std::min(box_.min.x_cm, point.x_cm);
            box_.min.y_cm = std::min(box_.min.y_cm, point.y_cm);
            box_.max.x_cm = std::max(box_.max.x_cm, point.x_cm);
            box_.max.y_cm = std::max(box_.max.y_cm, point.y_cm);
        }
    }
    const std::int64_t width = std::int64_t{box_.max.x_cm} - box_.min.x_cm;
    const std::int64_t height = std::int64_t{box_.max.y_cm} - box_.min.y_cm;
    while ((width / cell_cm_ + 1) * (height / cell_cm_ + 1) > most_cells) {
        cell_cm_ *= 2;
    }
    columns_ = width / cell_cm_ + 1;
    rows_ = height / cell_cm_ + 1;
    begin_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
    for (const Piece& piece : pieces_) {
        for_each_cell(piece, [&](std::size_t at) { ++begin_[at + 1]; });
    }
    for (std::size_t at = 1; at < begin_.size(); ++at) {
        begin_[at] += begin_[at - 1];
    }
    in_cell_.resize(begin_.back());
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
    for (std::uint32_t i = 0; i < pieces_.size(); ++i) {
        for_each_cell(pieces_[i], [&](std::size_t at) { in_cell_[next[at]++] = i; });
    }
}

std::int64_t RoadIndex::column(std::int64_t x_cm) const {
    const std::int64_t steps = std::max<std::int64_t>(x_cm - box_.min.x_cm, 0) / cell_cm_;
    return std::clamp<std::int64_t>(steps, 0, std::max<std::int64_t>(columns_ - 1, 0));
}

std::int64_t RoadIndex::row(std::int64_t y_cm) const {
    const std::int64_t steps = std::max<std::int64_t>(y_cm - box_.min.y_cm, 0) / cell_cm_;
    return std::clamp<std::int64_t>(steps, 0, std::max<std::int64_t>(rows_ - 1, 0));
}

std::span<const std::uint32_t> RoadIndex::cell(std::int64_t column, std::int64_t row) const {
    const auto at = static_cast<std::size_t>(row * columns_ + column);
    return {in_cell_.data() + begin_[at], in_cell_.data() + begin_[at + 1]};
}

/// All cells of the box around a piece: a few more than it touches.
template <class Visit>
void RoadIndex::for_each_cell(const Piece& piece, Visit visit) const {
    const std::int64_t right = column(std::max(piece.a.x_cm, piece.b.x_cm));
    const std::int64_t top = row(std::max(piece.a.y_cm, piece.b.y_cm));
    for (std::int64_t y = row(std::min(piece.a.y_cm, piece.b.y_cm)); y <= top; ++y) {
        for (std::int64_t x = column(std::min(piece.a.x_cm, piece.b.x_cm)); x <= right; ++x) {
            visit(static_cast<std::size_t>(y * columns_ + x));
        }
    }
}

} // namespace dageng::geo
