#include "server/district/metrics.hpp"

#include "protocol/names.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace dageng::district {

struct Metrics::Families {
    using Counters = prometheus::Family<prometheus::Counter>;
    using Gauges = prometheus::Family<prometheus::Gauge>;

    static Counters& counters(prometheus::Registry& registry, const char* name, const char* help) {
        return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
    }
    /// Counters of one family that differ in one label. A family is searched by text: each is
    /// looked for once.
    class Labelled {
      public:
        Labelled(Counters& family, const char* label) : family_(family), label_(label) {}

        void count(std::size_t number, std::string_view value) {
            if (number >= counters_.size()) {
                counters_.resize(number + 1);
            }
            if (counters_[number] == nullptr) {
                counters_[number] = &family_.Add({{label_, std::string(value)}});
            }
            counters_[number]->Increment();
        }

      private:
        Counters& family_;
        const char* label_;
        std::vector<prometheus::Counter*> counters_;
    };

    static prometheus::Gauge&
    gauge(prometheus::Registry& registry, const char* name, const char* help) {
        return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
    }

    explicit Families(prometheus::Registry& registry)
        : events(
              counters(registry, "dageng_events_total", "Events decided since the start, by kind."),
              "kind"
          ),
          offers(
              counters(
                  registry,
                  "dageng_offers_total",
                  "Offers, by what became of them: asked, seen (rung), unreached, accepted, "
                  "declined, expired, stood-down."
              ),
              "outcome"
          ),
          refusals(
              counters(
                  registry, "dageng_commands_refused_total", "Commands refused, by error code."
              ),
              "code"
          ),
          tips(counters(registry, "dageng_tips_total", "Tips received, by channel."), "channel"),
          places(
              counters(registry, "dageng_places_total", "Places heard from people on duty.").Add({})
          ),
          places_dropped(counters(
                             registry,
                             "dageng_places_dropped_total",
                             "Places passed over for newer ones while the leader was behind."
          )
                             .Add({})),
          longest(gauge(
              registry,
              "dageng_engine_step_longest_seconds",
              "The longest single step of the engine since the start."
          )),
          on_duty(gauge(registry, "dageng_people_on_duty", "People on duty.")),
          reachable(gauge(registry, "dageng_people_reachable", "People on duty with a fresh place.")
          ),
          open(gauge(registry, "dageng_incidents_open", "Incidents that aren't closed.")),
          waiting(gauge(
              registry, "dageng_journal_undurable_events", "Events decided and not yet durable."
          )),
          drift(gauge(
              registry,
              "dageng_clock_drift_seconds",
              "The wall clock's lead over the district's time."
          )),
          unattended(gauge(
              registry,
              "dageng_unattended_incidents",
              "Open incidents that people are being called about since nobody answers for them."
          )),
          clock_alarm(gauge(
              registry,
              "dageng_clock_alarm",
              "1 while the wall clock is more than 5 s from the district's time."
          )) {}

    Labelled events;
    Labelled offers;
    Labelled refusals;
    Labelled tips;
    prometheus::Counter& places;
    prometheus::Counter& places_dropped;
    prometheus::Gauge& longest;
    prometheus::Gauge& on_duty;
    prometheus::Gauge& reachable;
    prometheus::Gauge& open;
    prometheus::Gauge& waiting;
    prometheus::Gauge& drift;
    prometheus::Gauge& unattended;
    prometheus::Gauge& clock_alarm;
};

Metrics::Metrics(prometheus::Registry& registry)
    : families_(std::make_unique<Families>(registry)) {}

Metrics::~Metrics() = default;

void Metrics::count(const engine::Event& event, bool exercise) {
    std::visit([&](const auto& fact) { families_->events.count(event.index(), fact.wire); }, event);
    if (exercise) {
        return;
    }
    const auto outcome = [&](protocol::AssignmentState state, std::string_view name) {
        families_->offers.count(static_cast<std::size_t>(state), name);
    };
    if (std::holds_alternative<engine::OfferMade>(event)) {
        outcome(protocol::AssignmentState::offered, "asked");
    }
    if (const auto* changed = std::get_if<engine::AssignmentChanged>(&event)) {
        outcome(changed->state, protocol::enum_name(changed->state));
    }
    if (const auto* tip = std::get_if<engine::TipReceived>(&event)) {
        const auto channel = static_cast<std::size_t>(tip->channel);
        families_->tips.count(channel, protocol::enum_name(tip->channel));
    }
}

void Metrics::refused(protocol::ErrorCode code) {
    families_->refusals.count(static_cast<std::size_t>(code), protocol::wire_name(code));
}

void Metrics::step(std::int64_t microseconds) {
    const double seconds = static_cast<double>(microseconds) * 1e-6;
    families_->longest.Set(std::max(families_->longest.Value(), seconds));
}

void Metrics::places_dropped(std::size_t places) {
    families_->places_dropped.Increment(static_cast<double>(places));
}

void Metrics::place_heard() {
    families_->places.Increment();
}

void Metrics::people(std::uint32_t on_duty, std::uint32_t reachable, std::uint32_t open_incidents) {
    families_->on_duty.Set(on_duty);
    families_->reachable.Set(reachable);
    families_->open.Set(open_incidents);
}

void Metrics::undurable(std::uint64_t events) {
    families_->waiting.Set(static_cast<double>(events));
}

void Metrics::unattended(std::size_t incidents) {
    families_->unattended.Set(static_cast<double>(incidents));
    unattended_ = incidents > 0;
}

void Metrics::clock(std::int64_t drift_ms, bool alarm) {
    families_->drift.Set(static_cast<double>(drift_ms) * 1e-3);
    families_->clock_alarm.Set(alarm ? 1 : 0);
}

} // namespace dageng::district
