#include "server/app/explain.hpp"
#include "server/district/sealing.hpp"
#include "server/engine/decision_text.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "server/vault/sqlite_vault.hpp"
#include "tests/engine/town.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

// Server/app/explain.cpp: why some were asked, from a data folder.
using namespace dageng;
using namespace dageng::test;

namespace {

constexpr std::int64_t day_ms = 24 * 3'600'000;

/// A data folder with a vault and the journal of a town where three of five were asked.
struct Recorded {
    Recorded() {
        for (int i = 1; i <= 5; ++i) {
            town.on_duty(metres(i * 62));
        }
        incident = town.incident_of(town.tip(town.person(Role::resident)));
        vault::SqliteVault vault{folder.path()};
        vault.make_keys({town.state().last_key});
        journal::SqliteJournal journal{folder / "journal.db"};
        engine::Engine engine;
        protocol::Offset first = 1;
        for (std::size_t i = 0; i < town.records.size(); ++i) {
            engine::DecisionRecord record = town.records[i];
            for (auto& event : record.events) {
                reseal(event, engine.state(), vault);
            }
            const auto events = static_cast<std::uint32_t>(record.events.size());
            journal.append({{first, events, town.times[i], engine::to_text(record)}});
            engine.apply(record, first, town.times[i]);
            first += events;
        }
    }

    /// The boxes of the town's make-believe vault become boxes of a true one.
    static void reseal(engine::Event& event, const engine::State& state, vault::Vault& vault) {
        if (auto* choice = std::get_if<engine::ChoiceExplained>(&event)) {
            choice->figures = clear(choice->figures);
            choice->next = clear(choice->next);
            district::seal_made(event, state, vault);
        }
        if (auto* offer = std::get_if<engine::OfferMade>(&event)) {
            const auto key = state.person(offer->person)->key;
            offer->name = protocol::PersonName{vault.seal(key, "name-of-somebody")};
        }
    }

    template <class P>
    static P clear(const P& value) {
        return value.is_sealed() ? P{{*opener()(value.sealed())}} : value;
    }

    std::string explained(TimeMs now = first_moment) const {
        const auto explained = app::explain(folder.path(), std::to_string(incident.value), now);
        BOOST_TEST_REQUIRE(static_cast<bool>(explained));
        return app::to_lines(*explained);
    }

    static bool holds(const std::string& text, std::string_view part) {
        return text.find(part) != std::string::npos;
    }

    TemporaryFolder folder;
    Town town;
    IncidentId incident;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(explain, Recorded)

BOOST_AUTO_TEST_CASE(who_was_asked_by_number_and_how_many_were_not_and_why) {
    const std::string lines = explained();
    BOOST_TEST(holds(lines, "opened wave 1, within 500 m"), lines);
    BOOST_TEST(holds(lines, "asked 3 by rule in wave 1, within 500 m"), lines);
    BOOST_TEST(holds(lines, ", community-volunteer, need 1, 61 m"), lines);
    BOOST_TEST(holds(lines, "not asked: 2 behind those chosen\n"), lines);
}

BOOST_AUTO_TEST_CASE(names_figures_and_who_was_next_in_line_stay_sealed_though_the_keys_are_there) {
    const std::string lines = explained();
    BOOST_TEST(holds(lines, "figures: sealed; dageng incident explain opens it"), lines);
    BOOST_TEST(holds(lines, "next in line: sealed"), lines);
    BOOST_TEST(!holds(lines, "name-of-somebody"), lines);
    BOOST_TEST(!holds(lines, "rank 3"), lines);
    BOOST_TEST(!holds(lines, "(rank 4"), lines);
}

BOOST_AUTO_TEST_CASE(a_server_may_have_the_folder_open_and_nothing_in_it_changes) {
    const journal::SqliteJournal journal{folder / "journal.db"};
    const vault::SqliteVault vault{folder.path()};
    const auto last = journal.head().last;
    BOOST_TEST(holds(explained(), "asked 3 by rule"));
    BOOST_TEST(journal.head().last == last);
}

BOOST_AUTO_TEST_CASE(after_thirty_days_it_says_that_those_next_in_line_are_no_longer_shown) {
    const std::string lines = explained(town.now + 31 * day_ms);
    BOOST_TEST(holds(lines, "next in line: no longer shown"), lines);
}

BOOST_AUTO_TEST_CASE(an_incident_is_named_by_its_code_too_and_one_that_is_not_there_is_refused) {
    const auto& code = town.incident(incident).code.value;
    const auto by_code = app::explain(folder.path(), code, first_moment);
    BOOST_TEST_REQUIRE(static_cast<bool>(by_code));
    BOOST_TEST(holds(by_code->json, "\"code\":\"" + code + "\""));
    BOOST_TEST(holds(by_code->json, "\"kind\":\"asked\""));
    const auto none = app::explain(folder.path(), "TN-0000-0000", first_moment);
    BOOST_TEST_REQUIRE(!static_cast<bool>(none));
    BOOST_TEST(none.refusal().detail == "the journal has no incident TN-0000-0000");
}

BOOST_AUTO_TEST_SUITE_END()
