#include "tests/faults/phone.hpp"

#include "tests/support/tcp_client.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace dageng::faults {

using support::ClientError;
using namespace std::chrono_literals;

namespace {

constexpr auto between = 60ms;
constexpr unsigned turns_a_ping = 8;

} // namespace

void Place::moved_to(std::uint16_t port) {
    port_ = port;
    changed_.notify_all();
}

void Place::wait_beyond(std::uint16_t port) {
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, 20ms, [&] { return port_ != port; });
}

void Place::acknowledged() {
    ++count_;
    changed_.notify_all();
}

void Place::await_more(std::uint64_t count) {
    const std::uint64_t wanted = count_ + count;
    std::unique_lock lock{mutex_};
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (count_ < wanted) {
        changed_.wait_for(lock, 10ms);
        if (std::chrono::steady_clock::now() > end) {
            throw std::runtime_error("nothing is acknowledged any more");
        }
    }
}

Phone::Phone(Place& place, Kind kind, std::string token, std::string name, unsigned seed)
    : place_(place), kind_(kind), name_(std::move(name)), client_(std::move(token), name_),
      random_(seed) {}

Phone::~Phone() {
    place_.abandon();
    join();
}

void Phone::start() {
    thread_ = std::thread([this] {
        try {
            run();
        } catch (const std::exception& error) {
            complaint_ = error.what();
        }
    });
}

void Phone::join() {
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Phone::hear_the_rest() {
    connect();
    client_.ask("ping", Json::object());
    client_.disconnect();
}

void Phone::run() {
    connect();
    if (kind_ == Kind::volunteer) {
        send("begin-duty", {{"place", place()}});
    }
    for (unsigned turn = 1; !place_.stopping(); ++turn) {
        hear(between);
        if (turn % turns_a_ping == 0) {
            ping();
        }
        switch (kind_) {
        case Kind::reporter:
            report();
            break;
        case Kind::volunteer:
            respond();
            break;
        case Kind::dispatcher:
            handle();
            break;
        }
    }
    client_.disconnect();
}

void Phone::connect() {
    while (!place_.abandoned()) {
        const std::uint16_t port = place_.port();
        try {
            client_.connect(port, !heard().empty());
            if (kind_ == Kind::volunteer) {
                Json position = place();
                position["made_at"] = story::Client::now();
                client_.tell("position", position);
            }
            return;
        } catch (const ClientError&) {
            place_.wait_beyond(port);
        }
    }
    throw std::runtime_error("no server came back");
}

Json Phone::send(const std::string& type, const Json& data) {
    try {
        return note(type, client_.ask(type, data));
    } catch (const ClientError&) {
    }
    for (;;) {
        connect();
        try {
            return note(type, client_.repeat());
        } catch (const ClientError&) {
        }
    }
}

Json Phone::note(const std::string& type, Json answer) {
    if (answer.at("type") == "ok") {
        acks_.push_back({answer.at("id"), type, answer.at("data")});
        place_.acknowledged();
    }
    return answer;
}

/// A connection that has died without a word is noticed by whoever says something.
void Phone::ping() {
    try {
        client_.ask("ping", Json::object());
    } catch (const ClientError&) {
        connect();
    }
}

void Phone::hear(std::chrono::milliseconds time) {
    try {
        client_.hear(time);
    } catch (const ClientError&) {
        connect();
    }
}

Json Phone::place() {
    const double east = static_cast<double>(random_() % 2000) / 1e6;
    const double north = static_cast<double>(random_() % 2000) / 1e6;
    return {{"at", {{"lat", 39.93 + north}, {"lon", 116.44 + east}}}, {"accuracy_m", 9}};
}

void Phone::report() {
    const char* const kind = chance(50) ? "elder-missing" : "noise";
    send("report-tip", {{"kind", kind}, {"place", place()}, {"words", "听见有人喊"}});
}

std::optional<Json> Phone::next(const std::string& type) {
    const auto told = client_.told(type);
    // Begun anew by a snapshot, which holds what is still open.
    looked_at_ = std::min(looked_at_, told.size());
    if (looked_at_ == told.size()) {
        return std::nullopt;
    }
    return told[looked_at_++];
}

void Phone::respond() {
    const auto offer = next("offer");
    if (!offer) {
        return;
    }
    const Json assignment{{"assignment", offer->at("assignment")}};
    if (chance(40)) {
        send("decline-offer", assignment);
        return;
    }
    if (send("accept-offer", assignment).at("type") == "error") {
        return;
    }
    for (const char* const status : {"en-route", "on-scene", "cleared"}) {
        Json step = assignment;
        step["status"] = status;
        send("set-status", step);
        hear(between);
    }
}

void Phone::handle() {
    const auto tip = next("tip-received");
    if (!tip) {
        return;
    }
    const Json incident{{"incident", tip->at("incident")}};
    send("acknowledge-incident", incident);
    if (chance(30)) {
        Json close = incident;
        close["disposition"] = "handed-to-police";
        close["outcome"] = "谢谢您的观察。";
        send("close-incident", close);
    }
}

} // namespace dageng::faults
