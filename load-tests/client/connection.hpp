#pragma once

#include "load-tests/client/client.hpp"
#include "load-tests/client/frame.hpp"
#include "load-tests/client/stream.hpp"

namespace dageng::load {

/// One WebSocket connection. Made by Client::connect; belongs to the client's thread.
class Connection {
  public:
    /// What waits for a peer that doesn't read may not grow beyond this; then the connection is
    /// dropped.
    static constexpr std::size_t max_unsent_bytes = std::size_t{1024} * 1024;

    /// Owns the socket. `tls`: what is spoken by; null in clear. `ticket`: as Stream's.
    Connection(
        Client& client,
        Endpoint& endpoint,
        std::size_t slot,
        int fd,
        ssl_ctx_st* tls,
        Ticket* ticket
    )
        : client_(client), endpoint_(endpoint), slot_(slot), stream_(fd, tls, ticket) {}

    /// Sends a text frame at once, or keeps what the socket doesn't take yet. Nothing happens
    /// unless the connection is open.
    void send(std::string_view text);

    /// Says good-bye and drops the connection; on_close follows with the same code at the next
    /// step.
    void close(std::uint16_t code);

    bool is_open() const { return state_ == State::open; }

  private:
    friend class Client;
    enum class State : std::uint8_t { connecting, upgrading, open, closing, dead };

    void send_frame(Opcode opcode, std::string_view payload);

    Client& client_;
    Endpoint& endpoint_;
    std::size_t slot_;
    Stream stream_;
    State state_ = State::connecting;
    bool waits_to_write_ = false;
    std::uint16_t closing_code_ = 1006;
    FrameReader reader_;
    std::string unsent_;
    std::string answer_; ///< Of the upgrade, until it is whole.
};

} // namespace dageng::load
