#include "demo/replay/tracks.hpp"

#include "demo/replay/text_table.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

namespace dageng::demo {

namespace {

bool on_earth(GeoPoint point) {
    return std::abs(point.lat) <= 90 && std::abs(point.lon) <= 180;
}

/// Collects fixes and cuts them into tracks.
class TrackBuilder {
  public:
    void begin(std::string name) {
        finish();
        current_.name = std::move(name);
    }

    void add(Fix fix) {
        const bool later = current_.fixes.empty() || fix.time_ms > current_.fixes.back().time_ms;
        if (later && on_earth(fix.at)) {
            current_.fixes.push_back(fix);
        }
    }

    const std::string& name() const { return current_.name; }

    std::vector<Track> take() {
        finish();
        return std::move(tracks_);
    }

  private:
    void finish() {
        if (current_.fixes.size() >= 2) {
            tracks_.push_back(std::move(current_));
        }
        current_ = {};
    }

    Track current_;
    std::vector<Track> tracks_;
};

/// The value of an attribute within a tag, in either kind of quotes.
std::optional<double> attribute(std::string_view tag, std::string_view name) {
    for (std::size_t at = tag.find(name); at != std::string_view::npos;
         at = tag.find(name, at + 1)) {
        const std::size_t quote = at + name.size() + 1;
        const bool starts_word = at > 0 && (tag[at - 1] == ' ' || tag[at - 1] == '\n' ||
                                            tag[at - 1] == '\t' || tag[at - 1] == '\r');
        if (starts_word && quote < tag.size() && tag[quote - 1] == '=' &&
            (tag[quote] == '"' || tag[quote] == '\'')) {
            const std::size_t end = tag.find(tag[quote], quote + 1);
            return end == std::string_view::npos ? std::nullopt
                                                 : number(tag.substr(quote + 1, end - quote - 1));
        }
    }
    return std::nullopt;
}

std::optional<Fix> gpx_fix(std::string_view tag, std::string_view body) {
    const auto lat = attribute(tag, "lat");
    const auto lon = attribute(tag, "lon");
    const std::size_t opens = body.find("<time>");
    const std::size_t closes = body.find("</time>");
    if (!lat || !lon || opens == std::string_view::npos || closes == std::string_view::npos) {
        return std::nullopt;
    }
    const std::size_t from = opens + 6;
    const auto time = closes < from ? std::nullopt : moment_ms(body.substr(from, closes - from));
    return time ? std::optional{Fix{*time, {*lat, *lon}}} : std::nullopt;
}

} // namespace

GeoBox Track::box() const {
    GeoBox box{90, 180, -90, -180};
    for (const Fix& fix : fixes) {
        box.south = std::min(box.south, fix.at.lat);
        box.north = std::max(box.north, fix.at.lat);
        box.west = std::min(box.west, fix.at.lon);
        box.east = std::max(box.east, fix.at.lon);
    }
    return box;
}

GeoPoint there_and_back(const Track& track, std::int64_t gone_ms) {
    const std::int64_t length = track.duration_ms();
    const std::int64_t gone = gone_ms % (2 * length);
    const std::int64_t at =
        track.fixes.front().time_ms + (gone < length ? gone : 2 * length - gone);
    const auto after = std::upper_bound(
        track.fixes.begin(),
        track.fixes.end(),
        at,
        [](std::int64_t time, const Fix& fix) { return time < fix.time_ms; }
    );
    return std::prev(after)->at;
}

std::vector<Track> tracks_from_csv(std::string_view text) {
    TextTable table(text, {"track_id", "time_unix", "lat", "lon"});
    TrackBuilder builder;
    while (const auto row = table.next()) {
        const std::vector<std::string>& fields = *row;
        if (fields[0] != builder.name()) {
            builder.begin(fields[0]);
        }
        const auto time = number(fields[1]);
        const auto lat = number(fields[2]);
        const auto lon = number(fields[3]);
        if (time && lat && lon) {
            builder.add({std::llround(*time * 1000), {*lat, *lon}});
        }
    }
    return builder.take();
}

std::vector<Track> tracks_from_gpx(std::string_view text) {
    TrackBuilder builder;
    std::size_t segments = 0;
    builder.begin("gpx-0");
    while (true) {
        const std::size_t point = text.find("<trkpt");
        const std::size_t segment = text.find("<trkseg");
        if (point == std::string_view::npos) {
            return builder.take();
        }
        if (segment < point) {
            builder.begin("gpx-" + std::to_string(++segments));
            text.remove_prefix(segment + 1);
            continue;
        }
        text.remove_prefix(point);
        const std::size_t tag_end = text.find('>');
        if (tag_end == std::string_view::npos) {
            return builder.take();
        }
        const std::size_t next = std::min(text.find("<trkpt", 1), text.size());
        const std::size_t body_end = std::min(text.find("</trkpt>"), next);
        const std::string_view body =
            text.substr(tag_end, body_end > tag_end ? body_end - tag_end : 0);
        if (const auto fix = gpx_fix(text.substr(0, tag_end), body)) {
            builder.add(*fix);
        }
        text.remove_prefix(tag_end);
    }
}

std::vector<Track> tracks_from_file(const std::string& path) {
    const std::string text = read_text_file(path);
    const std::size_t first = text.find_first_not_of(" \r\n\t\xEF\xBB\xBF");
    const bool xml = first != std::string::npos && text[first] == '<';
    std::vector<Track> tracks = xml ? tracks_from_gpx(text) : tracks_from_csv(text);
    if (tracks.empty()) {
        throw std::runtime_error(path + " holds no track of two points with times");
    }
    return tracks;
}

} // namespace dageng::demo
