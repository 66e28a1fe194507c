#pragma once

#include "load-tests/client/client.hpp"
#include "load-tests/client/client_frames.hpp"
#include "load-tests/client/connection.hpp"
#include "load-tests/client/server_frame.hpp"
#include "protocol/session_messages.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace dageng::load {

/// What all sessions of a thread share.
struct Desk {
    explicit Desk(const ClientOptions& options) : client(options) {}

    Client client;
    FrameParser parser;
    std::string frame; ///< The frame being written.
};

/// One signed-in person on one device: connects, says hello, resumes after a loss. What it does
/// once it is welcome is for those who derive from it.
class Session : public Endpoint {
  public:
    Session(Desk& desk, std::string token);

    void connect();
    void close() {
        if (connection_ != nullptr) {
            connection_->close(1000);
        }
    }
    bool is_welcome() const { return welcome_; }
    /// The last welcome went on where the connection before had ended; else a snapshot follows.
    bool has_resumed() const { return resumed_; }

    /// Sends a command; its answer comes as a frame with this id. Nothing happens while there is no
    /// connection.
    template <class Message>
    void command(const Message& message, std::string_view id) {
        if (connection_ != nullptr) {
            write_frame(desk_.frame, message, id, time_of_day());
            connection_->send(desk_.frame);
        }
    }

    /// Sends what has no answer.
    template <class Message>
    void tell(const Message& message) {
        command(message, {});
    }

    void on_open() final;
    void on_frame(std::string_view text, Moment at) final;
    void on_close(std::uint16_t code) final;

  protected:
    /// The answer to hello is in; notices and parts of the snapshot follow.
    virtual void on_welcome() = 0;
    /// Hello was refused, or the connection ended: `reason` is the error's code, or empty.
    virtual void on_lost(std::uint16_t code, std::string_view reason) = 0;
    /// Whether frames of this type are worth parsing. Answers always are.
    virtual bool wants(std::string_view type) const = 0;
    virtual void on_message(const ServerFrame& frame, Moment at) = 0;

    Desk& desk() { return desk_; }

  private:
    Desk& desk_;
    std::string token_;
    std::string device_;
    std::optional<std::string> log_;
    std::uint64_t last_n_ = 0;
    Connection* connection_ = nullptr;
    std::string refused_;
    bool welcome_ = false;
    bool resumed_ = false;
};

/// Lets this process open as many files as the machine allows; returns how many that is.
std::size_t raise_file_limit();

/// Non-empty lines of a file. Throws std::runtime_error when it can't be read.
std::vector<std::string> read_lines(const std::string& path);

} // namespace dageng::load
