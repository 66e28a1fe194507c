#include "demo/replay/calls.hpp"

#include "demo/replay/text_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <tuple>

namespace dageng::demo {

namespace {

constexpr std::array<GeoBox, 2> known_boxes{{
    {37.705, -122.515, 37.812, -122.365}, // San Francisco
    {29.550, -95.680, 30.065, -95.110},   // Houston
}};

} // namespace

std::vector<Call> calls_from_csv(std::string_view text) {
    TextTable table(text, {"time_unix", "type", "lat", "lon"});
    std::vector<Call> calls;
    while (const auto row = table.next()) {
        const auto time = number((*row)[0]);
        const auto lat = number((*row)[2]);
        const auto lon = number((*row)[3]);
        if (time && lat && lon) {
            calls.push_back({std::llround(*time * 1000), (*row)[1], {*lat, *lon}});
        }
    }
    std::ranges::sort(calls, [](const Call& left, const Call& right) {
        return std::tie(left.time_ms, left.type, left.at.lat, left.at.lon) <
               std::tie(right.time_ms, right.type, right.at.lat, right.at.lon);
    });
    return calls;
}

std::vector<Call> calls_from_file(const std::string& path) {
    const std::string text = read_text_file(path);
    std::vector<Call> calls = calls_from_csv(text);
    if (calls.empty()) {
        throw std::runtime_error(path + " holds no call with a time and a place");
    }
    return calls;
}

GeoBox box_of_calls(std::span<const Call> calls) {
    for (const GeoBox& box : known_boxes) {
        const auto inside =
            std::ranges::count_if(calls, [&](const Call& call) { return box.contains(call.at); });
        if (2 * static_cast<std::size_t>(inside) > calls.size()) {
            return box;
        }
    }
    std::vector<double> lats;
    std::vector<double> lons;
    for (const Call& call : calls) {
        lats.push_back(call.at.lat);
        lons.push_back(call.at.lon);
    }
    std::ranges::sort(lats);
    std::ranges::sort(lons);
    const std::size_t cut = calls.size() / 200;
    const std::size_t last = calls.size() - 1 - cut;
    return {lats[cut], lons[cut], lats[last], lons[last]};
}

std::vector<Call> move_calls(std::span<const Call> calls, const GeoBox& from, const Outline& to) {
    const BoxMap map(from, target_box(to));
    std::vector<Call> moved;
    for (const Call& call : calls) {
        const auto place = map.apply(call.at);
        if (place && to.contains(*place)) {
            moved.push_back({call.time_ms, call.type, *place});
        }
    }
    return moved;
}

} // namespace dageng::demo
