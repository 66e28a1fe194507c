#include "protocol/json_write.hpp"
#include "server/engine/decision_text.hpp"
#include "server/engine/search.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

// Server/engine/search.cpp, search_rules.cpp: what a search looks through, and what of it is on
// record.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

Catalogue catalogue_with_posts() {
    Catalogue catalogue = small_catalogue();
    for (const char* unit : {"north-post", "south-post"}) {
        catalogue.units.items.push_back({{unit}, {{unit}, {unit}}});
    }
    return catalogue;
}

struct Searching {
    Searching() : town(catalogue_with_posts()) {
        desk = town.person(Role::dispatcher);
        reporter = town.person(Role::resident);
    }

    /// An incident of its own, of somebody who said something.
    IncidentId
    reported(std::string words, LatLon at = centre, std::string_view kind = "suggestion") {
        ReportTip report;
        report.kind = {std::string(kind)};
        report.place = {at, {10}};
        report.words = sealed<Words>(std::move(words));
        tip = town.say(reporter, report).as<TipAnswer>().tip;
        return town.incident_of(tip);
    }

    void close(IncidentId incident, std::string words, std::string disposition = "resolved") {
        CloseIncident closing{incident, {std::move(disposition)}, {}, {}};
        closing.words = sealed<Words>(std::move(words));
        BOOST_REQUIRE(!town.say(desk, closing).refused);
    }

    static SearchIncidents words(std::string text) {
        SearchIncidents query;
        query.words = SearchWords{Text<0, 100>{std::move(text)}};
        return query;
    }

    /// Looks in portions of so many incidents and texts.
    IncidentsFound
    look(const SearchIncidents& query, std::size_t most = 1'000, std::size_t texts = 1'000) const {
        engine::Search search{{"search-1"}, query};
        for (int portions = 0; !search.look(town.state(), opener(), most, texts); ++portions) {
            BOOST_REQUIRE(portions < 10'000);
        }
        return search.found();
    }

    std::vector<IncidentId> found(const SearchIncidents& query) const {
        std::vector<IncidentId> ids;
        for (const FoundIncident& one : look(query).found.items) {
            ids.push_back(one.incident);
        }
        return ids;
    }

    bool only(const SearchIncidents& query, std::vector<IncidentId> wanted) const {
        return found(query) == wanted;
    }

    ErrorCode refusal(const SearchIncidents& query) {
        return town.say(desk, query).refused.value();
    }

    Town town;
    PersonId desk;
    PersonId reporter;
    TipId tip;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(search, Searching)

BOOST_AUTO_TEST_CASE(what_a_reporter_said_is_found_while_the_incident_is_open_and_not_afterwards) {
    const auto incident = reported("a RED coat, near the bridge");
    reported("a blue coat", metres(3'000));
    BOOST_TEST(only(words("red coat"), {incident}));
    BOOST_TEST((look(words("Coat BRIDGE")).found.items.at(0).by == FoundBy::tips));
    BOOST_TEST(found(words("red boat")).empty());
    close(incident, "went home");
    BOOST_TEST(found(words("red")).empty());
    BOOST_TEST(only(words("went home"), {incident}));
    BOOST_TEST((look(words("home")).found.items.at(0).by == FoundBy::closing));
}

BOOST_AUTO_TEST_CASE(what_was_added_later_is_looked_through_too_and_what_was_taken_back_is_not) {
    const auto incident = reported("a coat");
    AddToTip more;
    more.tip = tip;
    more.words = sealed<Words>("with a grey dog");
    BOOST_REQUIRE(!town.say(reporter, more).refused);
    BOOST_TEST(only(words("coat grey"), {incident}));
    BOOST_REQUIRE(!town.say(reporter, WithdrawTip{tip}).refused);
    BOOST_TEST(found(words("coat")).empty());
}

BOOST_AUTO_TEST_CASE(words_whose_key_is_gone_are_found_by_nobody) {
    const auto incident = reported("a coat");
    engine::Search search{{"search-1"}, words("coat")};
    const Opener without_keys = [](const Sealed&) { return std::nullopt; };
    BOOST_TEST(search.look(town.state(), without_keys, 1'000, 1'000));
    BOOST_TEST(search.found().found.items.empty());
    BOOST_TEST(only(words("coat"), {incident}));
}

BOOST_AUTO_TEST_CASE(number_kind_place_time_and_disposition_each_narrow_it) {
    const auto old = reported("one");
    close(old, "done");
    town.pass(3'600'000);
    const auto later = reported("two", metres(5'000), "elder-missing");
    SearchIncidents query;
    query.code.value = town.incident(later).code.value.substr(3);
    std::transform(
        query.code.value.begin(),
        query.code.value.end(),
        query.code.value.begin(),
        [](char c) { return static_cast<char>(std::tolower(c)); }
    );
    BOOST_TEST(only(query, {later}));
    query = {};
    query.kind = Slug{"elder-missing"};
    BOOST_TEST(only(query, {later}));
    query = {};
    query.disposition = Slug{"resolved"};
    BOOST_TEST(only(query, {old}));
    query = {};
    query.from = town.incident(old).opened_at;
    BOOST_TEST(only(query, {later, old}));
    query.until = town.incident(later).opened_at;
    BOOST_TEST(only(query, {old}));
    query = {};
    query.part = Part{metres(4'000, -1'000), metres(6'000, 1'000)};
    BOOST_TEST(only(query, {later}));
    query.disposition = Slug{"resolved"};
    BOOST_TEST(found(query).empty());
}

BOOST_AUTO_TEST_CASE(a_unit_is_found_where_somebody_of_it_was_asked) {
    reported("nobody is asked", metres(9'000));
    engine::NewPerson member{
        Role::volunteer, Slug{"community-volunteer"}, {}, {}, Slug{"north-post"}
    };
    town.on_duty(metres(50), member);
    const auto incident = reported("where is she", centre, "elder-missing");
    SearchIncidents query;
    query.unit = Slug{"north-post"};
    BOOST_TEST(only(query, {incident}));
    query.unit = Slug{"south-post"};
    BOOST_TEST(found(query).empty());
}

BOOST_AUTO_TEST_CASE(the_newest_fifty_are_given_and_that_there_are_more_is_said) {
    for (int i = 0; i < 50; ++i) {
        reported("the same", metres(i * 2'000 - 50'000));
    }
    BOOST_TEST(look(words("same")).found.items.size() == 50U);
    BOOST_TEST(!look(words("same")).more);
    const auto newest = reported("the same", metres(60'000));
    const auto found = look(words("same"));
    BOOST_TEST(found.found.items.size() == 50U);
    BOOST_TEST(found.more);
    BOOST_TEST((found.found.items.front().incident == newest));
}

BOOST_AUTO_TEST_CASE(in_small_portions_it_finds_the_same) {
    for (int i = 0; i < 20; ++i) {
        const auto incident = reported(i % 3 == 0 ? "a coat" : "a dog", metres(i * 2'000));
        if (i % 2 == 0) {
            close(incident, "no coat");
        }
    }
    const std::string whole = to_json(look(words("coat")));
    BOOST_TEST(to_json(look(words("coat"), 1)) == whole);
    BOOST_TEST(to_json(look(words("coat"), 1'000, 1)) == whole);
}

BOOST_AUTO_TEST_CASE(a_search_for_nothing_or_for_what_cannot_be_is_refused) {
    BOOST_TEST((refusal({}) == ErrorCode::bad_field));
    BOOST_TEST((refusal(words(" \t ")) == ErrorCode::bad_field));
    SearchIncidents query;
    query.from = town.now;
    query.until = town.now;
    BOOST_TEST((refusal(query) == ErrorCode::bad_field));
    query = {};
    query.part = Part{metres(10), metres(0)};
    BOOST_TEST((refusal(query) == ErrorCode::bad_field));
}

BOOST_AUTO_TEST_CASE(a_search_is_on_record_without_its_words_and_tells_nobody) {
    auto query = words("zhang the reporter");
    query.kind = Slug{"suggestion"};
    town.take_events();
    town.notices.clear();
    const auto said = town.say(desk, query, "search-command-1");
    BOOST_TEST((said.as<SearchAnswer>().search == ClientId{"search-command-1"}));
    const auto searched = town.take<engine::IncidentsSearched>();
    BOOST_TEST_REQUIRE(searched.size() == 1U);
    BOOST_TEST((searched[0].by == desk));
    BOOST_TEST(searched[0].words == 3U);
    BOOST_TEST((searched[0].kind == Slug{"suggestion"}));
    BOOST_TEST(engine::to_text(town.records.back()).find("zhang") == std::string::npos);
    BOOST_TEST(town.notices.empty());
    BOOST_TEST(town.say(desk, query, "search-command-1").repeated != "");
}

BOOST_AUTO_TEST_SUITE_END()
