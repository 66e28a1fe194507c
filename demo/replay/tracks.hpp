#pragma once

#include "load-tests/district/outline.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// How somebody really moved, as recorded.
namespace dageng::demo {

using load::GeoBox;
using load::GeoPoint;
using load::Outline;

struct Fix {
    std::int64_t time_ms = 0; ///< Since 1970 UTC.
    GeoPoint at;
};

/// At least two fixes, each later than the one before.
struct Track {
    std::string name;
    std::vector<Fix> fixes;

    std::int64_t duration_ms() const { return fixes.back().time_ms - fixes.front().time_ms; }
    GeoBox box() const;
};

/// Where somebody is who goes a track there and the same way back, again and again, `gone_ms` after
/// they began: the last fix before.
GeoPoint there_and_back(const Track& track, std::int64_t gone_ms);

/// Reads CSV with the columns track_id, time_unix (seconds, decimals allowed), lat and lon, sorted
/// by track. Rows that aren't numbers, or not later than the row before, are dropped.
std::vector<Track> tracks_from_csv(std::string_view text);

/// Reads the points of GPX tracks, tolerantly: whatever has `<trkpt lat=… lon=…>` with a `<time>`.
/// Each segment is a track of its own. Points without a time, or not later than the one before, are
/// dropped: when somebody was there can't be made up.
std::vector<Track> tracks_from_gpx(std::string_view text);

/// Either of them, by what the file begins with; gzip too. Throws std::runtime_error.
std::vector<Track> tracks_from_file(const std::string& path);

} // namespace dageng::demo
