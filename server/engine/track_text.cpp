#include "server/engine/track_text.hpp"

#include <charconv>

namespace dageng::engine {

namespace {

/// Reads a whole number and the one character after it.
template <class T>
bool take(std::string_view& lines, char after, T& number) {
    const char* const end = lines.data() + lines.size();
    const auto read = std::from_chars(lines.data(), end, number);
    if (read.ec != std::errc{} || read.ptr == end || *read.ptr != after) {
        return false;
    }
    lines.remove_prefix(static_cast<std::size_t>(read.ptr - lines.data()) + 1);
    return true;
}

} // namespace

std::string track_line(const Heard& heard) {
    return std::to_string(heard.heard_at.value) + ' ' + std::to_string(heard.at.lat_e7) + ' ' +
           std::to_string(heard.at.lon_e7) + '\n';
}

std::vector<protocol::TrackPoint> track_from_lines(std::string_view lines) {
    std::vector<protocol::TrackPoint> points;
    protocol::TrackPoint point;
    while (take(lines, ' ', point.at.value) && take(lines, ' ', point.place.lat_e7) &&
           take(lines, '\n', point.place.lon_e7)) {
        points.push_back(point);
    }
    return points;
}

} // namespace dageng::engine
