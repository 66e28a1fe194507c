#include "server/app/catalogue_file.hpp"
#include "tests/app/scratch_file.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>
#include <string>

using dageng::app::read_catalogue;
using dageng::app::tests::ScratchFile;

/// What the catalogue says of duplicates and referrals, on the district's own file.
namespace {

std::string given_out() {
    std::ifstream file("config/plans.toml", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string with(const std::string& from, const std::string& to) {
    std::string text = given_out();
    const auto at = text.find(from);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, from);
    return text.replace(at, from.size(), to);
}

void refused(const std::string& text, const std::string& expected) {
    const ScratchFile file{text};
    const auto catalogue = read_catalogue(file.path());
    BOOST_REQUIRE_MESSAGE(!catalogue, expected);
    const std::string& told = catalogue.refusal().detail;
    BOOST_TEST(told.find(expected) != std::string::npos, told);
}

} // namespace

BOOST_AUTO_TEST_SUITE(triage_catalogue)

BOOST_AUTO_TEST_CASE(duplicates_and_referrals_are_read) {
    const ScratchFile file{given_out()};
    const auto catalogue = read_catalogue(file.path());
    BOOST_REQUIRE(bool{catalogue});
    BOOST_REQUIRE(catalogue->duplicates.has_value());
    BOOST_TEST(catalogue->duplicates->propose.value < catalogue->duplicates->attach.value);
    BOOST_TEST(!catalogue->duplicates->kinds.items.empty());
    BOOST_REQUIRE(catalogue->referrals.has_value());
    BOOST_TEST(catalogue->referrals->targets.items.size() > 1U);
    BOOST_REQUIRE(catalogue->referrals->outside.has_value());
    BOOST_TEST(catalogue->referrals->outside->value == "neighbour-district");
}

BOOST_AUTO_TEST_CASE(both_may_be_left_out) {
    const std::string text = given_out();
    const ScratchFile file{text.substr(0, text.find("\n[duplicates]"))};
    const auto catalogue = read_catalogue(file.path());
    BOOST_REQUIRE(bool{catalogue});
    BOOST_TEST(!catalogue->duplicates.has_value());
    BOOST_TEST(!catalogue->referrals.has_value());
}

BOOST_AUTO_TEST_CASE(compatible_kinds_are_two_kinds_of_the_file) {
    refused(with("with = \"gas\"", "with = \"gass\""), "duplicates.kinds: expected a kind of this");
    refused(
        with("with = \"gas\"", "with = \"fire\""), "duplicates.kinds: expected two kinds: fire"
    );
}

BOOST_AUTO_TEST_CASE(proposing_begins_no_higher_than_attaching) {
    refused(
        with("attach = 400", "attach = 40"), "duplicates.propose: expected no more than attach"
    );
}

BOOST_AUTO_TEST_CASE(what_lies_outside_goes_to_a_target_of_the_file) {
    refused(
        with("outside = \"neighbour-district\"", "outside = \"moon\""),
        "referrals.outside: expected a target of this file: moon"
    );
    refused(
        with("target = \"police\"", "target = \"ambulance\""),
        "referrals.target: expected a name of its own: ambulance"
    );
}

BOOST_AUTO_TEST_SUITE_END()
