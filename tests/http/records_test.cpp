#include "server/http/records.hpp"
#include "tests/support/awaited.hpp"
#include "tests/support/fake_leader.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>

namespace {

using namespace dageng;
using namespace dageng::http;
using support::Awaited;

struct Fixture {
    Fixture() {
        leader.bus().on_gateway([this](const std::vector<bus::ToGateway>& batch) {
            for (const auto& message : batch) {
                calls.answered(message);
            }
        });
    }

    static Request
    request(const std::string& path, Method method = Method::get, std::string token = "the-token") {
        Request made;
        made.method = method;
        made.path = path;
        if (!token.empty()) {
            made.fields.emplace_back("authorization", "Bearer " + token);
        }
        return made;
    }

    unsigned status_of(const Request& request) {
        Awaited awaited;
        records.handle(request, awaited.answer());
        return awaited.get().status;
    }

    support::FakeLeader leader;
    AllCalls calls{leader.bus()};
    bool broken = false;
    Records::Read reader(std::string what) {
        return [this, what](const protocol::RecordTicket& ticket) {
            if (broken) {
                throw std::runtime_error("the record is broken");
            }
            return "{\"" + what + "\":" + std::to_string(ticket.incident.value) + "}";
        };
    }
    Records records{calls.records, {reader("choices"), reader("replay")}};
};

constexpr auto path = "/api/v1/incidents/7/choices";

} // namespace

BOOST_FIXTURE_TEST_SUITE(records_suite, Fixture)

BOOST_AUTO_TEST_CASE(the_leader_is_asked_and_the_record_is_read) {
    for (const std::string what : {"choices", "replay"}) {
        Awaited awaited;
        records.handle(request("/api/v1/incidents/7/" + what), awaited.answer());
        const auto asked = leader.next<bus::RecordAsked>();
        BOOST_TEST(asked.token == "the-token");
        BOOST_TEST((asked.request.incident == protocol::IncidentId{7}));
        leader.say(bus::RecordReply{asked.session, protocol::RecordTicket{{7}, 1, 9, {}, {}}});
        const auto response = awaited.get();
        BOOST_TEST(response.status == 200U);
        BOOST_TEST(*response.body == "{\"" + what + "\":7}");
        BOOST_TEST((response.fields.front() == Field{"content-type", "application/json"}));
        BOOST_TEST((response.fields.back() == Field{"cache-control", "no-store"}));
    }
}

BOOST_AUTO_TEST_CASE(what_the_leader_refuses_is_refused) {
    Awaited awaited;
    records.handle(request(path), awaited.answer());
    const auto asked = leader.next<bus::RecordAsked>();
    leader.say(bus::RecordReply{
        asked.session, protocol::Refusal{protocol::ErrorCode::not_allowed, "no", {}}
    });
    BOOST_TEST(awaited.get().status == 403U);
}

BOOST_AUTO_TEST_CASE(a_record_that_cannot_be_read_is_said_to_be_so) {
    broken = true;
    Awaited awaited;
    records.handle(request(path), awaited.answer());
    const auto asked = leader.next<bus::RecordAsked>();
    leader.say(bus::RecordReply{asked.session, protocol::RecordTicket{{7}, 1, 9, {}, {}}});
    BOOST_TEST(awaited.get().status == 503U);
}

BOOST_AUTO_TEST_CASE(a_leader_that_does_not_answer_is_given_up) {
    Awaited awaited;
    records.handle(request(path), awaited.answer());
    leader.next<bus::RecordAsked>();
    calls.expire(steady_now() + RecordCalls::answer_time);
    BOOST_TEST(awaited.get().status == 503U);
}

BOOST_AUTO_TEST_CASE(without_a_token_or_with_another_method_or_path_nobody_is_asked) {
    BOOST_TEST(status_of(request(path, Method::get, "")) == 401U);
    BOOST_TEST(status_of(request(path, Method::put)) == 405U);
    BOOST_TEST(status_of(request("/api/v1/incidents/x/choices")) == 404U);
    BOOST_TEST(status_of(request("/api/v1/incidents/0/choices")) == 404U);
    BOOST_TEST(status_of(request("/api/v1/incidents/7x/choices")) == 404U);
    BOOST_TEST(!Records::owns("/api/v1/incidents/choices"));
    BOOST_TEST(!Records::owns("/api/v1/incidents/7"));
    BOOST_TEST(!Records::owns("/api/v1/incidents/7/tracks"));
    BOOST_TEST(Records::owns(path));
}

BOOST_AUTO_TEST_SUITE_END()
