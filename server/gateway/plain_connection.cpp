#include "server/gateway/plain_connection.hpp"

#include "protocol/codec.hpp"
#include "server/gateway/push_socket.hpp"
#include "server/http/connection.hpp"
#include "server/http/upgrade.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <array>
#include <memory>
#include <string>
#include <utility>

namespace dageng::gateway {

namespace {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using Error = boost::system::error_code;
using Stream = websocket::stream<PushSocket, false>;

/// A longer message continues in memory of its own: positions, the most frequent, never do.
constexpr std::size_t inline_bytes = 144;
constexpr std::size_t growth_bytes = std::size_t{4} * 1024;

std::optional<protocol::CloseCode> code_sent(const Error& error) {
    if (error == websocket::error::message_too_big) {
        return protocol::CloseCode::too_big;
    }
    if (error == websocket::error::bad_frame_payload) {
        return protocol::CloseCode::bad_utf8;
    }
    if (error == websocket::condition::protocol_violation) {
        return protocol::CloseCode::protocol_error;
    }
    return std::nullopt;
}

class PlainConnection final : public Connection,
                              public std::enable_shared_from_this<PlainConnection> {
  public:
    PlainConnection(http::Socket socket, Hub& hub)
        : stream_(PushSocket{std::move(socket)}), hub_(hub),
          session_(hub.make_session(http::steady_now())) {}

    void start(const http::Upgrade& upgrade) {
        hub_.opened(*this);
        stream_.auto_fragment(false);
        stream_.read_message_max(protocol::max_frame_bytes);
        stream_.text(true);
        stream_.control_callback([this](websocket::frame_type, boost::beast::string_view) {
            session_.heard();
        });
        stream_.set_option(websocket::stream_base::decorator([](websocket::response_type& response
                                                             ) {
            const auto name = http::subprotocol;
            response.set(
                boost::beast::http::field::sec_websocket_protocol,
                boost::beast::string_view{name.data(), name.size()}
            );
        }));
        stream_.async_accept(upgrade.request, [self = shared_from_this()](Error error) {
            self->have_handshake(error);
        });
    }

    void send(Frame frame, bool more) override {
        stream_.next_layer().more_follows(more);
        frame_ = std::move(frame);
        const std::array<asio::const_buffer, 2> both{
            asio::buffer(frame_.head),
            frame_.rest ? asio::buffer(*frame_.rest) : asio::const_buffer{}
        };
        stream_.async_write(both, [self = shared_from_this()](Error error, std::size_t) {
            self->frame_ = {};
            if (error) {
                self->end();
            } else if (!self->gone_) {
                self->hub_.written(*self, http::steady_now());
            }
        });
    }

    void ping() override {
        if (pinging_) {
            return;
        }
        if (!open_) {
            end();
            return;
        }
        pinging_ = true;
        stream_.async_ping({}, [self = shared_from_this()](Error error) {
            self->pinging_ = false;
            if (error) {
                self->end();
            }
        });
    }

    void close(protocol::CloseCode code) override {
        if (!open_) {
            close_with_ = code; // The client may have read the reply before we know that it is out.
            return;
        }
        stream_.next_layer().more_follows(false);
        stream_.async_close(
            websocket::close_reason(static_cast<websocket::close_code>(code)),
            [self = shared_from_this()](Error) { self->end(); }
        );
    }

    void end() override {
        Error ignored;
        stream_.next_layer().next_layer().close(ignored);
    }

    Session& session() override { return session_; }
    const Session& session() const override { return session_; }

  private:
    void have_handshake(Error error) {
        if (error) {
            finish(std::nullopt);
            return;
        }
        open_ = true;
        read();
        if (close_with_) {
            close(*close_with_);
        }
    }

    /// There is always a read under way until `finish`: what ends the connection ends the read.
    void read() {
        asio::mutable_buffer place = asio::buffer(inline_);
        if (have_ > 0) {
            long_.resize(have_ + growth_bytes);
            place = asio::buffer(long_.data() + have_, growth_bytes);
        }
        stream_.async_read_some(place, [self = shared_from_this()](Error error, std::size_t count) {
            self->have_bytes(error, count);
        });
    }

    void have_bytes(Error error, std::size_t count) {
        if (error) {
            finish(code_sent(error));
            return;
        }
        const bool whole = stream_.is_message_done();
        if (whole && have_ == 0) {
            take({inline_.data(), count});
        } else {
            if (have_ == 0) {
                long_.assign(inline_.data(), count);
            }
            have_ += count;
            if (whole) {
                take({long_.data(), have_});
                have_ = 0;
                std::string().swap(long_);
            }
        }
        read();
    }

    void take(std::string_view message) {
        const auto now = http::steady_now();
        if (stream_.got_binary()) {
            hub_.refused(*this, protocol::CloseCode::not_text, now);
        } else {
            hub_.text(*this, message, now);
        }
    }

    void finish(std::optional<protocol::CloseCode> closed_with) {
        gone_ = true;
        end();
        hub_.gone(*this, closed_with);
    }

    Stream stream_;
    Hub& hub_;
    Session session_;
    Frame frame_; ///< Being sent.
    std::array<char, inline_bytes> inline_{};
    std::string long_;                              ///< A message that outgrew the place above.
    std::size_t have_ = 0;                          ///< Bytes in it.
    std::optional<protocol::CloseCode> close_with_; ///< Wanted before the handshake was over.
    bool open_ = false;
    bool pinging_ = false;
    bool gone_ = false;
};

} // namespace

void open_plain(http::Upgrade&& upgrade, Hub& hub) {
    std::make_shared<PlainConnection>(std::move(upgrade.socket), hub)->start(upgrade);
}

} // namespace dageng::gateway
