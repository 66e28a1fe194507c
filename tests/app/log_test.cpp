#include "server/app/log.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

// Server/app/log.cpp: each line is JSON, whoever says it.
using namespace dageng;
using Json = nlohmann::json;

namespace {

/// What goes to standard error while it lives.
class Heard {
  public:
    Heard() : before_(::dup(STDERR_FILENO)) {
        const int file = ::open((folder_ / "log").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        ::dup2(file, STDERR_FILENO);
        ::close(file);
    }
    ~Heard() { end(); }
    Heard(const Heard&) = delete;
    Heard& operator=(const Heard&) = delete;

    std::vector<Json> lines() {
        end();
        std::ifstream file(folder_ / "log");
        std::vector<Json> lines;
        for (std::string line; std::getline(file, line);) {
            lines.push_back(Json::parse(line));
        }
        return lines;
    }

  private:
    void end() {
        if (before_ >= 0) {
            std::fflush(stderr);
            ::dup2(before_, STDERR_FILENO);
            ::close(std::exchange(before_, -1));
        }
    }

    TemporaryFolder folder_;
    int before_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(server_log)

BOOST_AUTO_TEST_CASE(what_any_room_says_is_an_object_a_line) {
    Heard heard;
    app::start_log("info");
    app::log_info("ready", {{"port", std::int64_t{80}}, {"why", std::string("a \"reason\"")}});
    spdlog::warn("can't read {}", "\"a file\"\nof two lines");
    spdlog::debug("not worth a line");
    app::log_error("over");
    const auto lines = heard.lines();
    BOOST_REQUIRE(lines.size() == 3U);
    BOOST_TEST(lines[0].at("message") == "ready");
    BOOST_TEST(lines[0].at("port") == 80);
    BOOST_TEST(lines[0].at("why") == "a \"reason\"");
    BOOST_TEST(lines[1].at("level") == "warning");
    BOOST_TEST(lines[1].at("message") == "can't read \"a file\"\nof two lines");
    BOOST_TEST(lines[2].at("level") == "error");
    for (const Json& line : lines) {
        BOOST_TEST(std::string(line.at("time")).back() == 'Z');
    }
}

BOOST_AUTO_TEST_SUITE_END()
