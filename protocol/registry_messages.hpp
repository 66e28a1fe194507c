#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// The registry: people, their units as a tree, and the three who stand by each of them.
namespace dageng::protocol {

struct PersonAnswer;
struct UnitAnswer;

/// Of whom a command may speak, beside the roles that may give it.
enum class Scope : std::uint8_t {
    unit, ///< A coordinator: of residents and volunteers of their own unit and those below it. An
          ///< administrator: of everybody.
};

inline constexpr Roles registrar_roles{Role::coordinator, Role::administrator};

/// Whether somebody serves. Who doesn't can't begin duty.
enum class Service : std::uint8_t {
    serving,
    on_leave, ///< Until a moment, or until it is set again.
    ended,    ///< The account stays: it may report, as a resident's.
};
BOOST_DESCRIBE_ENUM(Service, serving, on_leave, ended)

/// Makes an account of somebody who is to serve; they come in by a code (`issue-code`).
struct EnrolPerson {
    static constexpr std::string_view wire = "enrol-person";
    static constexpr Roles allowed = registrar_roles;
    static constexpr Scope scope = Scope::unit;
    static constexpr std::int64_t good_for_ms = 900'000;
    using Answer = PersonAnswer;

    Slug unit;
    Role role = Role::volunteer; ///< volunteer; officer when an administrator says so.
    Slug category;
    List<Slug, 16> trainings;
    PersonName name;
    Contact phone;
};
BOOST_DESCRIBE_STRUCT(EnrolPerson, (), (unit, role, category, trainings, name, phone))

/// From now on they belong to this unit. Ends a duty when plans would speak of them otherwise.
struct TransferPerson {
    static constexpr std::string_view wire = "transfer-person";
    static constexpr Roles allowed = registrar_roles;
    static constexpr Scope scope = Scope::unit; ///< Of both units.
    static constexpr std::int64_t good_for_ms = 900'000;
    using Answer = PersonAnswer;

    PersonId person;
    Slug unit;
};
BOOST_DESCRIBE_STRUCT(TransferPerson, (), (person, unit))

/// Leave of absence, end of service, or the end of either. Ends their duty.
struct SetService {
    static constexpr std::string_view wire = "set-service";
    static constexpr Roles allowed = registrar_roles;
    static constexpr Scope scope = Scope::unit;
    static constexpr std::int64_t good_for_ms = 900'000;
    using Answer = PersonAnswer;

    PersonId person;
    Service service = Service::serving;
    std::optional<TimeMs> until; ///< Of a leave: when it ends by itself.
};
BOOST_DESCRIBE_STRUCT(SetService, (), (person, service, until))

/// Who stands by a person; each that is absent is their unit's, or that of the next unit above that
/// has one.
struct SetStewards {
    static constexpr std::string_view wire = "set-stewards";
    static constexpr Roles allowed = registrar_roles;
    static constexpr Scope scope = Scope::unit;
    static constexpr std::int64_t good_for_ms = 900'000;
    using Answer = PersonAnswer;

    PersonId person;
    std::optional<PersonId> contact;
    std::optional<PersonId> trainer;
    std::optional<PersonId> manager;
};
BOOST_DESCRIBE_STRUCT(SetStewards, (), (person, contact, trainer, manager))

/// Makes a unit, or says anew what it is called and who stands by its people.
struct SetUnit {
    static constexpr std::string_view wire = "set-unit";
    static constexpr Roles allowed = registrar_roles;
    static constexpr Scope scope = Scope::unit; ///< A coordinator: below their own.
    static constexpr std::int64_t good_for_ms = 900'000;
    using Answer = UnitAnswer;

    Slug unit;
    std::optional<Slug> above; ///< Absent: it is at the top.
    Bilingual name;
    std::optional<PersonId> contact;
    std::optional<PersonId> trainer;
    std::optional<PersonId> manager;
};
BOOST_DESCRIBE_STRUCT(SetUnit, (), (unit, above, name, contact, trainer, manager))

using RegistryCommands =
    boost::mp11::mp_list<EnrolPerson, TransferPerson, SetService, SetStewards, SetUnit>;

struct PersonAnswer {
    PersonId person;
};
BOOST_DESCRIBE_STRUCT(PersonAnswer, (), (person))

struct UnitAnswer {
    Slug unit;
};
BOOST_DESCRIBE_STRUCT(UnitAnswer, (), (unit))

// What follows goes over HTTP, as bodies of `POST /api/v1/<path>` and of the answers, with a token
// of somebody who may give the commands above.

/// To `units`: those that the account manages.
struct ListUnits {};
BOOST_DESCRIBE_STRUCT(ListUnits, (), ())

struct UnitRow {
    Slug unit;
    std::optional<Slug> above; ///< Absent also of the account's own.
    Bilingual name;
    std::uint32_t people = 0; ///< Its own, without those of units below it.
    std::optional<PersonId> contact;
    std::optional<PersonId> trainer;
    std::optional<PersonId> manager;
};
BOOST_DESCRIBE_STRUCT(UnitRow, (), (unit, above, name, people, contact, trainer, manager))

/// In the order in which they were made.
struct UnitList {
    List<UnitRow, 5000> units;
    std::optional<Slug> own; ///< The account's; absent: it has none, or manages all.
};
BOOST_DESCRIBE_STRUCT(UnitList, (), (units, own))

/// To `people`: those of one unit, or of all that the account manages.
struct ListPeople {
    std::optional<Slug> unit;
    bool nobody = false;           ///< Only those of whom one of the three is missing.
    std::optional<PersonId> after; ///< Go on after this one.
};
BOOST_DESCRIBE_STRUCT(ListPeople, (), (unit, nobody, after))

struct PersonRow {
    PersonId person;
    Role role = Role::volunteer;
    std::optional<Slug> category;
    List<Slug, 16> trainings;
    std::optional<Slug> unit;
    PersonName name;
    std::optional<Contact> phone; ///< To coordinators.
    Service service = Service::serving;
    std::optional<TimeMs> until; ///< Of a leave.
    bool on_duty = false;
    std::optional<PersonId> contact; ///< Who stands by them, from wherever; absent: nobody.
    std::optional<PersonId> trainer;
    std::optional<PersonId> manager;
};
BOOST_DESCRIBE_STRUCT(
    PersonRow,
    (),
    (person,
     role,
     category,
     trainings,
     unit,
     name,
     phone,
     service,
     until,
     on_duty,
     contact,
     trainer,
     manager)
)

/// In the order of their numbers.
struct PeopleList {
    List<PersonRow, 100> people;
    std::optional<PersonId> next; ///< Ask again after this one; absent: that was all.
};
BOOST_DESCRIBE_STRUCT(PeopleList, (), (people, next))

/// To `issue-code`: lets one device of a person in, once. The code before it is worthless.
struct IssueCode {
    PersonId person;
    Whole<1, 90> days;
};
BOOST_DESCRIBE_STRUCT(IssueCode, (), (person, days))

struct IssuedCode {
    Text<12, 24> code;
    TimeMs until;
};
BOOST_DESCRIBE_STRUCT(IssuedCode, (), (code, until))

using RegistryRequests =
    boost::mp11::mp_list<ListUnits, UnitList, ListPeople, PeopleList, IssueCode, IssuedCode>;

} // namespace dageng::protocol
