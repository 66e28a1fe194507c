#include "server/gateway/front.hpp"

#include "server/gateway/handshake.hpp"
#include "server/http/upgrade.hpp"
#include "server/threads/name.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

namespace dageng::gateway {

namespace asio = boost::asio;

namespace {

/// After a failed accept, as when file descriptors run out.
constexpr auto accept_pause = std::chrono::milliseconds(100);
constexpr int backlog = 4096;

} // namespace

Front::Front(const Settings& settings, Strangers& strangers, http::Handler& handler, Calls calls)
    : strangers_(strangers), certificate_(settings.certificate), calls_(std::move(calls)) {
    const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(settings.address), settings.port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen(backlog);
    host_.handler = &handler;
    host_.limits = settings.http;
    host_.mailbox = std::make_shared<http::Mailbox>(context_);
    host_.upgraded = [this](http::Upgrade&& upgrade) {
        Stranger stranger = strangers_.go_on(http::network_of(upgrade.socket));
        if (auto channel = open_handshake(std::move(upgrade))) {
            calls_.opened(*std::move(channel), std::move(stranger));
        }
    };
    // Later, as the connection is still at work, perhaps in the middle of a tick.
    host_.ended = [this](http::Connection& connection) {
        asio::post(context_, [this, gone = &connection] {
            connections_.erase(gone);
            count();
        });
    };
}

Front::~Front() {
    stop();
    host_.mailbox->close();
}

void Front::start() {
    accept();
    wait_a_second();
    thread_ = std::thread([this] {
        threads::name("http");
        try {
            context_.run();
        } catch (const std::exception& error) {
            spdlog::critical("the thread that listens failed: {}", error.what());
            std::terminate();
        }
    });
}

void Front::stop() {
    context_.stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Front::drain() {
    host_.mailbox->post([this] {
        Error ignored;
        acceptor_.close(ignored);
        draining_ = true;
        retry_.cancel();
        for (const auto& [key, guest] : connections_) {
            guest.connection->drain();
        }
        count();
    });
}

void Front::accept() {
    acceptor_.async_accept([this](Error error, http::Socket socket) {
        if (error == asio::error::operation_aborted) {
            return;
        }
        if (error) {
            pause(error);
            return;
        }
        take(std::move(socket));
        accept();
    });
}

void Front::take(http::Socket socket) {
    Stranger stranger = calls_.has_room() ? strangers_.let_in(http::network_of(socket)) : nullptr;
    if (!stranger) {
        calls_.turned_away();
        return;
    }
    Error ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    const auto connection =
        certificate_ ? http::make_tls_connection(std::move(socket), certificate_->context(), host_)
                     : http::make_connection(std::move(socket), host_);
    connections_.emplace(connection.get(), Guest{connection, std::move(stranger)});
    connection->start();
    count();
}

void Front::pause(const Error& error) {
    spdlog::warn("can't accept a connection: {}", error.message());
    retry_.expires_after(accept_pause);
    retry_.async_wait([this](Error aborted) {
        if (!aborted && !draining_) {
            accept();
        }
    });
}

void Front::wait_a_second() {
    clock_.expires_after(std::chrono::seconds(1));
    clock_.async_wait([this](Error aborted) {
        if (aborted) {
            return;
        }
        const auto now = http::steady_now();
        calls_.tick(now);
        if (certificate_) {
            certificate_->renew();
        }
        for (const auto& [key, guest] : connections_) {
            guest.connection->tick(now);
        }
        wait_a_second();
    });
}

void Front::count() {
    open_ = connections_.size();
    if (draining_ && connections_.empty()) {
        calls_.changed();
    }
}

} // namespace dageng::gateway
