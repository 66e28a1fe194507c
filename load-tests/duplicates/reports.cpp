#include "load-tests/duplicates/reports.hpp"

#include "demo/replay/text_table.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <numbers>
#include <tuple>

namespace dageng::duplicates {

namespace {

/// One call in so many is reported twice.
constexpr std::uint64_t one_in = 3;
/// The second report comes so much later, on average; exponentially spread.
constexpr double mean_delay_s = 180;
/// A second witness stands up to so far from the first.
constexpr double apart_m = 80;
/// Of 10 second witnesses so many say another, compatible type where there is one.
constexpr std::uint64_t of_ten_say_another = 2;
/// How exactly phones say where they are; the true place is within that at two standard deviations.
constexpr std::array<std::int64_t, 4> accuracies_m{10, 20, 50, 150};
/// A call that says no end is open for so long.
constexpr double usual_end_s = 1'800;

/// SplitMix64 (Steele, Lea, Flood 2014).
class Draw {
  public:
    explicit Draw(std::uint64_t seed) : state_(seed) {}

    std::uint64_t bits() {
        std::uint64_t value = state_ += 0x9E3779B97F4A7C15ULL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
        return value ^ (value >> 31);
    }
    /// Above 0, at most 1.
    double part() { return (static_cast<double>(bits() >> 11) + 1) * 0x1p-53; }
    double normal() {
        const double radius = std::sqrt(-2 * std::log(part()));
        return radius * std::cos(2 * std::numbers::pi * part());
    }

  private:
    std::uint64_t state_;
};

protocol::Slug slug_of(std::string_view type) {
    std::string slug;
    for (const char c : type) {
        const auto letter = static_cast<unsigned char>(c);
        if (std::isalnum(letter) != 0) {
            slug += static_cast<char>(std::tolower(letter));
        } else if (!slug.empty() && slug.back() != '-') {
            slug += '-';
        }
    }
    slug.resize(std::min<std::size_t>(slug.size(), 40));
    return {slug};
}

protocol::LatLon shifted(protocol::LatLon at, double north_m, double east_m) {
    constexpr double metre_e7 = 1e7 / 111'195.0;
    const double shrink = std::cos(at.lat_e7 * 1e-7 * std::numbers::pi / 180);
    return {
        at.lat_e7 + static_cast<std::int32_t>(std::lround(north_m * metre_e7)),
        at.lon_e7 + static_cast<std::int32_t>(std::lround(east_m * metre_e7 / shrink))
    };
}

/// Where somebody's phone says that they are.
protocol::Place told_place(protocol::LatLon truly, Draw& draw) {
    const std::int64_t accuracy_m = accuracies_m.at(draw.bits() % accuracies_m.size());
    const double sigma_m = static_cast<double>(accuracy_m) / 2;
    return {shifted(truly, sigma_m * draw.normal(), sigma_m * draw.normal()), {accuracy_m}};
}

protocol::Slug another_type(const protocol::Slug& kind, Draw& draw) {
    std::vector<protocol::Slug> others;
    for (const auto& pair : compatible_types().items) {
        if (pair.kind == kind) {
            others.push_back(pair.with);
        } else if (pair.with == kind) {
            others.push_back(pair.kind);
        }
    }
    return others.empty() ? kind : others.at(draw.bits() % others.size());
}

Report second_report(const Report& first, protocol::LatLon scene, Draw& draw) {
    Report report = first;
    report.again = true;
    const auto delay_ms = static_cast<std::int64_t>(-std::log(draw.part()) * mean_delay_s * 1000);
    report.seen.at = first.seen.at + delay_ms;
    const double way = 2 * std::numbers::pi * draw.part();
    const double far_m = apart_m * draw.part();
    report.seen.place =
        told_place(shifted(scene, far_m * std::cos(way), far_m * std::sin(way)), draw);
    if (draw.bits() % 10 < of_ten_say_another) {
        report.seen.kind = another_type(first.seen.kind, draw);
    }
    return report;
}

} // namespace

protocol::List<protocol::KindPair, 200> compatible_types() {
    protocol::List<protocol::KindPair, 200> pairs;
    const auto add = [&](std::string_view one, std::string_view other) {
        pairs.items.push_back({slug_of(one), slug_of(other)});
    };
    add("Structure Fire", "Alarms");
    add("Structure Fire", "Outside Fire");
    add("Outside Fire", "Vehicle Fire");
    add("Structure Fire", "Smoke Investigation (Outside)");
    add("Gas Leak (Natural and LP Gases)", "Odor (Strange / Unknown)");
    add("Electrical Hazard", "Alarms");
    add("Traffic Collision", "Medical Incident");
    add("Citizen Assist / Service Call", "Medical Incident");
    add("Other", "Medical Incident");
    return pairs;
}

std::vector<Report> reports_from(const std::string& file, std::uint64_t seed) {
    const std::string text = demo::read_text_file(file);
    demo::TextTable table{
        text, {"call_id", "time_unix", "time_local", "type", "cleared_s", "lat", "lon"}
    };
    std::vector<Report> reports;
    while (const auto row = table.next()) {
        const auto& field = *row;
        const auto id = demo::number(field[0]);
        const auto time = demo::number(field[1]);
        const auto lat = demo::number(field[5]);
        const auto lon = demo::number(field[6]);
        if (!id || !time || !lat || !lon) {
            continue;
        }
        Report first;
        first.call = static_cast<std::uint64_t>(*id);
        Draw draw{seed ^ (first.call * 0x9E3779B97F4A7C15ULL)};
        const protocol::LatLon scene{
            static_cast<std::int32_t>(std::lround(*lat * 1e7)),
            static_cast<std::int32_t>(std::lround(*lon * 1e7))
        };
        first.seen = {
            slug_of(field[3]), told_place(scene, draw), {static_cast<std::int64_t>(*time) * 1000}
        };
        const double end_s = demo::number(field[4]).value_or(usual_end_s);
        first.over = first.seen.at + static_cast<std::int64_t>(end_s) * 1000;
        constexpr std::int64_t offset_ms = -8 * 3'600'000;
        first.day = static_cast<std::uint32_t>((first.seen.at.value + offset_ms) / 86'400'000);
        reports.push_back(first);
        if (draw.bits() % one_in == 0) {
            const Report again = second_report(first, scene, draw);
            // Who reports what is over already is about something new.
            if (again.seen.at < again.over) {
                reports.push_back(again);
            }
        }
    }
    std::sort(reports.begin(), reports.end(), [](const Report& a, const Report& b) {
        return std::tuple(a.seen.at, a.call, a.again) < std::tuple(b.seen.at, b.call, b.again);
    });
    return reports;
}

} // namespace dageng::duplicates
