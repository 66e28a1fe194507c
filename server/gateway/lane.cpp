#include "server/gateway/lane.hpp"

#include "server/threads/name.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

namespace dageng::gateway {

namespace {

/// Places wait for each other so long: waking the leader for each costs more than the place itself.
/// Whatever else comes takes them along, in order.
constexpr std::chrono::milliseconds places_wait{10};
constexpr std::size_t usual_batch = 64;

} // namespace

Lane::Lane(
    unsigned number,
    const Settings& settings,
    bus::Bus& bus,
    Metrics& metrics,
    std::function<void()> changed
)
    : bus_(bus), metrics_(metrics), changed_(std::move(changed)),
      hub_(
          settings.gateway,
          number,
          settings.limits,
          [this](bus::ToLeader message) { tell_leader(std::move(message)); },
          [this](Instant now) { wires_.flush(now); }
      ),
      wires_(hub_) {}

Lane::~Lane() {
    stop();
}

void Lane::start() {
    const Instant now = http::steady_now();
    next_turn_ = now + Hub::turn_time;
    set_alarm(now);
    thread_ = std::thread([this] {
        threads::name("gateway");
        try {
            run();
        } catch (const std::exception& error) {
            spdlog::critical("an I/O thread failed: {}", error.what());
            std::terminate();
        }
    });
}

void Lane::stop() {
    stopping_ = true;
    wires_.wake();
    if (thread_.joinable()) {
        thread_.join();
        metrics_.add(hub_.take_tally());
        metrics_.add_connections(-static_cast<std::int64_t>(std::exchange(reported_, 0)));
    }
}

void Lane::post(std::function<void()> work) {
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        first = posted_.empty();
        posted_.push_back(std::move(work));
    }
    if (first) {
        wires_.wake();
    }
}

void Lane::adopt(Channel channel, Stranger stranger) {
    ++coming_; // At once, so that the limit holds however fast they come.
    // One that is never taken is closed with the work that is never done.
    const auto shared = std::make_shared<Channel>(std::move(channel));
    post([this, shared, stranger = std::move(stranger)] {
        wires_.adopt(std::move(*shared), stranger, http::steady_now());
        if (draining_) {
            hub_.leave_all(protocol::CloseCode::restarting, http::steady_now());
        }
        count();
        --coming_;
    });
}

void Lane::deliver(Batch batch) {
    post([this, batch = std::move(batch)] { hub_.route(*batch, http::steady_now()); });
}

void Lane::drain() {
    post([this] {
        draining_ = true;
        hub_.leave_all(protocol::CloseCode::restarting, http::steady_now());
        count();
        changed_();
    });
}

void Lane::run() {
    while (!stopping_) {
        wires_.wait();
        run_posted();
        const Instant now = http::steady_now();
        tick_if_due(now);
        wires_.flush(now);
        wires_.forget_dead();
        send_to_leader(now);
        set_alarm(now);
        if (hub_.size() != reported_) {
            count();
        }
    }
}

void Lane::run_posted() {
    std::vector<std::function<void()>> posted;
    {
        const std::lock_guard lock(mutex_);
        posted.swap(posted_);
    }
    for (const auto& work : posted) {
        work();
    }
}

void Lane::tell_leader(bus::ToLeader message) {
    if (to_leader_.empty()) {
        to_leader_.reserve(usual_batch);
        places_due_ = http::steady_now() + places_wait;
    }
    urgent_ = urgent_ || !std::holds_alternative<bus::PlaceHeard>(message);
    to_leader_.push_back(std::move(message));
}

void Lane::send_to_leader(Instant now) {
    if (urgent_ || (!to_leader_.empty() && now >= places_due_)) {
        urgent_ = false;
        bus_.to_leader(std::exchange(to_leader_, {}));
    }
}

/// Only when it isn't set so already.
void Lane::set_alarm(Instant now) {
    const Instant due = to_leader_.empty() ? next_turn_ : std::min(next_turn_, places_due_);
    const bool stands = alarm_ > now && alarm_ <= due;
    if (!stands) {
        alarm_ = due;
        wires_.set_alarm(due - now);
    }
}

void Lane::tick_if_due(Instant now) {
    if (now < next_turn_) {
        return;
    }
    // Not one after the other when the thread was held up: a second's work must not come at once.
    next_turn_ = now + Hub::turn_time;
    hub_.tick(now);
    turn_ = (turn_ + 1) % Hub::turns;
    if (turn_ == 0) {
        metrics_.add(hub_.take_tally());
    }
}

void Lane::count() {
    const auto sockets = hub_.size();
    if (sockets != reported_) {
        metrics_.add_connections(
            static_cast<std::int64_t>(sockets) - static_cast<std::int64_t>(reported_)
        );
        reported_ = sockets;
    }
    open_ = sockets;
    if (draining_ && sockets == 0) {
        changed_();
    }
}

} // namespace dageng::gateway
