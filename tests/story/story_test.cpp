#include "tests/story/server_process.hpp"
#include "tests/story/story.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

using namespace dageng::story;

namespace {

struct District {
    dageng::TemporaryFolder scratch;
    std::filesystem::path folder = scratch / "district";
    Story::Tokens tokens{
        add_account(folder, "resident", "", "居民"),
        add_account(folder, "volunteer", "community-volunteer", "李秀英"),
        add_account(folder, "officer", "officer", "陈晓东"),
        add_account(folder, "dispatcher", "", "林晓"),
    };
};

} // namespace

BOOST_AUTO_TEST_SUITE(the_story)

BOOST_AUTO_TEST_CASE(is_played_to_the_outcome_and_a_volunteer_hears_nothing_of_it) {
    const District district;
    const ServerProcess server{district.folder};
    Story story{district.tokens};
    story.connect(server.port(), false);
    for (const auto& step : story.steps()) {
        BOOST_TEST_CONTEXT(step.name) {
            step.play();
        }
    }
    BOOST_TEST(story.missing(server.port()) == "");
    const auto offers = story.volunteer.told("offer");
    BOOST_REQUIRE_EQUAL(offers.size(), 1U);
    BOOST_TEST(offers[0].at("kind") == "elder-missing");
}

BOOST_AUTO_TEST_CASE(goes_on_after_sigkill_between_any_two_steps_and_nothing_acknowledged_is_missing
) {
    // One server's life a step: each is killed after its step, so the journal goes through every
    // kill.
    const District district;
    Story story{district.tokens};
    bool first = true;
    for (const auto& step : story.steps()) {
        BOOST_TEST_CONTEXT("killed before: " << step.name) {
            ServerProcess server{district.folder};
            story.connect(server.port(), !first);
            BOOST_TEST(story.missing(server.port()) == "");
            step.play();
            first = false;
            server.kill();
        }
    }
    const ServerProcess server{district.folder};
    BOOST_TEST(story.missing(server.port()) == "");
}

BOOST_AUTO_TEST_CASE(resumes_without_a_snapshot_after_a_short_break) {
    const District district;
    ServerProcess server{district.folder};
    Story story{district.tokens};
    story.connect(server.port(), false);
    const auto steps = story.steps();
    for (std::size_t i = 0; i < 4; ++i) {
        steps[i].play();
    }
    story.connect(server.port(), true);
    BOOST_TEST(story.dispatcher.resumed());
    BOOST_TEST(story.reporter.resumed());
    server.kill();
    const ServerProcess again{district.folder};
    story.connect(again.port(), true);
    BOOST_TEST(story.dispatcher.resumed());
}

BOOST_AUTO_TEST_CASE(gives_a_repeated_command_its_first_answer_also_after_a_kill) {
    const District district;
    Story story{district.tokens};
    Json first;
    {
        ServerProcess server{district.folder};
        story.connect(server.port(), false);
        const auto steps = story.steps();
        for (std::size_t i = 0; i < 3; ++i) {
            steps[i].play();
        }
        first = story.reporter.last_answer();
        server.kill();
    }
    const ServerProcess server{district.folder};
    story.connect(server.port(), true);
    BOOST_TEST(story.reporter.repeat() == first);
    BOOST_TEST(story.dispatcher.told("tip-received").size() <= 1U);
}

BOOST_AUTO_TEST_CASE(sigterm_tells_clients_to_come_back_and_ends_in_order) {
    const District district;
    ServerProcess server{district.folder};
    dageng::support::WsClient idle{server.port()};
    Story story{district.tokens};
    story.connect(server.port(), false);
    BOOST_TEST(server.terminate() == 0);
    BOOST_TEST(idle.receive_close() == 1012);
    const ServerProcess again{district.folder};
    story.connect(again.port(), true);
    BOOST_TEST(story.dispatcher.resumed());
}

BOOST_AUTO_TEST_SUITE_END()
