#pragma once

#include "server/gateway/session.hpp"
#include "tests/gateway/frames.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

/// A session without a socket, and what it wants done as lines of text.
namespace dageng::session_script {

using namespace dageng::gateway;
using namespace std::chrono_literals;
using protocol::CloseCode;

using bus::shared;

/// What the session wants done, one line each: `send …`, `ping`, `close 4401`, `end`, `tell …`.
inline std::string line_of(const Action& action) {
    struct {
        std::string operator()(const Send& send) const {
            return "send " + send.frame.head + (send.frame.rest ? *send.frame.rest : "");
        }
        std::string operator()(const Ping&) const { return "ping"; }
        std::string operator()(const CloseWith& close) const {
            return "close " + std::to_string(static_cast<int>(close.code));
        }
        std::string operator()(const End&) const { return "end"; }
        std::string operator()(const Tell& tell) const {
            constexpr const char* names[] = {
                "opened", "closed", "command", "seen", "place", "map", "photo"
            };
            return std::string("tell ") + names[tell.message.index()];
        }
    } name;
    return std::visit(name, action);
}

/// A session under test with its clock.
struct Fixture {
    Limits limits;
    Tally tally;
    Instant now = 1'000'000ms;
    Session session{7, limits, tally, 0, now};
    Actions actions;

    using Lines = std::vector<std::string>;

    /// What was asked for since the last call.
    Lines done() {
        Lines lines;
        for (const auto& action : actions) {
            lines.push_back(line_of(action));
        }
        actions.clear();
        return lines;
    }
    Lines text(const std::string& frame) {
        session.text(frame, now, actions);
        return done();
    }
    Lines written() {
        session.written(now, actions);
        return done();
    }
    Lines tick(std::chrono::milliseconds later = 0ms) {
        now += later;
        session.tick(now, actions);
        return done();
    }
    Lines accept(protocol::Offset n = 100, std::vector<bus::Shared> frames = {shared("welcome")}) {
        session.accepted(
            {7, {42}, protocol::Role::volunteer, {"device-001"}, n, std::move(frames)}, now, actions
        );
        return done();
    }
    Lines notice(protocol::Offset n, protocol::Offset prev) {
        bus::Notice notice{n, "offer", shared(R"(,"data":{}})"), {}};
        session.notice(notice, prev, now, actions);
        return done();
    }
    Lines reply(const std::string& text) {
        session.reply(shared(text), now, actions);
        return done();
    }
    Lines moment(std::uint64_t slot, const std::string& text) {
        session.moment(slot, shared(text), now, actions);
        return done();
    }
    /// Hello said and answered, the answer taken by the peer.
    void be_live() {
        text(frames::hello());
        accept();
        written();
    }
};

inline std::string
error(const std::string& code, const std::string& id, const std::string& detail) {
    return R"(send {"type":"error",)" + (id.empty() ? "" : R"("id":")" + id + R"(",)") +
           R"("error":{"code":")" + code + R"(","detail":")" + detail + R"("}})";
}

/// Over the rate: when to come back stands in the words and in the field.
inline std::string too_many(const std::string& id, int wait_ms) {
    const std::string wait = std::to_string(wait_ms);
    std::string line = error("too-many", id, "come back in " + wait + " ms");
    line.insert(line.size() - 2, R"(,"retry_after_ms":)" + wait);
    return line;
}

using Lines = Fixture::Lines;

} // namespace dageng::session_script

#define CHECK_LINES(actual, ...)                                                                   \
    do {                                                                                           \
        const Lines got = actual;                                                                  \
        const Lines wanted = __VA_ARGS__;                                                          \
        BOOST_TEST(got == wanted, boost::test_tools::per_element());                               \
    } while (false)
