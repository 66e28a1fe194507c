#include "server/gateway/gateway.hpp"

#include "protocol/assert.hpp"
#include "server/gateway/front.hpp"
#include "server/gateway/lane.hpp"
#include "server/gateway/metrics.hpp"
#include "server/http/session_id.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace dageng::gateway {

struct Gateway::State {
    State(
        const Settings& given,
        bus::Bus& bus,
        http::Handler& handler,
        http::AllCalls& calls_given,
        prometheus::Registry& registry
    )
        : settings(given), calls(calls_given), metrics(registry), strangers(settings.max_strangers),
          front(
              settings,
              strangers,
              handler,
              {
                  [this] { return has_room(); },
                  [this] { metrics.add_turned_away(); },
                  [this](Channel channel, Stranger stranger) {
                      lanes[next++ % lanes.size()]->adopt(std::move(channel), std::move(stranger));
                  },
                  [this] { something_changed(); },
                  [this](http::Instant now) { calls.expire(now); },
              }
          ) {
        DAGENG_ASSERT(settings.threads > 0 && settings.threads <= http::max_lanes);
        for (unsigned i = 0; i < settings.threads; ++i) {
            lanes.push_back(std::make_unique<Lane>(i, settings, bus, metrics, [this] {
                something_changed();
            }));
        }
        bus.on_gateway([this](std::vector<bus::ToGateway> batch) { deliver(std::move(batch)); });
    }

    ~State() { stop(); }

    /// The front first: it hands sockets to the lanes.
    void stop() {
        front.stop();
        for (const auto& lane : lanes) {
            lane->stop();
        }
    }

    std::size_t open() const {
        std::size_t count = front.open();
        for (const auto& lane : lanes) {
            count += lane->open();
        }
        return count;
    }

    bool has_room() const { return open() < settings.max_connections; }

    /// On the leader's thread.
    void deliver(std::vector<bus::ToGateway> batch) {
        for (const auto& message : batch) {
            calls.answered(message);
        }
        const auto shared = std::make_shared<const std::vector<bus::ToGateway>>(std::move(batch));
        for (const auto& lane : lanes) {
            lane->deliver(shared);
        }
    }

    void something_changed() {
        const std::lock_guard lock(mutex);
        changed.notify_all();
    }

    const Settings settings;
    http::AllCalls& calls;
    Metrics metrics;
    Strangers strangers;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::unique_ptr<Lane>> lanes;
    std::size_t next = 0; ///< The lane that the next WebSocket goes to; the front's thread.
    Front front;
};

Gateway::Gateway(
    const Settings& settings,
    bus::Bus& bus,
    http::Handler& handler,
    http::AllCalls& calls,
    prometheus::Registry& registry
)
    : state_(std::make_unique<State>(settings, bus, handler, calls, registry)) {}

Gateway::~Gateway() = default;

std::uint16_t Gateway::port() const {
    return state_->front.port();
}

void Gateway::start() {
    for (const auto& lane : state_->lanes) {
        lane->start();
    }
    state_->front.start();
}

bool Gateway::drain(std::chrono::milliseconds time) {
    auto& state = *state_;
    state.front.drain();
    for (const auto& lane : state.lanes) {
        lane->drain();
    }
    std::unique_lock lock(state.mutex);
    // A port that isn't closed yet would still let somebody in.
    return state.changed.wait_for(lock, time, [&state] {
        return state.front.is_closed() && state.open() == 0;
    });
}

void Gateway::stop() {
    state_->stop();
}

} // namespace dageng::gateway
