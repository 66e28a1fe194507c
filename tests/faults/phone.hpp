#pragma once

#include "tests/story/client.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace dageng::faults {

using story::Json;

/// What all phones of a test share: where the server is now, and when to stop. Any thread.
class Place {
  public:
    void moved_to(std::uint16_t port);
    std::uint16_t port() const { return port_; }
    /// Waits until the server is elsewhere than there, or a moment is over.
    void wait_beyond(std::uint16_t port);

    void stop() { stopping_ = true; }
    bool stopping() const { return stopping_; }
    /// Nobody need come back any more: the test has failed.
    void abandon() { stopping_ = abandoned_ = true; }
    bool abandoned() const { return abandoned_; }

    void acknowledged();
    /// Waits until so many more commands were acknowledged. Throws when they aren't in a minute.
    void await_more(std::uint64_t count);
    std::uint64_t count() const { return count_; }

  private:
    std::atomic<std::uint16_t> port_ = 0;
    std::atomic<bool> stopping_ = false;
    std::atomic<bool> abandoned_ = false;
    std::atomic<std::uint64_t> count_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
};

/// A phone or console on a thread of its own that keeps on doing what its kind does. What isn't
/// answered when the connection breaks is sent again, as it was, once the server is back.
class Phone {
  public:
    enum class Kind { reporter, volunteer, dispatcher };

    /// A command that was answered with ok.
    struct Ack {
        std::string id;
        std::string type;
        Json answer;
    };

    Phone(Place& place, Kind kind, std::string token, std::string name, unsigned seed);
    ~Phone();
    Phone(const Phone&) = delete;
    Phone& operator=(const Phone&) = delete;

    void start();
    /// After Place::stop, when it has had its last answer.
    void join();
    /// Once more after its thread has ended, to hear what it missed.
    void hear_the_rest();

    // ---- after join ----

    std::uint64_t person() const { return client_.welcome().at("person"); }
    const std::vector<Ack>& acks() const { return acks_; }
    const std::vector<story::Client::Heard>& heard() const { return client_.heard(); }
    /// Where the server broke its word; empty when it didn't.
    const std::string& complaint() const { return complaint_; }
    const std::string& name() const { return name_; }

  private:
    void run();
    void connect();
    Json send(const std::string& type, const Json& data);
    Json note(const std::string& type, Json answer);
    void ping();
    void hear(std::chrono::milliseconds time);
    /// The next of what it was told, of one type, that it hasn't looked at.
    std::optional<Json> next(const std::string& type);
    void report();
    void respond();
    void handle();
    Json place();
    bool chance(unsigned percent) { return random_() % 100 < percent; }

    Place& place_;
    Kind kind_;
    std::string name_;
    story::Client client_;
    std::mt19937 random_;
    std::vector<Ack> acks_;
    std::string complaint_;
    std::size_t looked_at_ = 0; ///< Of the offers or tips it was told of.
    std::thread thread_;
};

} // namespace dageng::faults
