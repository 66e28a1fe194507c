#include "load-tests/generate/figures.hpp"

#include "protocol/json_write.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <utility>

namespace dageng::load {

namespace {

constexpr double ns_per_ms = 1e6;

constexpr std::array<std::pair<double, const char*>, 4> quantiles{
    {{0.5, "p50"}, {0.9, "p90"}, {0.99, "p99"}, {0.999, "p99.9"}}
};

std::string text_row(const char* name, const Histogram& times) {
    std::string row = fmt::format("{:<22}", name);
    for (const auto& [quantile, label] : quantiles) {
        row +=
            fmt::format(" {} {:>8.3f}", label, static_cast<double>(times.at(quantile)) / ns_per_ms);
    }
    return row + fmt::format(
                     " max {:>8.3f}  ({} values)\n",
                     static_cast<double>(times.max()) / ns_per_ms,
                     times.count()
                 );
}

std::string json_times(const Histogram& times) {
    std::string object = "{";
    for (const auto& [quantile, label] : quantiles) {
        object += fmt::format(
            "\"{}\":{:.6f},", label, static_cast<double>(times.at(quantile)) / ns_per_ms
        );
    }
    return object + fmt::format(
                        "\"max\":{:.6f},\"count\":{}}}",
                        static_cast<double>(times.max()) / ns_per_ms,
                        times.count()
                    );
}

const char* name_of(Mark mark) {
    constexpr std::array names{
        "before",
        "connected",
        "on_duty",
        "idle_begin",
        "idle_end",
        "places_begin",
        "places_end",
        "measured_begin",
        "measured_end"
    };
    return names.at(static_cast<std::size_t>(mark));
}

std::string json_list(const std::vector<double>& values) {
    return fmt::format("[{:.3f}]", fmt::join(values, ","));
}

/// Only what was tried.
std::string text_trials(const TrialFigures& trials, const LoadOptions& options) {
    std::string text;
    const auto out = std::back_inserter(text);
    if (options.broadcasts > 0) {
        fmt::format_to(
            out,
            "a word to everybody, ms to the last phone: {:.1f}; not heard {}\n",
            fmt::join(trials.fan_out_ms, ", "),
            trials.fan_out_missing
        );
    }
    if (options.storms > 0) {
        fmt::format_to(
            out,
            "all gone and back, s to the last: {:.2f}; tried again {}, snapshots {}, by ticket "
            "{}\n",
            fmt::join(trials.storm_s, ", "),
            trials.storm_retries,
            trials.storm_snapshots,
            trials.storm_by_ticket
        );
    }
    if (options.ramp_from > 0) {
        fmt::format_to(
            out,
            "greatest load with p99 under 50 ms: {:.0f} positions/s{}\n",
            trials.greatest_load,
            trials.generator_ended_first ? " or more: the generator was at its end" : ""
        );
    }
    if (trials.durable_tips_per_s) {
        fmt::format_to(
            out,
            "as many tips as are taken: {:.0f}/s, refused {}\n",
            *trials.durable_tips_per_s,
            trials.flood.refused
        );
        text += text_row("tip to ok, so", trials.flood.to_ok);
    }
    return text;
}

std::string json_trials(const TrialFigures& trials) {
    std::string json = fmt::format(
        "\"fan_out_ms\":{},\"fan_out_missing\":{},\"storm_s\":{},\"storm_retries\":{},"
        "\"storm_snapshots\":{},\"storm_by_ticket\":{},\"greatest_load\":{:.1f},\"generator_ended_"
        "first\":{}",
        json_list(trials.fan_out_ms),
        trials.fan_out_missing,
        json_list(trials.storm_s),
        trials.storm_retries,
        trials.storm_snapshots,
        trials.storm_by_ticket,
        trials.greatest_load,
        trials.generator_ended_first
    );
    if (trials.durable_tips_per_s) {
        json += fmt::format(
            ",\"durable_tips_per_s\":{:.1f},\"flood_refused\":{},\"flood_tip_to_ok_ms\":{}",
            *trials.durable_tips_per_s,
            trials.flood.refused,
            json_times(trials.flood.to_ok)
        );
    }
    return json + ",\n";
}

} // namespace

double RunFigures::seconds(Mark from, Mark to) const {
    return std::chrono::duration<double>(marks.at(to).at - marks.at(from).at).count();
}

double RunFigures::positions_per_s(Mark from, Mark to) const {
    return static_cast<double>(marks.at(to).positions_sent - marks.at(from).positions_sent) /
           seconds(from, to);
}

double RunFigures::cores(Mark from, Mark to) const {
    return static_cast<double>(marks.at(to).server.cpu_ns - marks.at(from).server.cpu_ns) / 1e9 /
           seconds(from, to);
}

double RunFigures::cpu_us_per_position() const {
    const double rate = positions_per_s(Mark::places_begin, Mark::places_end);
    if (!server_known || rate <= 0) {
        return -1;
    }
    const double idle = cores(Mark::idle_begin, Mark::idle_end);
    return (cores(Mark::places_begin, Mark::places_end) - idle) * 1e6 / rate;
}

double RunFigures::bytes_per_connection(Mark mark) const {
    const auto grown =
        marks.at(mark).server.resident_bytes - marks.at(Mark::before).server.resident_bytes;
    return static_cast<double>(grown) / static_cast<double>(volunteers);
}

std::string text_report(const RunFigures& figures, const Crowd& crowd, const LoadOptions& options) {
    const TipFigures& tips = figures.tips;
    std::string text;
    const auto out = std::back_inserter(text);
    fmt::format_to(
        out,
        "{} volunteers, a position every {} s, {} tips/s, {} consoles watching, {} handling; "
        "measured for {:.1f} s\n"
        "Times in ms, from the scheduled moment:\n",
        figures.volunteers,
        options.position_every_s,
        options.tips_per_s,
        options.watching,
        options.handling,
        figures.seconds(Mark::measured_begin, Mark::measured_end)
    );
    text += text_row("tip to first offer", tips.to_offer);
    text += text_row("tip to ok", tips.to_ok);
    text += text_row("own lateness", figures.lateness);
    fmt::format_to(
        out,
        "tips measured {}, refused {}, without answer {}, without offer {}; offers {}, "
        "incidents closed {}\n",
        tips.counted,
        tips.refused,
        tips.unanswered,
        tips.without_offer(),
        crowd.offers,
        crowd.closed
    );
    fmt::format_to(
        out,
        "positions {:.1f}/s alone, {:.1f}/s under full load; connections lost {}\n",
        figures.positions_per_s(Mark::places_begin, Mark::places_end),
        figures.positions_per_s(Mark::measured_begin, Mark::measured_end),
        crowd.lost
    );
    if (figures.server_known) {
        fmt::format_to(
            out,
            "server CPU per position {:.2f} us (window of positions alone, less the idle window); "
            "cores: idle {:.3f}, positions {:.3f}, full load {:.3f}\n"
            "resident memory per volunteer: connected {:.0f} bytes, on duty {:.0f} bytes (kernel's "
            "socket memory not included)\n",
            figures.cpu_us_per_position(),
            figures.cores(Mark::idle_begin, Mark::idle_end),
            figures.cores(Mark::places_begin, Mark::places_end),
            figures.cores(Mark::measured_begin, Mark::measured_end),
            figures.bytes_per_connection(Mark::connected),
            figures.bytes_per_connection(Mark::on_duty)
        );
    }
    text += text_trials(figures.trials, options);
    for (const auto& [code, trouble] : crowd.errors) {
        fmt::format_to(out, "{} times: {} ({})\n", trouble.count, code, trouble.example);
    }
    return text;
}

std::string json_report(const RunFigures& figures, const Crowd& crowd, const LoadOptions& options) {
    const TipFigures& tips = figures.tips;
    std::string json = "{";
    const auto out = std::back_inserter(json);
    fmt::format_to(
        out,
        "\"volunteers\":{},\"position_every_s\":{},\"tips_per_s\":{},\"watching\":{},\"handling\":{"
        "},\"seed\":{},"
        "\n",
        figures.volunteers,
        options.position_every_s,
        options.tips_per_s,
        options.watching,
        options.handling,
        options.seed
    );
    fmt::format_to(out, "\"tip_to_offer_ms\":{},\n", json_times(tips.to_offer));
    fmt::format_to(out, "\"tip_to_ok_ms\":{},\n", json_times(tips.to_ok));
    fmt::format_to(out, "\"lateness_ms\":{},\n", json_times(figures.lateness));
    fmt::format_to(
        out,
        "\"tips\":{},\"tips_refused\":{},\"tips_unanswered\":{},\"tips_without_offer\":{},"
        "\"offers\":{},\"offers_per_tip\":{:.2f},\"incidents_closed\":{},\"connections_lost\":{},"
        "\n",
        tips.counted,
        tips.refused,
        tips.unanswered,
        tips.without_offer(),
        crowd.offers,
        static_cast<double>(crowd.offers) /
            static_cast<double>(std::max<std::uint64_t>(1, crowd.tips)),
        crowd.closed,
        crowd.lost
    );
    fmt::format_to(
        out,
        "\"positions_per_s\":{:.2f},\n",
        figures.positions_per_s(Mark::measured_begin, Mark::measured_end)
    );
    if (figures.server_known) {
        fmt::format_to(
            out,
            "\"cpu_us_per_position\":{:.3f},\"cores_idle\":{:.4f},\"cores_positions\":{:.4f},"
            "\"cores_full_load\":{:.4f},\"idle_connection_bytes\":{:.0f},\"on_duty_bytes\":{:.0f},"
            "\n",
            figures.cpu_us_per_position(),
            figures.cores(Mark::idle_begin, Mark::idle_end),
            figures.cores(Mark::places_begin, Mark::places_end),
            figures.cores(Mark::measured_begin, Mark::measured_end),
            figures.bytes_per_connection(Mark::connected),
            figures.bytes_per_connection(Mark::on_duty)
        );
    }
    json += json_trials(figures.trials);
    json += "\"errors\":";
    std::string separator = "{";
    for (const auto& [code, trouble] : crowd.errors) {
        json += separator;
        protocol::write_json(json, fmt::format("{} ({})", code, trouble.example));
        fmt::format_to(out, ":{}", trouble.count);
        separator = ",";
    }
    json += crowd.errors.empty() ? "{}" : "}";
    json += ",\n\"marks_unix_ms\":";
    separator = "{";
    for (const auto& [mark, at] : figures.marks) {
        fmt::format_to(out, "{}\"{}\":{}", separator, name_of(mark), at.at_unix_ms);
        separator = ",";
    }
    return json + "}}\n";
}

} // namespace dageng::load
