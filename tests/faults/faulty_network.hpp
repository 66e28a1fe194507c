#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <queue>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace dageng::faults {

/// A network of two machines in one: name spaces of the kernel's, and between them a link that this
/// process carries, packet by packet, as badly as it is told. What runs over it is the system's own
/// TCP.
class FaultyNetwork {
  public:
    static constexpr const char* server_address = "10.99.0.1";

    /// How the link is.
    struct Weather {
        unsigned lost_per_mille = 0;
        std::chrono::milliseconds delay{0};
        std::chrono::milliseconds jitter{0}; ///< More than `delay`, up to this: packets overtake.
    };

    /// Moves the calling thread, and whatever it starts from then on, to the clients' machine; it
    /// doesn't come back. Call it before there are other threads. Null, with the reason said, where
    /// the system doesn't let us.
    static std::unique_ptr<FaultyNetwork> make(std::string& why_not);
    ~FaultyNetwork();
    FaultyNetwork(const FaultyNetwork&) = delete;
    FaultyNetwork& operator=(const FaultyNetwork&) = delete;

    /// Runs something on the server's machine, and waits for it. Processes that it starts stay
    /// there.
    void at_server(const std::function<void()>& work);

    void become(Weather weather);
    /// Of all connections that there are nothing goes any more, either way, and neither end is
    /// told; later ones go.
    void swallow_connections();

    struct Figures {
        std::uint64_t carried = 0;
        std::uint64_t lost = 0;
        std::uint64_t swallowed = 0;
    };
    Figures figures() const { return {carried_, lost_, swallowed_}; }

  private:
    struct Packet {
        std::chrono::steady_clock::time_point due;
        std::uint64_t number = 0;
        int to = -1;
        std::vector<char> bytes;

        bool operator>(const Packet& other) const {
            return due != other.due ? due > other.due : number > other.number;
        }
    };

    FaultyNetwork(int clients, int server, int server_space);
    void carry();
    void take(int from, int to);
    void deliver_due();
    /// The clients' port of a TCP packet; 0 for any other.
    static std::uint16_t port_of(const std::vector<char>& packet, bool from_client);

    const int clients_; ///< The link's ends.
    const int server_;
    const int server_space_; ///< The server's machine.
    std::mutex mutex_;
    Weather weather_;
    std::set<std::uint16_t> seen_; ///< Ports of clients.
    std::set<std::uint16_t> dead_;
    std::mt19937 random_{20'261'129};
    std::priority_queue<Packet, std::vector<Packet>, std::greater<>> on_the_way_;
    std::uint64_t numbers_ = 0;
    std::atomic<std::uint64_t> carried_ = 0;
    std::atomic<std::uint64_t> lost_ = 0;
    std::atomic<std::uint64_t> swallowed_ = 0;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

} // namespace dageng::faults
