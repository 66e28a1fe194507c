#include "protocol/json_write.hpp"
#include "protocol/time_text.hpp"
#include "server/app/replay.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/town_journal.hpp"

#include <boost/test/unit_test.hpp>

// Server/app/replay.cpp: a district as of any moment, from its journal.
using namespace dageng;
using namespace dageng::test;

namespace {

/// A town with a tip that somebody accepts, and its digest after each of its decisions.
struct Recorded {
    Recorded() {
        volunteer = town.on_duty(centre);
        incident = town.incident_of(town.tip(town.person(Role::resident)));
        offered = town.state().last;
        digest_offered = town.digest();
        state_offered = town.state_of(town.current(volunteer));
        town.pass(2'000);
        town.say(volunteer, protocol::AcceptOffer{town.current(volunteer)});
        write_journal(town, folder.path());
    }

    TemporaryFolder folder;
    Town town;
    PersonId volunteer;
    IncidentId incident;
    protocol::Offset offered = 0;
    std::string digest_offered;
    AssignmentState state_offered{};
};

std::string moment(TimeMs time) {
    std::string text;
    protocol::append_time(text, time);
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(replay)

BOOST_FIXTURE_TEST_CASE(the_whole_journal_gives_the_state_that_the_district_has, Recorded) {
    const auto then = app::district_then(folder.path(), *app::replay_end(""));
    BOOST_TEST_REQUIRE(static_cast<bool>(then));
    BOOST_TEST(then->digest.value == town.digest());
    BOOST_TEST(then->n == town.state().last);
    BOOST_TEST_REQUIRE(then->open.size() == 1U);
    BOOST_TEST((then->open[0].incident == incident));
    BOOST_TEST((then->open[0].state == protocol::IncidentState::responding));
    BOOST_TEST((then->open[0].responders.at(0).state == AssignmentState::en_route));
}

BOOST_FIXTURE_TEST_CASE(up_to_an_event_it_is_as_it_was_then, Recorded) {
    const auto then = app::district_then(folder.path(), *app::replay_end(std::to_string(offered)));
    BOOST_TEST_REQUIRE(static_cast<bool>(then));
    BOOST_TEST(then->n == offered);
    BOOST_TEST(then->digest.value == digest_offered);
    BOOST_TEST(then->digest.value != town.digest());
    const auto& responder = then->open.at(0).responders.at(0);
    BOOST_TEST((responder.person == volunteer));
    BOOST_TEST((responder.state == state_offered));
    BOOST_TEST(!responder.answered_at.has_value());
}

BOOST_FIXTURE_TEST_CASE(up_to_a_moment_it_is_as_it_was_then, Recorded) {
    const TimeMs before{town.now.value - 1};
    const auto then = app::district_then(folder.path(), *app::replay_end(moment(before)));
    BOOST_TEST_REQUIRE(static_cast<bool>(then));
    BOOST_TEST((then->at <= before));
    BOOST_TEST(then->digest.value != town.digest());
    BOOST_TEST((then->open.at(0).responders.at(0).state != AssignmentState::en_route));
}

BOOST_FIXTURE_TEST_CASE(nothing_in_the_folder_changes_while_a_server_has_it_open, Recorded) {
    const journal::SqliteJournal in_use{folder / "journal.db"};
    const auto then = app::district_then(folder.path(), {});
    BOOST_TEST_REQUIRE(static_cast<bool>(then));
    BOOST_TEST(then->n == in_use.head().last);
}

BOOST_FIXTURE_TEST_CASE(it_is_told_in_lines_and_as_json, Recorded) {
    const auto then = app::district_then(folder.path(), {});
    const std::string lines = app::to_lines(*then);
    BOOST_TEST(lines.find("incidents  open 1  ended 0\n") != std::string::npos);
    BOOST_TEST(
        lines.find("  account " + std::to_string(volunteer.value) + "  ") != std::string::npos
    );
    BOOST_TEST(lines.find("digest " + town.digest() + "\n") != std::string::npos);
    const std::string json = protocol::to_json(*then);
    BOOST_TEST(json.find("\"state\":\"responding\"") != std::string::npos);
    BOOST_TEST(json.find("\"digest\":\"" + town.digest() + "\"") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(
    before_the_first_event_and_after_the_last_number_there_is_nothing, Recorded
) {
    const auto early = app::district_then(folder.path(), *app::replay_end("1970-01-02T00:00:00Z"));
    BOOST_TEST(!static_cast<bool>(early));
    const auto late =
        app::district_then(folder.path(), *app::replay_end(std::to_string(town.state().last + 1)));
    BOOST_TEST_REQUIRE(!static_cast<bool>(late));
    BOOST_TEST(
        late.refusal().detail == "the journal ends with event " + std::to_string(town.state().last)
    );
}

BOOST_AUTO_TEST_CASE(a_moment_is_a_time_or_an_event) {
    BOOST_TEST(
        (app::replay_end("2025-11-24T10:08:40Z")->at ==
         protocol::time_from_text("2025-11-24T10:08:40.000Z"))
    );
    BOOST_TEST(
        (app::replay_end("2025-11-24T10:08:40.123Z")->at ==
         protocol::time_from_text("2025-11-24T10:08:40.123Z"))
    );
    BOOST_TEST((app::replay_end("4711")->n == protocol::Offset{4711}));
    for (const auto* bad : {"0", "-1", "yesterday", "2025-11-24", "4711x", "10:08"}) {
        BOOST_TEST(!static_cast<bool>(app::replay_end(bad)), bad);
    }
}

BOOST_AUTO_TEST_CASE(a_folder_without_a_journal_is_refused) {
    const TemporaryFolder empty;
    BOOST_CHECK_THROW((void)app::district_then(empty.path(), {}), journal::JournalError);
}

BOOST_AUTO_TEST_SUITE_END()
