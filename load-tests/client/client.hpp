#pragma once

#include "load-tests/client/stream.hpp"
#include "load-tests/client/timers.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Thousands of WebSocket connections on one thread, on raw epoll: light enough that what is
/// measured is the server.
namespace dageng::load {

class Connection;

/// What a user of a connection hears. Callbacks run on the client's thread, one at a time.
class Endpoint : public Timed {
  public:
    /// The upgrade is done; frames may be sent.
    virtual void on_open() = 0;

    /// A whole text message, which came out of the socket at `at`. The text is good until the
    /// callback returns.
    virtual void on_frame(std::string_view text, Moment at) = 0;

    /// The connection is gone, or never came about: the peer's close code; 1006 when there was
    /// none; the HTTP status when the upgrade was refused. The Connection is dead from here; a new
    /// one may be made from within.
    virtual void on_close(std::uint16_t code) = 0;

  private:
    friend class Client;
    Ticket ticket_; ///< By TLS; from its last connection.
};

/// Where the server is. Loopback only: what this drives is a load, and it must not leave the
/// machine.
struct ServerAddress {
    std::uint32_t host = 0; ///< IPv4 in host order.
    std::uint16_t port = 0;

    /// Reads "127.0.0.1:8080" or "localhost:8080". Throws std::invalid_argument for anything else,
    /// addresses outside 127.0.0.0/8 included.
    static ServerAddress parse(std::string_view text);
};

struct ClientOptions {
    ServerAddress server;
    /// Connections come from 127.0.0.1, 127.0.0.2, … in turn, so that the ports of one source
    /// address (about 28,000) are no limit. 1 to 250.
    unsigned source_addresses = 1;
    bool tls = false;
    /// An endpoint that comes back begins by the ticket of its last connection, as browsers do.
    bool tickets = false;
};

class Client {
  public:
    explicit Client(const ClientOptions& options);
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    /// Closes what is open without saying so to anybody.
    ~Client();

    /// Begins to connect. The connection lives until on_close has returned, or the client is
    /// destroyed. Throws std::system_error when there is no socket to be had.
    Connection& connect(Endpoint& endpoint);

    void add_timer(Moment due, Timed& who, std::uint64_t tag) { timers_.add(due, who, tag); }

    /// Runs until `stop`.
    void run();
    /// Runs until everything that is ready or due has been handled, waiting at most `wait` for the
    /// first of it.
    void step(std::chrono::nanoseconds wait);
    /// May be called from callbacks.
    void stop() { running_ = false; }

    std::size_t connections() const { return live_; }
    /// How many came about by a ticket so far.
    std::uint64_t by_ticket() const { return by_ticket_; }
    /// Frames sent and received, of all connections, control frames included.
    std::uint64_t frames_sent() const { return frames_sent_; }
    std::uint64_t frames_received() const { return frames_received_; }

  private:
    friend class Connection;

    void handle(Connection& connection, std::uint32_t events);
    void read(Connection& connection);
    void open_if_upgraded(Connection& connection, std::string_view received, Moment at);
    void take_frames(Connection& connection, std::string_view bytes, Moment at);
    void flush(Connection& connection);
    void watch(Connection& connection, bool writable);
    void drop(Connection& connection, std::uint16_t code);
    void bury();
    std::uint32_t next_mask();

    ClientOptions options_;
    std::shared_ptr<ssl_ctx_st> tls_; ///< Null in clear.
    int epoll_ = -1;
    Timers timers_;
    std::vector<std::unique_ptr<Connection>> slots_;
    std::vector<std::size_t> free_slots_;
    std::vector<std::size_t> dead_; ///< Slots to free once no event can name them any more.
    std::vector<char> read_buffer_;
    std::string scratch_; ///< The frame being sent.
    std::string upgrade_;
    std::size_t live_ = 0;
    std::uint64_t connected_ = 0;
    std::uint64_t by_ticket_ = 0;
    std::uint64_t mask_state_ = 0x9E3779B97F4A7C15ULL;
    std::uint64_t frames_sent_ = 0;
    std::uint64_t frames_received_ = 0;
    bool running_ = false;
};

} // namespace dageng::load
