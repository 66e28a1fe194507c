#include "server/app/settings_options.hpp"

#include <CLI/CLI.hpp>
#include <boost/test/unit_test.hpp>

#include <string>

using dageng::app::SettingOptions;

BOOST_AUTO_TEST_SUITE(settings_options)

BOOST_AUTO_TEST_CASE(options_reach_the_settings) {
    CLI::App command;
    const SettingOptions options{command};
    command.parse("--port 9001 --listen ::1 --data run-data --web pages --boundary b.geojson "
                  "--base-map roads.geojson --base-map metro.geojson");
    const auto settings = options.load();
    BOOST_REQUIRE(bool{settings});
    BOOST_TEST(settings->server.port == 9001);
    BOOST_TEST(settings->server.listen == "::1");
    BOOST_TEST(settings->data.folder == "run-data");
    BOOST_TEST(settings->server.web == "pages");
    BOOST_TEST(settings->district.boundary == "b.geojson");
    BOOST_TEST(settings->district.base_map.size() == 2U);
    BOOST_TEST(settings->district.base_map.front() == "roads.geojson");
}

BOOST_AUTO_TEST_CASE(without_options_the_usual_file_is_read) {
    CLI::App command;
    const SettingOptions options{command};
    command.parse("");
    const auto settings = options.load();
    BOOST_REQUIRE(bool{settings});
    BOOST_TEST(settings->server.port == 8080);
}

BOOST_AUTO_TEST_CASE(a_named_file_must_be_there) {
    CLI::App command;
    const SettingOptions options{command};
    command.parse("--config no/such.toml");
    BOOST_TEST(!options.load());
}

BOOST_AUTO_TEST_CASE(an_option_given_twice_and_an_unknown_one_are_refused) {
    for (const char* line : {"--port 1 --port 2", "--prot 1", "--port"}) {
        CLI::App command;
        const SettingOptions options{command};
        BOOST_CHECK_THROW(command.parse(line), CLI::ParseError);
    }
}

BOOST_AUTO_TEST_SUITE_END()
