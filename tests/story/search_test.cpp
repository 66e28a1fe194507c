#include "tests/story/client.hpp"
#include "tests/story/server_process.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>

// A dispatcher looks for incidents; what is looked for is on record, and its words nowhere.
using namespace dageng;
using story::Client;
using story::Json;

namespace {

struct Desk {
    Desk() {
        desk.connect(server.port(), false);
        desk.say(
            "watch-map",
            {{"south_west", {{"lat", 39.9}, {"lon", 116.4}}},
             {"north_east", {{"lat", 39.95}, {"lon", 116.5}}},
             {"metres_per_pixel", 10}}
        );
    }

    void call(const std::string& words) {
        desk.say(
            "take-call",
            {{"kind", "elder-missing"},
             {"place", {{"at", {{"lat", 39.93}, {"lon", 116.44}}}, {"accuracy_m", 50}}},
             {"words", words},
             {"channel", "telephone"}}
        );
    }

    Json find(const Json& query) {
        const std::string id = desk.say("search-incidents", query).at("search");
        return desk.await("incidents-found", [&](const Json& one) {
            return one.at("search") == id;
        });
    }

    std::string searches(const std::vector<std::string>& options = {}) const {
        std::vector<std::string> words{"searches", "--data", folder.string()};
        words.insert(words.end(), options.begin(), options.end());
        const auto run = story::run_dageng(words);
        BOOST_REQUIRE_MESSAGE(run.status == 0, run.output);
        return run.output;
    }

    bool stands_in_a_file(const std::string& text) const {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (!entry.is_regular_file()) {
                continue;
            }
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string all{std::istreambuf_iterator<char>(file), {}};
            if (all.find(text) != std::string::npos) {
                return true;
            }
        }
        return false;
    }

    TemporaryFolder scratch;
    std::filesystem::path folder = scratch / "district";
    Client desk{story::add_account(folder, "dispatcher", "", "the desk"), "the-desk-1"};
    story::ServerProcess server{folder};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(search, Desk)

BOOST_AUTO_TEST_CASE(what_was_said_is_found_and_the_search_is_on_record_without_its_words) {
    call("a grey coat and a walking stick");
    const Json found = find({{"words", "Walking GREY"}, {"kind", "elder-missing"}});
    BOOST_TEST(found.at("found").size() == 1U);
    BOOST_TEST(found.at("more") == false);
    BOOST_TEST(find({{"words", "zebracrossing"}}).at("found").empty());
    const std::string all = searches();
    BOOST_TEST(all.find("account 1 looked for 2 words, kind elder-missing") != std::string::npos);
    BOOST_TEST(all.find("account 1 looked for 1 word\n") != std::string::npos);
    BOOST_TEST(searches({"--words", "ZebraCrossing"}).find("kind") == std::string::npos);
    BOOST_TEST(searches({"--words", "ZebraCrossing"}).find("1 word") != std::string::npos);
    BOOST_TEST(searches({"--words", "giraffe"}).find("looked for") == std::string::npos);
    BOOST_TEST(!stands_in_a_file("zebracrossing"));
    BOOST_TEST(!stands_in_a_file("walking"));
    BOOST_TEST(stands_in_a_file("incidents-searched"));
}

BOOST_AUTO_TEST_CASE(a_search_for_nothing_is_refused_and_named) {
    const Json answer = desk.ask("search-incidents", Json::object());
    BOOST_TEST(answer.at("error").at("code") == "bad-field");
    BOOST_TEST(answer.at("error").at("field") == "data.words");
}

BOOST_AUTO_TEST_SUITE_END()
