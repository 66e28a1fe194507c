#pragma once

#include "protocol/registry_messages.hpp"
#include "server/app/accounts.hpp"
#include "server/engine/registry_events.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The registry's lists as tables of comma-separated values.
namespace dageng::app {

/// One row of a list of people.
struct PersonLine {
    std::optional<AccountNumber> number; ///< Absent: a new account.
    protocol::Role role = protocol::Role::volunteer;
    std::optional<protocol::Slug> category;
    protocol::List<protocol::Slug, 16> trainings; ///< With spaces between them.
    std::optional<protocol::Slug> unit;
    protocol::Text<0, 60> name;               ///< Of a new account; a known one keeps its name,
    protocol::Text<0, 100> phone;             ///< and its telephone number.
    std::optional<protocol::Service> service; ///< Absent: serving.
    std::optional<protocol::TimeMs> until;
    std::optional<AccountNumber> contact;
    std::optional<AccountNumber> trainer;
    std::optional<AccountNumber> manager;
};
BOOST_DESCRIBE_STRUCT(
    PersonLine,
    (),
    (number, role, category, trainings, unit, name, phone, service, until, contact, trainer, manager
    )
)

/// One row of a list of units.
struct UnitLine {
    protocol::Slug unit;
    std::optional<protocol::Slug> above;
    protocol::Text<1, 200> zh;
    protocol::Text<1, 200> en;
    std::optional<AccountNumber> contact;
    std::optional<AccountNumber> trainer;
    std::optional<AccountNumber> manager;
};
BOOST_DESCRIBE_STRUCT(UnitLine, (), (unit, above, zh, en, contact, trainer, manager))

/// Something that is wrong with a row; of the header: row 1.
struct BadRow {
    std::size_t row = 0; ///< As an editor counts lines.
    std::string why;
};

/// Rows with their numbers, and what is wrong with others.
template <class Line>
struct Table {
    std::vector<std::pair<std::size_t, Line>> rows;
    std::vector<BadRow> bad;
};

/// The header must have all columns, named as the members above, in any order. Empty rows are left
/// out.
Table<PersonLine> people_from_csv(std::string_view text);
Table<UnitLine> units_from_csv(std::string_view text);

/// The header, and a row, without line feeds. What is sealed must have been opened, or is left
/// empty. What a spreadsheet would take for a formula stands behind an apostrophe, which is left
/// out when it comes in.
std::string people_csv_header();
std::string csv_row(const PersonLine& line);
std::string units_csv_header();
std::string csv_row(const UnitLine& line);

} // namespace dageng::app
