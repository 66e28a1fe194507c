#include "tests/story/plans_file.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

namespace dageng::story {

std::string shipped_plans() {
    std::ifstream stream("config/plans.toml");
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::string shipped_plans_with(const std::string& from, const std::string& to) {
    std::string text = shipped_plans();
    const auto at = text.find(from);
    BOOST_REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string plans_keeping(const std::string& times) {
    return shipped_plans_with(
        "retention = { words_days = 365, photos_days = 180, journal_days = 1825 }",
        "retention = { " + times + " }"
    );
}

} // namespace dageng::story
