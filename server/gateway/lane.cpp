#include "server/gateway/lane.hpp"

#include "server/gateway/plain_connection.hpp"
#include "server/http/upgrade.hpp"

#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

namespace dageng::gateway {

namespace asio = boost::asio;

Lane::Lane(
    unsigned number,
    const Settings& settings,
    bus::Bus& bus,
    http::Handler& handler,
    Metrics& metrics,
    std::function<void()> changed
)
    : bus_(bus), metrics_(metrics), changed_(std::move(changed)),
      hub_(
          settings.gateway,
          number,
          settings.limits,
          [this](bus::ToLeader message) { tell_leader(std::move(message)); },
          [this] { count(); }
      ) {
    host_.handler = &handler;
    host_.limits = settings.http;
    host_.mailbox = std::make_shared<http::Mailbox>(context_);
    host_.upgraded = [this](http::Upgrade&& upgrade) { open_plain(std::move(upgrade), hub_); };
    // Later, as the connection is still at work, perhaps in the middle of a tick.
    host_.ended = [this](http::Connection& connection) {
        asio::post(context_, [this, gone = &connection] {
            http_.erase(gone);
            count();
        });
    };
}

Lane::~Lane() {
    stop();
    host_.mailbox->close();
}

void Lane::start() {
    wait_a_turn();
    thread_ = std::thread([this] {
        try {
            context_.run();
        } catch (const std::exception& error) {
            spdlog::critical("an I/O thread failed: {}", error.what());
            std::terminate();
        }
    });
}

void Lane::stop() {
    context_.stop();
    if (thread_.joinable()) {
        thread_.join();
        metrics_.add(hub_.take_tally());
        metrics_.add_connections(-static_cast<std::int64_t>(std::exchange(reported_, 0)));
    }
}

void Lane::adopt(http::Socket socket) {
    ++coming_; // At once, so that the limit holds however fast they come.
    asio::post(context_, [this, socket = std::move(socket)]() mutable {
        auto connection = http::make_connection(std::move(socket), host_);
        http_.emplace(connection.get(), connection);
        connection->start();
        if (draining_) {
            connection->drain();
        }
        count();
        --coming_;
    });
}

void Lane::deliver(Batch batch) {
    host_.mailbox->post([this, batch = std::move(batch)] { hub_.route(*batch, http::steady_now()); }
    );
}

void Lane::drain() {
    host_.mailbox->post([this] {
        draining_ = true;
        hub_.leave_all(protocol::CloseCode::restarting, http::steady_now());
        for (const auto& [key, connection] : http_) {
            connection->drain();
        }
        count();
        changed_();
    });
}

/// Sends in batches: the posted flush runs after all handlers that are ready now.
void Lane::tell_leader(bus::ToLeader message) {
    if (to_leader_.empty()) {
        asio::post(context_, [this] { bus_.to_leader(std::exchange(to_leader_, {})); });
    }
    to_leader_.push_back(std::move(message));
}

void Lane::wait_a_turn() {
    timer_.expires_after(Hub::turn_time);
    timer_.async_wait([this](boost::system::error_code error) {
        if (!error) {
            tick();
            wait_a_turn();
        }
    });
}

void Lane::tick() {
    const auto now = http::steady_now();
    hub_.tick(now);
    turn_ = (turn_ + 1) % Hub::turns;
    if (turn_ == 0) {
        tick_http(now);
    }
}

void Lane::tick_http(http::Instant now) {
    for (const auto& [key, connection] : http_) {
        connection->tick(now);
    }
    metrics_.add(hub_.take_tally());
    count();
}

void Lane::count() {
    const auto sockets = hub_.size();
    if (sockets != reported_) {
        metrics_.add_connections(
            static_cast<std::int64_t>(sockets) - static_cast<std::int64_t>(reported_)
        );
        reported_ = sockets;
    }
    open_ = sockets + http_.size();
    if (draining_ && open_ == 0) {
        changed_();
    }
}

} // namespace dageng::gateway
