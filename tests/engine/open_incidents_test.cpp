#include "server/engine/open_incidents.hpp"

#include <boost/test/unit_test.hpp>

using namespace dageng;
using engine::OpenIncident;
using engine::OpenIncidents;

namespace {

OpenIncident incident(std::uint64_t id, std::uint32_t accuracy_m = 10) {
    return {{id}, {399'000'000, 1'164'000'000}, accuracy_m, false, {1000}};
}

} // namespace

BOOST_AUTO_TEST_SUITE(open_incidents)

BOOST_AUTO_TEST_CASE(they_stand_in_the_order_of_their_numbers_however_they_come) {
    OpenIncidents open;
    for (const std::uint64_t id : {5U, 2U, 9U, 7U}) {
        open.put(incident(id));
    }
    std::vector<std::uint64_t> ids;
    for (const OpenIncident& one : open) {
        ids.push_back(one.id.value);
    }
    BOOST_TEST(ids == (std::vector<std::uint64_t>{2, 5, 7, 9}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(one_that_is_put_again_takes_its_own_place) {
    OpenIncidents open;
    open.put(incident(3));
    open.put(incident(3, 80));
    BOOST_TEST(open.size() == 1U);
    BOOST_REQUIRE(open.find({3}) != nullptr);
    BOOST_TEST(open.find({3})->accuracy_m == 80U);
}

BOOST_AUTO_TEST_CASE(one_that_is_dropped_is_not_found_and_dropping_nothing_is_nothing) {
    OpenIncidents open;
    open.put(incident(3));
    open.put(incident(4));
    open.drop({3});
    open.drop({8});
    BOOST_TEST(open.find({3}) == nullptr);
    BOOST_TEST(open.find({4}) != nullptr);
    BOOST_TEST(open.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
