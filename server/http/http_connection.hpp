#pragma once

#include "server/http/connection.hpp"
#include "server/http/network.hpp"
#include "server/http/problem.hpp"
#include "server/http/response_head.hpp"
#include "server/http/upgrade.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include <array>
#include <exception>
#include <optional>
#include <string>
#include <utility>

/// An HTTP connection over a stream of bytes, which is a Socket or TLS over one. For the two files
/// that make one of each.
namespace dageng::http {

namespace beast = boost::beast;
namespace asio = boost::asio;
using Parser = beast::http::request_parser<beast::http::buffer_body>;
using Error = boost::system::error_code;

/// A body comes in pieces of at most this size.
inline constexpr std::size_t chunk_bytes = std::size_t{64} * 1024;

Request request_of(const Parser& parser);
bool offers_subprotocol(const Request& request);
/// A handler threw.
void log_failure(const std::exception& exception);

/// What differs between streams.
template <class Stream>
struct StreamTraits;

template <class Stream>
class HttpConnection final : public Connection,
                             public std::enable_shared_from_this<HttpConnection<Stream>> {
  public:
    template <class... Arguments>
    explicit HttpConnection(const Host& host, Arguments&&... stream)
        : stream_(std::forward<Arguments>(stream)...), host_(host) {}

    void start() override {
        set_deadline(host_.limits.head_time);
        Traits::begin(stream_, [self = this->shared_from_this()](Error error) {
            if (error) {
                self->end();
            } else if (self->phase_ != Phase::over) {
                self->read_head(self->host_.limits.head_time);
            }
        });
    }

    void tick(Instant now) override {
        if (now >= deadline_) {
            end();
        }
    }

    void drain() override {
        draining_ = true;
        if (phase_ == Phase::head) {
            end();
        }
    }

  private:
    using Traits = StreamTraits<Stream>;

    enum class Phase : std::uint8_t { head, body, answering, lingering, over };

    void set_deadline(std::chrono::milliseconds time) { deadline_ = steady_now() + time; }

    void read_head(std::chrono::milliseconds time) {
        phase_ = Phase::head;
        set_deadline(time);
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(host_.limits.head_bytes));
        parser_->body_limit(boost::none);
        beast::http::async_read_header(
            stream_,
            buffer_,
            *parser_,
            [self = this->shared_from_this()](Error error, std::size_t) { self->have_head(error); }
        );
    }

    void have_head(Error error) {
        if (phase_ == Phase::over) {
            return;
        }
        if (!error) {
            begin_request();
        } else if (error == beast::http::error::header_limit) {
            refuse(problem(431, "too-large", "A request's head may have 16,384 bytes."));
        } else if (error.category() == beast::http::make_error_code({}).category() &&
                   error != beast::http::error::end_of_stream &&
                   error != beast::http::error::partial_message) {
            refuse(problem(400, "bad-request", "This is no HTTP request."));
        } else {
            end();
        }
    }

    /// Answers what could not be read as a request, and closes.
    void refuse(Response response) {
        ++number_;
        keep_alive_ = false;
        request_ = {};
        have_answer(number_, std::move(response));
    }

    void begin_request() {
        ++number_;
        request_ = request_of(*parser_);
        request_.network = network_of(Traits::socket(stream_));
        keep_alive_ = parser_->keep_alive();
        phase_ = Phase::answering;
        set_deadline(host_.limits.answer_time);
        if (request_.path == socket_path) {
            begin_socket();
            return;
        }
        try {
            upload_ = host_.handler->handle(request_, answer());
        } catch (const std::exception& exception) {
            log_failure(exception);
            have_answer(number_, problem(500, "internal", "The request failed."));
            return;
        }
        if (upload_) {
            begin_body();
        }
    }

    void begin_socket() {
        if (!beast::websocket::is_upgrade(parser_->get())) {
            auto response = problem(426, "upgrade-required", "This path speaks WebSocket only.");
            response.fields.emplace_back("upgrade", "websocket");
            have_answer(number_, std::move(response));
        } else if (request_.is_of_other_site()) {
            have_answer(number_, problem(403, "not-allowed", "This is another site's page."));
        } else if (!offers_subprotocol(request_)) {
            have_answer(
                number_, problem(400, "no-subprotocol", "The client must offer dageng.v1.")
            );
        } else if (buffer_.size() != 0 || Traits::has_more(stream_)) {
            have_answer(number_, problem(400, "too-early", "Frames came before the handshake."));
        } else {
            phase_ = Phase::over;
            Upgrade upgrade{Traits::release(stream_)};
            upgrade.request.base() = std::move(parser_->get().base());
            host_.upgraded(std::move(upgrade));
            host_.ended(*this);
        }
    }

    /// May be called on any thread, and after this connection is gone.
    Answer answer() {
        return
            [mailbox = host_.mailbox, weak = this->weak_from_this(), number = number_](Response made
            ) {
                mailbox->post([weak, number, made = std::move(made)]() mutable {
                    if (const auto self = weak.lock()) {
                        self->have_answer(number, std::move(made));
                    }
                });
            };
    }

    void begin_body() {
        phase_ = Phase::body;
        if (!beast::iequals(parser_->get()[beast::http::field::expect], "100-continue")) {
            read_body();
            return;
        }
        head_ = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(
            stream_,
            asio::buffer(head_),
            [self = this->shared_from_this()](Error error, std::size_t) {
                self->writing_ = false;
                if (self->response_) {
                    self->write_answer();
                } else if (error) {
                    self->end();
                } else {
                    self->read_body();
                }
            }
        );
        writing_ = true;
    }

    void read_body() {
        if (phase_ != Phase::body) {
            return;
        }
        if (parser_->is_done()) {
            phase_ = Phase::answering;
            chunk_ = {};
            set_deadline(host_.limits.answer_time);
            std::exchange(upload_, nullptr)->end();
            return;
        }
        set_deadline(host_.limits.idle_time);
        chunk_.resize(chunk_bytes);
        auto& body = parser_->get().body();
        body.data = chunk_.data();
        body.size = chunk_.size();
        body.more = true;
        reading_ = true;
        beast::http::async_read_some(
            stream_,
            buffer_,
            *parser_,
            [self = this->shared_from_this()](Error error, std::size_t) { self->have_body(error); }
        );
    }

    void have_body(Error error) {
        reading_ = false;
        if (phase_ == Phase::lingering) {
            discard();
            return;
        }
        if (phase_ != Phase::body) {
            return;
        }
        if (error && error != beast::http::error::need_buffer) {
            end();
            return;
        }
        chunk_.resize(chunk_.size() - parser_->get().body().size);
        if (chunk_.empty()) {
            read_body();
            return;
        }
        set_deadline(host_.limits.answer_time);
        upload_->chunk(std::exchange(chunk_, {}), more());
    }

    std::function<void()> more() {
        return [mailbox = host_.mailbox, weak = this->weak_from_this(), number = number_] {
            mailbox->post([weak, number] {
                const auto self = weak.lock();
                if (self && self->number_ == number) {
                    self->read_body();
                }
            });
        };
    }

    void have_answer(std::uint64_t number, Response response) {
        if (number != number_ || phase_ == Phase::over || response_) {
            return;
        }
        ++number_; // A second answer is nobody's.
        body_is_in_ = parser_->is_done();
        upload_.reset();
        phase_ = Phase::answering;
        response_ = std::move(response);
        if (!writing_) {
            write_answer();
        }
    }

    void write_answer() {
        set_deadline(host_.limits.answer_time);
        keep_alive_ = keep_alive_ && body_is_in_ && !draining_;
        if constexpr (Traits::secure) {
            // A year: browsers come by TLS only, from the first time on (RFC 6797).
            response_->fields.emplace_back("strict-transport-security", "max-age=31536000");
        }
        head_ = response_head(*response_, keep_alive_);
        const bool with_body = response_->body != nullptr && request_.method != Method::head;
        const std::array<asio::const_buffer, 2> both{
            asio::buffer(head_), with_body ? asio::buffer(*response_->body) : asio::const_buffer{}
        };
        asio::async_write(
            stream_,
            both,
            [self = this->shared_from_this()](Error error, std::size_t) {
                self->have_written(error);
            }
        );
    }

    void have_written(Error error) {
        response_.reset();
        if (phase_ == Phase::over) {
            return;
        }
        if (error || (!keep_alive_ && body_is_in_)) {
            end();
        } else if (keep_alive_) {
            read_head(host_.limits.idle_time);
        } else {
            linger();
        }
    }

    /// Closing while a client still sends would make its system throw our answer away.
    void linger() {
        phase_ = Phase::lingering;
        set_deadline(host_.limits.linger_time);
        Error ignored;
        Traits::socket(stream_).shutdown(Socket::shutdown_send, ignored);
        chunk_.resize(chunk_bytes);
        if (!reading_) {
            discard();
        }
    }

    void discard() {
        stream_.async_read_some(
            asio::buffer(chunk_),
            [self = this->shared_from_this()](Error error, std::size_t count) {
                self->discarded_ += count;
                if (error || self->discarded_ > self->host_.limits.discarded_bytes) {
                    self->end();
                } else {
                    self->discard();
                }
            }
        );
    }

    void end() {
        if (phase_ == Phase::over) {
            return;
        }
        phase_ = Phase::over;
        Error ignored;
        Traits::socket(stream_).shutdown(Socket::shutdown_both, ignored);
        Traits::socket(stream_).close(ignored);
        if (upload_) {
            std::exchange(upload_, nullptr)->broken();
        }
        host_.ended(*this);
    }

    Stream stream_;
    const Host& host_;
    beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    Request request_;
    std::uint64_t number_ = 0; ///< Of the request, so that late answers are known.
    Phase phase_ = Phase::head;
    Instant deadline_{};
    std::shared_ptr<Upload> upload_;
    std::string chunk_;
    std::string head_;
    std::optional<Response> response_;
    std::size_t discarded_ = 0;
    bool keep_alive_ = false;
    bool body_is_in_ = false;
    bool reading_ = false;
    bool writing_ = false;
    bool draining_ = false;
};

} // namespace dageng::http
