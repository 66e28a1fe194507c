#include "server/gateway/hub.hpp"
#include "server/http/session_id.hpp"
#include "tests/gateway/frames.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <vector>

namespace {

using namespace dageng;
using namespace dageng::gateway;
using namespace std::chrono_literals;

using Lines = std::vector<std::string>;

using bus::shared;

/// Writes down what it is to do.
class FakeConnection final : public Connection {
  public:
    FakeConnection(Hub& hub, Instant now) : session_(hub.make_session(now)) { hub.opened(*this); }

    bool send(Frame frame) override {
        lines.push_back("send " + frame.head + (frame.rest ? *frame.rest : ""));
        if (heard != nullptr) {
            heard->push_back(lines.back());
        }
        return false;
    }
    void hurry() override { is_hurried = true; }
    void ping() override { lines.emplace_back("ping"); }
    void close(protocol::CloseCode code) override {
        lines.push_back("close " + std::to_string(static_cast<int>(code)));
    }
    void end() override { lines.emplace_back("end"); }
    void known() override { is_known = true; }
    Session& session() override { return session_; }
    const Session& session() const override { return session_; }
    bus::SessionId id() const { return session_.id(); }

    Lines lines;
    Lines* heard = nullptr; ///< What several do, in order.
    bool is_known = false;
    bool is_hurried = false;

  private:
    Session session_;
};

struct Fixture {
    Limits limits;
    Instant now = 1'000'000ms;
    std::vector<bus::ToLeader> told;
    unsigned flushed = 0;
    Hub hub = make_hub(0);

    Hub make_hub(unsigned lane) {
        return {
            0,
            lane,
            limits,
            [this](bus::ToLeader message) { told.push_back(std::move(message)); },
            [this](Instant) { ++flushed; }
        };
    }

    static bus::Accepted
    accepted(bus::SessionId session, std::uint64_t person, const std::string& device) {
        return {session, {person}, protocol::Role::volunteer, {device}, 100, {}};
    }

    std::unique_ptr<FakeConnection> live(Hub& on, std::uint64_t person, const std::string& device) {
        auto connection = std::make_unique<FakeConnection>(on, now);
        on.text(*connection, frames::hello("hello-00001", device), now);
        on.route({accepted(connection->id(), person, device)}, now);
        return connection;
    }

    static bus::Notice notice(std::uint64_t n, std::vector<bus::Recipient> to) {
        return {n, "offer", shared(",x}"), std::move(to)};
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(hub_of_connections, Fixture)

BOOST_AUTO_TEST_CASE(a_notice_goes_to_every_connection_of_its_people_and_to_no_other) {
    const auto phone = live(hub, 1, "device-001");
    const auto tablet = live(hub, 1, "device-002");
    const auto other = live(hub, 2, "device-003");
    const auto third = live(hub, 3, "device-004");
    hub.route({notice(101, {{{1}, 90}, {{2}, 80}})}, now);
    BOOST_TEST(phone->lines == Lines{R"(send {"type":"offer","n":101,"prev":90,x})"});
    BOOST_TEST(tablet->lines == phone->lines);
    BOOST_TEST(other->lines == Lines{R"(send {"type":"offer","n":101,"prev":80,x})"});
    BOOST_TEST(third->lines.empty());
}

BOOST_AUTO_TEST_CASE(who_is_sent_an_offer_hurries_and_nobody_else) {
    const auto asked = live(hub, 1, "device-001");
    const auto answered = live(hub, 2, "device-002");
    hub.route(
        {bus::Notice{101, "assignment", shared(",x}"), {{{2}, 90}}}, notice(102, {{{1}, 90}})}, now
    );
    BOOST_TEST(asked->is_hurried);
    BOOST_TEST(!answered->is_hurried);
}

BOOST_AUTO_TEST_CASE(whose_a_connection_is_is_known_once_its_hello_is_accepted) {
    FakeConnection phone{hub, now};
    hub.text(phone, frames::hello("hello-00001", "device-001"), now);
    BOOST_TEST(!phone.is_known);
    hub.route({accepted(phone.id(), 1, "device-001")}, now);
    BOOST_TEST(phone.is_known);
}

BOOST_AUTO_TEST_CASE(phones_come_before_consoles_and_each_hears_in_the_order_of_the_batch) {
    Lines order;
    const auto phone = live(hub, 1, "device-001");
    FakeConnection console{hub, now};
    phone->heard = &order;
    console.heard = &order;
    hub.text(console, frames::hello("hello-00002", "device-002"), now);
    bus::Accepted desk = accepted(console.id(), 2, "device-002");
    desk.role = protocol::Role::dispatcher;
    desk.frames = {shared("welcome")};
    hub.route(
        {std::move(desk),
         bus::Reply{console.id(), shared("answer")},
         notice(101, {{{2}, 90}}),
         notice(102, {{{1}, 90}}),
         notice(103, {{{2}, 101}, {{1}, 102}})},
        now
    );
    for (int i = 0; i < 4; ++i) {
        hub.written(*phone, now);
        hub.written(console, now);
    }
    const auto told = [](const Lines& lines, std::size_t at) {
        return lines.at(at).substr(0, lines.at(at).find(",\"prev"));
    };
    BOOST_TEST(told(order, 0) == R"(send {"type":"offer","n":102)");
    BOOST_TEST(told(order, 1) == "send welcome");
    BOOST_TEST(told(phone->lines, 1) == R"(send {"type":"offer","n":103)");
    BOOST_TEST(told(console.lines, 1) == "send answer");
    BOOST_TEST(told(console.lines, 2) == R"(send {"type":"offer","n":101)");
    BOOST_TEST(told(console.lines, 3) == R"(send {"type":"offer","n":103)");
    BOOST_TEST(console.lines.size() == 4U);
}

BOOST_AUTO_TEST_CASE(the_same_device_connecting_again_replaces_its_older_connection) {
    const auto first = live(hub, 1, "device-001");
    const auto tablet = live(hub, 1, "device-002");
    const auto second = live(hub, 1, "device-001");
    BOOST_TEST(first->lines == Lines{"close 4409"});
    BOOST_TEST(tablet->lines.empty());
    BOOST_TEST(second->lines.empty());
    hub.route({notice(101, {{{1}, 90}})}, now);
    BOOST_TEST(first->lines.size() == 1U);
    BOOST_TEST(second->lines.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_device_that_comes_back_on_another_thread_replaces_its_older_connection_too) {
    auto other = make_hub(1);
    const auto first = live(hub, 1, "device-001");
    auto second = std::make_unique<FakeConnection>(other, now);
    other.text(*second, frames::hello(), now);
    const std::vector<bus::ToGateway> batch{accepted(second->id(), 1, "device-001")};
    hub.route(batch, now);
    other.route(batch, now);
    BOOST_TEST(first->lines == Lines{"close 4409"});
    BOOST_TEST(second->session().is_live());
}

BOOST_AUTO_TEST_CASE(another_persons_device_of_the_same_name_is_left_alone) {
    const auto first = live(hub, 1, "device-001");
    const auto second = live(hub, 2, "device-001");
    BOOST_TEST(first->lines.empty());
}

BOOST_AUTO_TEST_CASE(replies_and_closes_go_to_their_session_only) {
    const auto one = live(hub, 1, "device-001");
    const auto two = live(hub, 1, "device-002");
    hub.route({bus::Reply{one->id(), shared("answer")}}, now);
    hub.route({bus::Close{two->id(), protocol::CloseCode::not_allowed}}, now);
    BOOST_TEST(one->lines == Lines{"send answer"});
    BOOST_TEST(two->lines == Lines{"close 4403"});
}

BOOST_AUTO_TEST_CASE(what_is_for_another_thread_or_nobody_is_ignored) {
    const auto one = live(hub, 1, "device-001");
    const auto elsewhere = http::make_session_id(0, 1, 1);
    const auto another_gateway = http::make_session_id(1, 0, 1);
    for (const auto id : {elsewhere, another_gateway, http::make_session_id(0, 0, 999)}) {
        hub.route({bus::Reply{id, shared("answer")}, bus::Moment{1, shared("tile"), {id}}}, now);
    }
    BOOST_TEST(one->lines.empty());
}

BOOST_AUTO_TEST_CASE(moments_go_to_those_named) {
    const auto one = live(hub, 1, "device-001");
    const auto two = live(hub, 2, "device-002");
    hub.route({bus::Moment{5, shared("tile"), {two->id()}}}, now);
    BOOST_TEST(one->lines.empty());
    BOOST_TEST(two->lines == Lines{"send tile"});
}

BOOST_AUTO_TEST_CASE(a_connection_that_is_gone_is_told_to_the_leader_and_forgotten) {
    auto one = live(hub, 1, "device-001");
    const auto two = live(hub, 1, "device-002");
    told.clear();
    hub.gone(*one);
    BOOST_TEST(told.size() == 1U);
    BOOST_TEST(std::get<bus::Closed>(told.at(0)).session == one->id());
    BOOST_TEST(hub.size() == 1U);
    one.reset();
    hub.route({notice(101, {{{1}, 90}})}, now);
    BOOST_TEST(two->lines.size() == 1U);
}

BOOST_AUTO_TEST_CASE(all_leave_with_1012) {
    const auto one = live(hub, 1, "device-001");
    FakeConnection waiting(hub, now);
    hub.leave_all(protocol::CloseCode::restarting, now);
    BOOST_TEST(one->lines == Lines{"close 1012"});
    BOOST_TEST(waiting.lines == Lines{"close 1012"});
}

BOOST_AUTO_TEST_CASE(the_clock_reaches_every_session) {
    FakeConnection one(hub, now);
    FakeConnection two(hub, now);
    for (std::size_t turn = 0; turn < Hub::turns; ++turn) {
        hub.tick(now + 10s);
    }
    BOOST_TEST(one.lines == Lines{"close 4401"});
    BOOST_TEST(two.lines == Lines{"close 4401"});
}

BOOST_AUTO_TEST_CASE(a_turn_of_the_clock_reaches_a_portion_of_the_sessions) {
    std::vector<std::unique_ptr<FakeConnection>> many;
    for (std::size_t i = 0; i < 3 * Hub::turns; ++i) {
        many.push_back(std::make_unique<FakeConnection>(hub, now));
    }
    hub.tick(now + 10s);
    const auto reached =
        std::ranges::count_if(many, [](const auto& one) { return !one->lines.empty(); });
    BOOST_TEST(reached == 3);
}

BOOST_AUTO_TEST_CASE(session_numbers_name_gateway_and_thread) {
    Hub hub_of(3, 5, limits, [](bus::ToLeader) {}, [](Instant) {});
    const auto id = hub_of.make_session(now).id();
    BOOST_TEST(http::gateway_of(id) == 3U);
    BOOST_TEST(http::lane_of(id) == 5U);
    BOOST_TEST(hub_of.make_session(now).id() != id);
}

BOOST_AUTO_TEST_CASE(a_batch_that_reaches_many_begins_to_leave_before_it_is_through) {
    std::vector<std::unique_ptr<FakeConnection>> phones;
    std::vector<bus::Recipient> to;
    for (std::uint64_t person = 1; person <= 200; ++person) {
        phones.push_back(live(hub, person, "device-001"));
        to.push_back({{person}, 0});
    }
    flushed = 0;
    hub.route({notice(101, {to[0]})}, now);
    const unsigned for_one = flushed;
    flushed = 0;
    hub.route({notice(102, to)}, now);
    BOOST_TEST(flushed > for_one);
}

BOOST_AUTO_TEST_SUITE_END()
