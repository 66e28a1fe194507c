#pragma once

#include "protocol/catalogue.hpp"
#include "protocol/registry_messages.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// Events are facts for good: a published version is never edited; a new one gets a number and a
/// step that raises the old.
namespace dageng::engine {

struct CatalogueTakenV1;

/// The district's configuration was taken into use.
struct CatalogueTaken {
    static constexpr std::string_view wire = "catalogue-taken";
    static constexpr unsigned version = 2;
    using Before = CatalogueTakenV1; ///< The version before; catalogue_v1.hpp raises it.

    protocol::Catalogue catalogue;
};
BOOST_DESCRIBE_STRUCT(CatalogueTaken, (), (catalogue))

/// The district's outline was taken into use.
struct BoundaryTaken {
    static constexpr std::string_view wire = "boundary-taken";
    static constexpr unsigned version = 1;

    protocol::Text<0, 2'000'000> outline; ///< As geo::Boundary::to_text writes it.
};
BOOST_DESCRIBE_STRUCT(BoundaryTaken, (), (outline))

/// An account was made. Ids are given in order, from 1.
struct PersonRegistered {
    static constexpr std::string_view wire = "person-registered";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
    protocol::Role role = protocol::Role::resident;
    std::optional<protocol::Slug> category; ///< Of responders only.
    protocol::KeyId key;                    ///< The person's own.
    protocol::PersonName name;
    protocol::List<protocol::Slug, 16> trainings;
    std::optional<protocol::Slug> unit;          ///< The one that plans know them by.
    std::optional<protocol::Contact> phone = {}; ///< Sealed with the same key. Absent: none.
};
BOOST_DESCRIBE_STRUCT(
    PersonRegistered, (), (person, role, category, key, name, trainings, unit, phone)
)

/// A unit of the registry is so from now on: a new one, or one that is known.
struct UnitSet {
    static constexpr std::string_view wire = "unit-set";
    static constexpr unsigned version = 1;

    protocol::Slug unit;
    std::optional<protocol::Slug> above; ///< A unit that is known.
    protocol::Bilingual name;
    protocol::PersonId contact; ///< Nobody: that of the unit above.
    protocol::PersonId trainer;
    protocol::PersonId manager;
};
BOOST_DESCRIBE_STRUCT(UnitSet, (), (unit, above, name, contact, trainer, manager))

/// Somebody belongs to this unit of the registry.
struct PersonPlaced {
    static constexpr std::string_view wire = "person-placed";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
    protocol::Slug unit;
    std::optional<protocol::Slug> plan_unit; ///< By what plans know them: it, or the next above it.
};
BOOST_DESCRIBE_STRUCT(PersonPlaced, (), (person, unit, plan_unit))

/// A responder has another category or other trainings.
struct PersonQualified {
    static constexpr std::string_view wire = "person-qualified";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
    protocol::Slug category;
    protocol::List<protocol::Slug, 16> trainings;
};
BOOST_DESCRIBE_STRUCT(PersonQualified, (), (person, category, trainings))

struct ServiceSet {
    static constexpr std::string_view wire = "service-set";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
    protocol::Service service = protocol::Service::serving;
    std::optional<protocol::TimeMs> until; ///< Of a leave.
};
BOOST_DESCRIBE_STRUCT(ServiceSet, (), (person, service, until))

/// Who stands by a person; nobody: as their unit says.
struct StewardsSet {
    static constexpr std::string_view wire = "stewards-set";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
    protocol::PersonId contact;
    protocol::PersonId trainer;
    protocol::PersonId manager;
};
BOOST_DESCRIBE_STRUCT(StewardsSet, (), (person, contact, trainer, manager))

/// So many rows of a list of people are in. Those that it made are nobody yet, until it has ended.
struct ImportAdvanced {
    static constexpr std::string_view wire = "import-advanced";
    static constexpr unsigned version = 1;

    protocol::Text<32, 32> import; ///< Names it by what it holds.
    std::uint32_t rows = 0;        ///< From its beginning.
    protocol::PersonId made;       ///< By the last of them; nobody: it made none.
};
BOOST_DESCRIBE_STRUCT(ImportAdvanced, (), (import, rows, made))

/// A list is in, whole: all that it made are accounts from now on.
struct ImportEnded {
    static constexpr std::string_view wire = "import-ended";
    static constexpr unsigned version = 1;

    protocol::Text<32, 32> import;
    std::uint32_t rows = 0;
    std::uint32_t made = 0;
};
BOOST_DESCRIBE_STRUCT(ImportEnded, (), (import, rows, made))

using RegistryEvents = boost::mp11::mp_list<
    CatalogueTaken,
    BoundaryTaken,
    PersonRegistered,
    UnitSet,
    PersonPlaced,
    PersonQualified,
    ServiceSet,
    StewardsSet,
    ImportAdvanced,
    ImportEnded>;

} // namespace dageng::engine
