#include "server/gateway/gateway.hpp"

#include "protocol/assert.hpp"
#include "server/gateway/lane.hpp"
#include "server/gateway/metrics.hpp"
#include "server/http/session_id.hpp"
#include "server/http/socket.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <variant>
#include <vector>

namespace dageng::gateway {

namespace {

namespace asio = boost::asio;
using Error = boost::system::error_code;
using Endpoint = asio::ip::tcp::endpoint;

/// After a failed accept, as when file descriptors run out.
constexpr auto accept_pause = std::chrono::milliseconds(100);
constexpr int backlog = 4096;

} // namespace

struct Gateway::State {
    State(
        const Settings& given,
        bus::Bus& bus_given,
        http::Handler& handler,
        http::AllCalls& calls_given,
        prometheus::Registry& registry
    )
        : settings(given), calls(calls_given), metrics(registry) {
        DAGENG_ASSERT(settings.threads > 0 && settings.threads <= http::max_lanes);
        for (unsigned i = 0; i < settings.threads; ++i) {
            lanes.push_back(std::make_unique<Lane>(
                i, settings, bus_given, handler, metrics, [this] { lane_changed(); }
            ));
        }
        acceptor = std::make_unique<http::Acceptor>(lanes.front()->context());
        retry = std::make_unique<Timer>(lanes.front()->context());
        const Endpoint endpoint(asio::ip::make_address(settings.address), settings.port);
        acceptor->open(endpoint.protocol());
        acceptor->set_option(asio::socket_base::reuse_address(true));
        acceptor->bind(endpoint);
        acceptor->listen(backlog);
        bus_given.on_gateway([this](std::vector<bus::ToGateway> batch) {
            deliver(std::move(batch));
        });
    }

    ~State() {
        for (const auto& lane : lanes) {
            lane->stop();
        }
    }

    void accept() {
        auto& lane = *lanes[next++ % lanes.size()];
        acceptor->async_accept(lane.context(), [this, &lane](Error error, http::Socket socket) {
            if (error == asio::error::operation_aborted) {
                return;
            }
            if (error) {
                pause(error);
                return;
            }
            take(lane, std::move(socket));
            accept();
        });
    }

    void take(Lane& lane, http::Socket socket) {
        std::size_t open = 0;
        for (const auto& each : lanes) {
            open += each->open();
        }
        if (open >= settings.max_connections) {
            metrics.add_turned_away();
            return;
        }
        Error ignored;
        socket.set_option(asio::ip::tcp::no_delay(true), ignored);
        lane.adopt(std::move(socket));
    }

    void pause(const Error& error) {
        spdlog::warn("can't accept a connection: {}", error.message());
        retry->expires_after(accept_pause);
        retry->async_wait([this](Error aborted) {
            if (!aborted) {
                accept();
            }
        });
    }

    void expire_calls() {
        clock->expires_after(std::chrono::seconds(1));
        clock->async_wait([this](Error aborted) {
            if (!aborted) {
                calls.expire(http::steady_now());
                expire_calls();
            }
        });
    }

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

    bool all_gone() const {
        return std::ranges::all_of(lanes, [](const auto& lane) { return lane->open() == 0; });
    }

    void lane_changed() {
        const std::lock_guard lock(mutex);
        changed.notify_all();
    }

    using Timer = asio::basic_waitable_timer<
        std::chrono::steady_clock,
        asio::wait_traits<std::chrono::steady_clock>,
        http::Executor>;

    const Settings settings;
    http::AllCalls& calls;
    Metrics metrics;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::unique_ptr<Lane>> lanes;
    // On the first lane:
    std::unique_ptr<http::Acceptor> acceptor;
    std::unique_ptr<Timer> retry;
    std::unique_ptr<Timer> clock;
    std::size_t next = 0;
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
    return state_->acceptor->local_endpoint().port();
}

void Gateway::start() {
    auto& state = *state_;
    state.clock = std::make_unique<State::Timer>(state.lanes.front()->context());
    state.accept();
    state.expire_calls();
    for (const auto& lane : state.lanes) {
        lane->start();
    }
}

bool Gateway::drain(std::chrono::milliseconds time) {
    auto& state = *state_;
    asio::post(state.lanes.front()->context(), [&state] {
        Error ignored;
        state.acceptor->close(ignored);
        state.retry->cancel();
    });
    for (const auto& lane : state.lanes) {
        lane->drain();
    }
    std::unique_lock lock(state.mutex);
    return state.changed.wait_for(lock, time, [&state] { return state.all_gone(); });
}

void Gateway::stop() {
    for (const auto& lane : state_->lanes) {
        lane->stop();
    }
}

} // namespace dageng::gateway
