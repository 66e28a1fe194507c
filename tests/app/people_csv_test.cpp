#include "server/app/people_csv.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

// Server/app/people_csv.cpp: lists of people and units as tables.
using namespace dageng;
using app::people_from_csv;
using app::units_from_csv;

namespace {

const std::string header =
    "number,role,category,trainings,unit,name,phone,service,until,contact,trainer,manager\n";

std::string why(const std::string& row) {
    const auto table = people_from_csv(header + row);
    BOOST_REQUIRE_EQUAL(table.bad.size(), 1U);
    BOOST_TEST(table.bad[0].row == 2U);
    return table.bad[0].why;
}

} // namespace

BOOST_AUTO_TEST_SUITE(people_csv)

BOOST_AUTO_TEST_CASE(a_row_says_who_somebody_is) {
    const auto table = people_from_csv(
        header +
        "12,volunteer,patrol,first-aid driving,station,\"Zhang, \"\"San\"\"\",+86 138 0000 "
        "0000,on-leave,2026-12-24T00:00:00.000Z,3,,4\r\n"
    );
    BOOST_REQUIRE(table.bad.empty());
    BOOST_REQUIRE_EQUAL(table.rows.size(), 1U);
    const auto& [row, line] = table.rows[0];
    BOOST_TEST(row == 2U);
    BOOST_TEST(line.number->value == 12);
    BOOST_TEST((line.role == protocol::Role::volunteer));
    BOOST_TEST(line.category->value == "patrol");
    BOOST_TEST(line.trainings.items.size() == 2U);
    BOOST_TEST(line.trainings.items[1].value == "driving");
    BOOST_TEST(line.name.value == "Zhang, \"San\"");
    BOOST_TEST(line.phone.value == "+86 138 0000 0000");
    BOOST_TEST((line.service == protocol::Service::on_leave));
    BOOST_TEST(line.until.has_value());
    BOOST_TEST(line.contact->value == 3);
    BOOST_TEST(!line.trainer);
}

BOOST_AUTO_TEST_CASE(what_goes_out_comes_in_again) {
    const std::string text = header + "12,volunteer,patrol,first-aid driving,station,\"Zhang, "
                                      "\"\"San\"\"\",138,on-leave,2026-12-24T00:00:00.000Z,3,,4\n"
                                      ",officer,officer,,,,,,,,,\n";
    const auto table = people_from_csv(text);
    BOOST_REQUIRE_EQUAL(table.rows.size(), 2U);
    std::string again = app::people_csv_header() + "\n";
    for (const auto& [row, line] : table.rows) {
        again += app::csv_row(line) + "\n";
    }
    BOOST_TEST(again == text);
}

BOOST_AUTO_TEST_CASE(
    what_a_spreadsheet_would_take_for_a_formula_goes_out_as_text_and_comes_in_as_it_was
) {
    app::PersonLine line;
    line.name.value = "=1+1";
    line.phone.value = "+86 138";
    const std::string row = app::csv_row(line);
    BOOST_TEST(row == ",volunteer,,,,'=1+1,'+86 138,,,,,");
    const auto table = people_from_csv(header + row);
    BOOST_REQUIRE_EQUAL(table.rows.size(), 1U);
    BOOST_TEST(table.rows[0].second.name.value == "=1+1");
    BOOST_TEST(table.rows[0].second.phone.value == "+86 138");
}

BOOST_AUTO_TEST_CASE(columns_may_come_in_any_order_behind_a_byte_order_mark_and_empty_rows) {
    const auto table = people_from_csv("\xef\xbb\xbfname,role,phone,number,category,unit,trainings,"
                                       "service,until,manager,trainer,contact\n"
                                       "\n,,,,,,,,,,,\nLi,volunteer,,,patrol,,,,,,,\n");
    BOOST_REQUIRE(table.bad.empty());
    BOOST_REQUIRE_EQUAL(table.rows.size(), 1U);
    BOOST_TEST(table.rows[0].first == 4U);
    BOOST_TEST(table.rows[0].second.name.value == "Li");
}

BOOST_AUTO_TEST_CASE(each_bad_row_is_told_with_its_number_and_field) {
    BOOST_TEST(why("x,volunteer,patrol,,,,,,,,,\n").starts_with("number: "));
    BOOST_TEST(why(",captain,,,,,,,,,,\n").starts_with("role: "));
    BOOST_TEST(why(",volunteer,Patrol!,,,,,,,,,\n").starts_with("category: "));
    BOOST_TEST(why(",volunteer,patrol,,,,,,tomorrow,,,\n").starts_with("until: "));
    BOOST_TEST(why(",volunteer,patrol,,,,,,,0,,\n").starts_with("contact: "));
    BOOST_TEST(why(",volunteer,patrol\n") == "3 fields, but the header has 12");
    BOOST_TEST(why(",volunteer,patrol,,,\"Zhang,,,,,,\n").starts_with("a quotation mark"));
    const std::string long_name(61, 'x');
    BOOST_TEST(why(",volunteer,patrol,,," + long_name + ",,,,,,\n").starts_with("name: "));
}

BOOST_AUTO_TEST_CASE(a_header_without_a_column_is_told_once) {
    const auto table = people_from_csv("role,name\nvolunteer,Li\nvolunteer,Li\n");
    BOOST_REQUIRE_EQUAL(table.bad.size(), 1U);
    BOOST_TEST(table.bad[0].row == 1U);
    BOOST_TEST(table.bad[0].why == "the header has no column number");
    BOOST_TEST(people_from_csv("").bad.size() == 1U);
}

BOOST_AUTO_TEST_CASE(units_are_rows_too) {
    const std::string text = "unit,above,zh,en,contact,trainer,manager\n"
                             "street,,\xe8\xa1\x97\xe9\x81\x93,street,7,,\n"
                             "station,street,\xe7\xab\x99,station,,,\n";
    const auto table = units_from_csv(text);
    BOOST_REQUIRE(table.bad.empty());
    BOOST_REQUIRE_EQUAL(table.rows.size(), 2U);
    BOOST_TEST(table.rows[1].second.above->value == "street");
    std::string again = app::units_csv_header() + "\n";
    for (const auto& [row, line] : table.rows) {
        again += app::csv_row(line) + "\n";
    }
    BOOST_TEST(again == text);
    BOOST_TEST(
        units_from_csv("unit,above,zh,en,contact,trainer,manager\nx,,,x,,,\n").bad.size() == 1U
    );
}

BOOST_AUTO_TEST_SUITE_END()
