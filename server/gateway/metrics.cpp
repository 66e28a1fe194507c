#include "server/gateway/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <string>

namespace dageng::gateway {

namespace {

using prometheus::Counter;
using prometheus::Family;

Family<Counter>& counters(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

void add_to(Counter& counter, std::uint64_t count) {
    if (count != 0) {
        counter.Increment(static_cast<double>(count));
    }
}

} // namespace

struct Metrics::Figures {
    explicit Figures(prometheus::Registry& registry)
        : frames(counters(registry, "dageng_frames_total", "Text frames, by direction.")),
          bytes(counters(registry, "dageng_frame_bytes_total", "Bytes of frames, by direction.")),
          refusals(counters(
              registry, "dageng_refusals_total", "Frames that the gateway refused, by error code."
          )),
          closes(counters(registry, "dageng_closes_total", "Connections closed, by close code.")),
          conflated(counters(
                        registry,
                        "dageng_moments_conflated_total",
                        "Frames of the moment that a newer one replaced before they were sent."
          )
                        .Add({})),
          silent(counters(
                     registry, "dageng_silent_drops_total", "Peers dropped that answered no ping."
          )
                     .Add({})),
          turned_away(counters(
                          registry,
                          "dageng_refused_connections_total",
                          "Connections turned away because the gateway, or what an address may "
                          "have of it, was full."
          )
                          .Add({})),
          connections(prometheus::BuildGauge()
                          .Name("dageng_connections")
                          .Help("Live WebSocket connections.")
                          .Register(registry)
                          .Add({})) {}

    Family<Counter>& frames;
    Family<Counter>& bytes;
    Family<Counter>& refusals;
    Family<Counter>& closes;
    Counter& conflated;
    Counter& silent;
    Counter& turned_away;
    prometheus::Gauge& connections;
    Counter& frames_in = frames.Add({{"direction", "in"}});
    Counter& frames_out = frames.Add({{"direction", "out"}});
    Counter& bytes_in = bytes.Add({{"direction", "in"}});
    Counter& bytes_out = bytes.Add({{"direction", "out"}});
};

Metrics::Metrics(prometheus::Registry& registry) : figures_(std::make_unique<Figures>(registry)) {}

Metrics::~Metrics() = default;

void Metrics::add(const Tally& tally) {
    auto& figures = *figures_;
    add_to(figures.frames_in, tally.frames_in);
    add_to(figures.frames_out, tally.frames_out);
    add_to(figures.bytes_in, tally.bytes_in);
    add_to(figures.bytes_out, tally.bytes_out);
    add_to(figures.conflated, tally.moments_conflated);
    add_to(figures.silent, tally.dropped_silent);
    for (std::size_t i = 0; i < tally.refused.size(); ++i) {
        if (tally.refused[i] != 0) {
            const std::string code(protocol::wire_name(static_cast<protocol::ErrorCode>(i)));
            add_to(figures.refusals.Add({{"code", code}}), tally.refused[i]);
        }
    }
    for (const auto& [code, count] : tally.closed) {
        const auto number = std::to_string(static_cast<unsigned>(code));
        add_to(figures.closes.Add({{"code", number}}), count);
    }
}

void Metrics::add_connections(std::int64_t change) {
    figures_->connections.Increment(static_cast<double>(change));
}

void Metrics::add_turned_away() {
    figures_->turned_away.Increment();
}

} // namespace dageng::gateway
