#include "server/gateway/wires.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace dageng::gateway {

namespace {

constexpr std::size_t read_bytes = std::size_t{64} * 1024;
constexpr int events_a_wait = 256;

int checked(int result, const char* what) {
    if (result < 0) {
        throw std::system_error(errno, std::generic_category(), what);
    }
    return result;
}

epoll_event event_for(int fd, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    return event;
}

} // namespace

Wires::Wires(Hub& hub)
    : hub_(hub), epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(checked(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd")),
      alarm_(
          checked(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC), "timerfd_create")
      ),
      buffer_(read_bytes) {
    for (const int fd : {wake_, alarm_}) {
        epoll_event event = event_for(fd, EPOLLIN);
        checked(::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
    }
}

Wires::~Wires() {
    wires_.clear();
    ::close(alarm_);
    ::close(wake_);
    ::close(epoll_);
}

void Wires::adopt(Channel channel, Stranger stranger, Instant now) {
    const int fd = channel.fd();
    const auto index = static_cast<std::size_t>(fd);
    if (wires_.size() <= index) {
        wires_.resize(index + 1);
    }
    auto wire = std::make_unique<Wire>(std::move(channel), std::move(stranger), hub_, *this, now);
    hub_.opened(*wire);
    epoll_event event = event_for(fd, EPOLLIN);
    if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) != 0) {
        wire->end();
    }
    wires_[index] = std::move(wire);
}

void Wires::watch(const Wire& wire, bool writable) {
    epoll_event event = event_for(wire.fd(), EPOLLIN);
    event.events |= writable ? std::uint32_t{EPOLLOUT} : 0U;
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, wire.fd(), &event);
}

void Wires::wake() {
    const std::uint64_t one = 1;
    // It fails only when a wake is under way already.
    [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof one);
}

void Wires::set_alarm(std::chrono::milliseconds after) {
    // Nothing would turn it off.
    const auto time = std::max(after, std::chrono::milliseconds{1});
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    const std::chrono::nanoseconds rest = time - seconds;
    itimerspec due{};
    due.it_value = {seconds.count(), rest.count()};
    ::timerfd_settime(alarm_, 0, &due, nullptr);
}

void Wires::wait() {
    if (gathering_.is_due()) {
        gather();
    }
    std::array<epoll_event, events_a_wait> events;
    const int count = ::epoll_wait(epoll_, events.data(), events_a_wait, -1);
    const Instant now = http::steady_now();
    gathering_.took(static_cast<std::size_t>(std::max(count, 0)), now);
    for (int i = 0; i < count; ++i) {
        handle(events[static_cast<std::size_t>(i)], now);
    }
}

/// What other threads bring doesn't wait for it: that is for people already.
void Wires::gather() const {
    constexpr timespec time{0, std::chrono::nanoseconds(Gathering::time).count()};
    pollfd woken{wake_, POLLIN, 0};
    ::ppoll(&woken, 1, &time, nullptr);
}

void Wires::handle(const epoll_event& event, Instant now) {
    if (event.data.fd == wake_ || event.data.fd == alarm_) {
        std::uint64_t count = 0;
        [[maybe_unused]] const ssize_t got = ::read(event.data.fd, &count, sizeof count);
        return;
    }
    Wire& wire = *wires_[static_cast<std::size_t>(event.data.fd)];
    if ((event.events & EPOLLOUT) != 0) {
        wire.writable(now);
    }
    if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
        wire.readable(now);
    }
}

void Wires::flush(Instant now) {
    for (Wire* const wire : hurried_) {
        wire->flush(now);
    }
    hurried_.clear();
    // Sending can bring up more to send.
    while (!held_.empty()) {
        flushing_.swap(held_);
        for (Wire* const wire : flushing_) {
            wire->flush(now);
        }
        flushing_.clear();
    }
}

void Wires::forget_dead() {
    for (Wire* const wire : std::exchange(dead_, {})) {
        hub_.gone(*wire);
        wires_[static_cast<std::size_t>(wire->fd())].reset();
    }
}

} // namespace dageng::gateway
