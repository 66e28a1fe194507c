#pragma once

#include "load-tests/generate/options.hpp"
#include "load-tests/generate/people.hpp"
#include "load-tests/generate/trials.hpp"
#include "load-tests/measure/process_figures.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace dageng::load {

/// The moments of a run, each with what the server's process said then.
enum class Mark : std::uint8_t {
    before,         ///< Nobody is connected.
    connected,      ///< All volunteers are welcome, nobody is on duty.
    on_duty,        ///< All are on duty.
    idle_begin,     ///< No frame is sent from here …
    idle_end,       ///< … to here.
    places_begin,   ///< Positions alone from here …
    places_end,     ///< … to here.
    measured_begin, ///< Full load, warmed up, from here …
    measured_end,   ///< … to here.
};

struct MarkFigures {
    std::int64_t at_unix_ms = 0;
    Moment at;
    ProcessFigures server;
    std::uint64_t positions_sent = 0;
};

/// What a run found out.
struct RunFigures {
    std::map<Mark, MarkFigures> marks;
    std::size_t volunteers = 0;
    bool server_known = false; ///< Its process was named.
    TipFigures tips;           ///< Of the measured window.
    Histogram lateness;        ///< Of sending, in the measured window.
    TrialFigures trials;

    double seconds(Mark from, Mark to) const;
    double positions_per_s(Mark from, Mark to) const;
    /// CPU of the window of positions less that of as long a time of the idle window, per position
    /// sent. Negative when it can't be told.
    double cpu_us_per_position() const;
    /// All CPU of the server in the measured window, in cores.
    double cores(Mark from, Mark to) const;
    /// Growth of resident memory from `before` to `mark`, per volunteer.
    double bytes_per_connection(Mark mark) const;
};

/// For people to read.
std::string text_report(const RunFigures& figures, const Crowd& crowd, const LoadOptions& options);

/// The same as JSON: `{"tip_to_offer_ms":{"p50":…},…}`.
std::string json_report(const RunFigures& figures, const Crowd& crowd, const LoadOptions& options);

} // namespace dageng::load
