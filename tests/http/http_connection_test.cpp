#include "server/http/certificate.hpp"
#include "server/http/connection.hpp"
#include "server/http/problem.hpp"
#include "server/http/upgrade.hpp"
#include "tests/support/tcp_client.hpp"

#include <boost/asio/post.hpp>
#include <boost/test/unit_test.hpp>

#include <future>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace dageng;
using namespace dageng::http;
using support::HttpFields;
using support::TcpClient;

Response text(std::string body) {
    return {200, {}, std::make_shared<const std::string>(std::move(body))};
}

/// Gathers a body and answers with it.
class Echo final : public Upload {
  public:
    Echo(Answer answer, std::promise<std::string>& broken)
        : answer_(std::move(answer)), broken_(broken) {}

    void chunk(std::string bytes, std::function<void()> more) override {
        body_ += bytes;
        more();
    }
    void end() override { answer_(text(body_)); }
    void broken() override { broken_.set_value(body_); }

  private:
    Answer answer_;
    std::promise<std::string>& broken_;
    std::string body_;
};

/// Answers by path, so that each way of answering can be asked for.
struct Script final : Handler {
    std::promise<std::string> broken;
    std::promise<Answer> kept;

    std::shared_ptr<Upload> handle(const Request& request, Answer answer) override {
        if (request.path == "/echo") {
            return std::make_shared<Echo>(std::move(answer), broken);
        }
        if (request.path == "/refuse") {
            answer(problem(413, "too-large", "No."));
            return nullptr;
        }
        if (request.path == "/keep") {
            kept.set_value(std::move(answer));
            return nullptr;
        }
        if (request.path == "/throw") {
            throw std::runtime_error("planted");
        }
        answer(text(request.path + "?" + request.query + " " + std::string(request.field("x-word")))
        );
        return nullptr;
    }
};

/// Connections on a thread, as a gateway's I/O thread has them.
class Server {
  public:
    explicit Server(const ConnectionLimits& limits = {}) {
        host_.handler = &script;
        host_.limits = limits;
        host_.mailbox = std::make_shared<Mailbox>(context_);
        host_.upgraded = [](Upgrade&&) {};
        host_.ended = [this](Connection& connection) {
            boost::asio::post(context_, [this, gone = &connection] { connections_.erase(gone); });
        };
        accept();
        thread_ = std::thread([this] { context_.run(); });
    }
    ~Server() {
        context_.stop();
        thread_.join();
        host_.mailbox->close();
    }

    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

    /// As if so much time had passed.
    void tick(std::chrono::milliseconds later) {
        host_.mailbox->post([this, later] {
            for (const auto& [key, connection] : connections_) {
                connection->tick(steady_now() + later);
            }
        });
    }
    void drain() {
        host_.mailbox->post([this] {
            for (const auto& [key, connection] : connections_) {
                connection->drain();
            }
        });
    }

    Script script;

  private:
    void accept() {
        acceptor_.async_accept(context_, [this](boost::system::error_code error, Socket socket) {
            if (!error) {
                auto connection =
                    certificate_
                        ? make_tls_connection(std::move(socket), certificate_->context(), host_)
                        : make_connection(std::move(socket), host_);
                connections_.emplace(connection.get(), connection);
                connection->start();
                accept();
            }
        });
    }

    boost::asio::io_context context_{1};
    Acceptor acceptor_{context_, {boost::asio::ip::address_v4::loopback(), 0}};
    Host host_;
    std::unique_ptr<Certificate> certificate_ =
        support::speaks_tls()
            ? std::make_unique<Certificate>(
                  support::test_certificate().chain, support::test_certificate().key
              )
            : nullptr;
    std::map<Connection*, std::shared_ptr<Connection>> connections_;
    std::thread thread_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(http_connection_suite)

BOOST_AUTO_TEST_CASE(a_request_reaches_the_handler_with_path_query_and_fields) {
    Server server;
    const auto reply = support::http(server.port(), "GET", "/a/b?c=d", {{"X-Word", "hello"}});
    BOOST_TEST(reply.status == 200U);
    BOOST_TEST(reply.body == "/a/b?c=d hello");
    BOOST_TEST(reply.field("content-length") == "14");
    BOOST_TEST(reply.field("date").ends_with("GMT"));
}

BOOST_AUTO_TEST_CASE(one_connection_takes_request_after_request) {
    Server server;
    TcpClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        client.send(support::http_request("GET", "/" + std::to_string(i)));
        const auto reply = support::read_reply(client);
        BOOST_TEST(reply.body == "/" + std::to_string(i) + "? ");
        BOOST_TEST(reply.field("connection") == "keep-alive");
    }
    client.send(support::http_request("GET", "/last", {{"connection", "close"}}));
    BOOST_TEST(support::read_reply(client).field("connection") == "close");
    BOOST_TEST(client.receive_all() == "");
}

BOOST_AUTO_TEST_CASE(requests_sent_ahead_are_answered_in_order) {
    Server server;
    TcpClient client(server.port());
    client.send(
        support::http_request("GET", "/1") + support::http_request("PUT", "/echo", {}, "body") +
        support::http_request("GET", "/2")
    );
    BOOST_TEST(support::read_reply(client).body == "/1? ");
    BOOST_TEST(support::read_reply(client).body == "body");
    BOOST_TEST(support::read_reply(client).body == "/2? ");
}

BOOST_AUTO_TEST_CASE(head_gets_the_length_and_no_body) {
    Server server;
    TcpClient client(server.port());
    client.send(support::http_request("HEAD", "/x", {{"connection", "close"}}));
    const auto reply = support::read_reply(client, false);
    BOOST_TEST(reply.field("content-length") == "4");
    BOOST_TEST(client.receive_all() == "");
}

BOOST_AUTO_TEST_CASE(a_body_streams_in_whatever_its_size_and_framing) {
    Server server;
    for (const std::size_t size : {0U, 1U, 65536U, 65537U, 1'000'000U}) {
        const std::string body(size, 'x');
        BOOST_TEST(support::http(server.port(), "PUT", "/echo", {}, body).body == body);
    }
    TcpClient client(server.port());
    client.send(
        "PUT /echo HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    );
    BOOST_TEST(support::read_reply(client).body == "abcde");
}

BOOST_AUTO_TEST_CASE(a_client_that_asks_first_is_told_to_go_on) {
    Server server;
    TcpClient client(server.port());
    client.send("PUT /echo HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 4\r\n\r\n");
    BOOST_TEST(client.receive(25).value() == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("body");
    BOOST_TEST(support::read_reply(client).body == "body");
}

BOOST_AUTO_TEST_CASE(a_refusal_reaches_a_client_that_is_still_sending) {
    Server server;
    TcpClient client(server.port());
    client.send("PUT /refuse HTTP/1.1\r\ncontent-length: 3000000\r\n\r\n");
    client.send(std::string(3'000'000, 'x'));
    const auto reply = support::read_reply(client);
    BOOST_TEST(reply.status == 413U);
    BOOST_TEST(reply.field("connection") == "close");
}

BOOST_AUTO_TEST_CASE(a_body_that_breaks_off_is_told_to_its_taker) {
    Server server;
    auto broken = server.script.broken.get_future();
    {
        TcpClient client(server.port());
        client.send("PUT /echo HTTP/1.1\r\ncontent-length: 100\r\n\r\npart");
    }
    BOOST_TEST(broken.get() == "part");
}

BOOST_AUTO_TEST_CASE(a_body_that_stands_still_is_ended_and_told) {
    Server server;
    auto broken = server.script.broken.get_future();
    TcpClient client(server.port());
    client.send("PUT /echo HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 100\r\n\r\n");
    client.receive(25);
    server.tick(std::chrono::seconds(61));
    BOOST_TEST(client.receive_all() == "");
    BOOST_TEST(broken.get() == "");
}

BOOST_AUTO_TEST_CASE(a_head_that_does_not_end_is_cut_by_time_and_by_length) {
    Server server;
    {
        TcpClient client(server.port());
        client.send("GET / HTTP/1.1\r\nx: ");
        // The connection may not be known yet when the first tick comes.
        std::optional<std::string> end;
        while (!end) {
            server.tick(std::chrono::seconds(11));
            end = client.receive(1, std::chrono::milliseconds(10));
        }
        BOOST_TEST(*end == "");
    }
    TcpClient client(server.port());
    client.send("GET / HTTP/1.1\r\nx: " + std::string(17'000, 'x'));
    BOOST_TEST(support::read_reply(client).status == 431U);
}

BOOST_AUTO_TEST_CASE(what_is_no_http_gets_400) {
    Server server;
    TcpClient client(server.port());
    client.send("\x16\x03\x01 what is this\r\n\r\n");
    const auto reply = support::read_reply(client);
    BOOST_TEST(reply.status == 400U);
    BOOST_TEST(reply.field("content-type") == "application/problem+json");
}

BOOST_AUTO_TEST_CASE(a_handler_that_throws_costs_one_answer_only) {
    Server server;
    BOOST_TEST(support::http(server.port(), "GET", "/throw").status == 500U);
    BOOST_TEST(support::http(server.port(), "GET", "/").status == 200U);
}

BOOST_AUTO_TEST_CASE(an_answer_may_come_from_any_thread_and_only_the_first_counts) {
    Server server;
    TcpClient client(server.port());
    client.send(support::http_request("GET", "/keep"));
    const auto answer = server.script.kept.get_future().get();
    std::thread([&] {
        answer(text("first"));
        answer(text("second"));
    }).join();
    BOOST_TEST(support::read_reply(client).body == "first");
    client.send(support::http_request("GET", "/next"));
    BOOST_TEST(support::read_reply(client).body == "/next? ");
}

BOOST_AUTO_TEST_CASE(an_answer_that_comes_too_late_harms_nobody) {
    Answer answer;
    {
        Server server;
        TcpClient client(server.port());
        client.send(support::http_request("GET", "/keep"));
        answer = server.script.kept.get_future().get();
        server.tick(std::chrono::seconds(61));
        BOOST_TEST(client.receive_all() == "");
        answer(text("late"));
    }
    answer(text("later still"));
}

BOOST_AUTO_TEST_CASE(draining_ends_idle_connections_and_lets_answers_be_finished) {
    Server server;
    TcpClient idle(server.port());
    idle.send(support::http_request("GET", "/"));
    support::read_reply(idle);
    TcpClient busy(server.port());
    busy.send(support::http_request("GET", "/keep"));
    const auto answer = server.script.kept.get_future().get();
    server.drain();
    BOOST_TEST(idle.receive_all() == "");
    answer(text("done"));
    const auto reply = support::read_reply(busy);
    BOOST_TEST(reply.body == "done");
    BOOST_TEST(reply.field("connection") == "close");
}

BOOST_AUTO_TEST_SUITE_END()
