#include "server/app/settings.hpp"
#include "tests/app/scratch_file.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using dageng::app::documented_settings;
using dageng::app::GivenOption;
using dageng::app::load_settings;
using dageng::app::Setting;
using dageng::app::Settings;
using dageng::app::settings_table;
using dageng::app::tests::ScratchFile;

namespace {

Settings loaded(const std::string& text, const std::vector<GivenOption>& options = {}) {
    const ScratchFile file{text};
    const auto settings = load_settings(file.path(), options);
    BOOST_REQUIRE_MESSAGE(bool{settings}, text);
    return *settings;
}

/// The complaints about a text, the file's name cut away.
std::string complaints(const std::string& text) {
    const ScratchFile file{text};
    const auto settings = load_settings(file.path(), {});
    BOOST_REQUIRE_MESSAGE(!settings, text);
    std::string told = settings.refusal().detail;
    for (auto at = told.find(file.name()); at != std::string::npos; at = told.find(file.name())) {
        told.erase(at, file.name().size() + 1);
    }
    return told;
}

std::string option_complaint(const GivenOption& option) {
    const auto settings = load_settings(std::nullopt, std::vector{option});
    BOOST_REQUIRE(!settings);
    return settings.refusal().detail;
}

} // namespace

BOOST_AUTO_TEST_SUITE(settings)

BOOST_AUTO_TEST_CASE(without_a_file_the_defaults_hold) {
    const auto settings = load_settings(std::nullopt, {});
    BOOST_REQUIRE(bool{settings});
    BOOST_TEST(settings->server.listen == "127.0.0.1");
    BOOST_TEST(settings->server.port == 8080);
    BOOST_TEST(settings->data.folder == "data");
    BOOST_TEST(settings->district.catalogue == "config/plans.toml");
    BOOST_TEST(settings->log.level == "info");
}

BOOST_AUTO_TEST_CASE(what_the_file_says_takes_the_place_of_the_default) {
    const Settings settings = loaded(R"(
        [server]
        port = 0
        [district]
        base_map = ["roads.geojson", "metro.geojson.gz"]
        [log]
        level = "debug"
    )");
    BOOST_TEST(settings.server.port == 0);
    BOOST_TEST(settings.server.listen == "127.0.0.1");
    BOOST_TEST(settings.district.base_map.size() == 2U);
    BOOST_TEST(settings.district.base_map.back() == "metro.geojson.gz");
    BOOST_TEST(settings.log.level == "debug");
}

BOOST_AUTO_TEST_CASE(the_command_line_comes_before_the_file) {
    const Settings settings = loaded(
        "[server]\nport = 9000\nlisten = \"::1\"",
        {{"--port", {"9001"}}, {"--base-map", {"a.geojson", "b.geojson"}}}
    );
    BOOST_TEST(settings.server.port == 9001);
    BOOST_TEST(settings.server.listen == "::1");
    BOOST_TEST(settings.district.base_map.size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_refused_with_its_place_and_the_known_ones) {
    BOOST_TEST(
        complaints("[server]\n  prot = 9000\n") ==
        "2:3: server.prot: unknown key; expected one of listen, port, certificate, "
        "certificate_key, io_threads, web"
    );
    BOOST_TEST(
        complaints("\n[sever]\nport = 9000\n") ==
        "2:2: sever: expected one of the sections server, data, accounts, district, limits, log"
    );
    BOOST_TEST(
        complaints("port = 9000\n") ==
        "1:1: port: expected one of the sections server, data, accounts, district, limits, log"
    );
    BOOST_TEST(
        complaints("server = 9000\n") ==
        "1:1: server: expected one of the sections server, data, accounts, district, limits, log"
    );
}

BOOST_AUTO_TEST_CASE(a_wrong_value_is_refused_with_what_was_expected) {
    const std::string port = "2:8: server.port: expected a whole number from 0 to 65535, got ";
    BOOST_TEST(complaints("[server]\nport = 70000\n") == port + "70000");
    BOOST_TEST(complaints("[server]\nport = -1\n") == port + "-1");
    BOOST_TEST(complaints("[server]\nport = \"8080\"\n") == port + "\"8080\"");
    BOOST_TEST(complaints("[server]\nport = 8080.0\n") == port + "8080.0");
    BOOST_TEST(complaints("[server]\nport = true\n") == port + "true");
    BOOST_TEST(
        complaints("[data]\nfolder = \"\"\n") ==
        "2:10: data.folder: expected a text of 1 to 1000 bytes, got \"\""
    );
    BOOST_TEST(
        complaints("[log]\nlevel = \"loud\"\n") ==
        "2:9: log.level: expected one of \"trace\", \"debug\", \"info\", \"warning\", \"error\", "
        "got \"loud\""
    );
    const std::string list = "2:12: district.base_map: expected a list of at most 16 texts, each "
                             "of 1 to 1000 bytes, got ";
    BOOST_TEST(complaints("[district]\nbase_map = \"a\"\n") == list + "\"a\"");
    BOOST_TEST(complaints("[district]\nbase_map = [1]\n") == list + "[ 1 ]");
}

BOOST_AUTO_TEST_CASE(all_that_is_wrong_is_told_at_once_in_the_order_of_the_file) {
    BOOST_TEST(
        complaints("[log]\nlevel = 1\n[server]\nport = 70000\nhost = \"x\"\n") ==
        "2:9: log.level: expected one of \"trace\", \"debug\", \"info\", \"warning\", \"error\", "
        "got 1\n"
        "4:8: server.port: expected a whole number from 0 to 65535, got 70000\n"
        "5:1: server.host: unknown key; expected one of listen, port, certificate, "
        "certificate_key, io_threads, web"
    );
}

BOOST_AUTO_TEST_CASE(a_text_that_is_no_toml_is_refused_with_its_place) {
    const std::string told = complaints("[server]\nport = \n");
    BOOST_TEST(told.substr(0, 2) == "2:", told);
    const std::string twice = complaints("[server]\nport = 1\nport = 2\n");
    BOOST_TEST(twice.substr(0, 2) == "3:", twice);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_refused_by_name) {
    const auto settings = load_settings("no/such/dageng.toml", {});
    BOOST_REQUIRE(!settings);
    BOOST_TEST(settings.refusal().detail.find("no/such/dageng.toml: can't be read") == 0U);
}

BOOST_AUTO_TEST_CASE(a_wrong_option_is_refused_with_its_name) {
    const std::string port = "--port: expected a whole number from 0 to 65535, got ";
    BOOST_TEST(option_complaint({"--port", {"99999"}}) == port + "99999");
    BOOST_TEST(option_complaint({"--port", {"80x"}}) == port + "80x");
    BOOST_TEST(
        option_complaint({"--port", {"99999999999999999999"}}) == port + "99999999999999999999"
    );
}

BOOST_AUTO_TEST_CASE(every_setting_is_whole) {
    const Settings defaults;
    std::set<std::string_view> seen;
    for (const Setting& setting : settings_table()) {
        BOOST_TEST(seen.insert(setting.key).second, setting.key << " stands twice");
        BOOST_TEST(setting.key.find('.') != std::string_view::npos, setting.key);
        BOOST_TEST(setting.sentence.ends_with('.'), setting.key);
        BOOST_TEST(
            setting.allows(setting.get(defaults)), setting.key << ": its default is refused"
        );
        BOOST_TEST((setting.option.empty() || setting.option.starts_with("--")), setting.key);
    }
}

BOOST_AUTO_TEST_CASE(the_documented_file_is_what_the_table_says) {
    std::ifstream file{"config/dageng.toml"};
    std::stringstream text;
    text << file.rdbuf();
    BOOST_TEST(
        text.str() == documented_settings(),
        "config/dageng.toml is stale: mend it with `dageng settings > config/dageng.toml`"
    );
}

BOOST_AUTO_TEST_CASE(the_documented_file_says_the_defaults) {
    const auto settings = load_settings("config/dageng.toml", {});
    BOOST_REQUIRE(bool{settings});
    const Settings defaults;
    for (const Setting& setting : settings_table()) {
        BOOST_TEST((setting.get(*settings) == setting.get(defaults)), setting.key);
    }
}

BOOST_AUTO_TEST_SUITE_END()
