#pragma once

#include "protocol/catalogue.hpp"

#include <boost/mp11/list.hpp>

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
    std::optional<protocol::Slug> unit;
};
BOOST_DESCRIBE_STRUCT(PersonRegistered, (), (person, role, category, key, name, trainings, unit))

using RegistryEvents = boost::mp11::mp_list<CatalogueTaken, BoundaryTaken, PersonRegistered>;

} // namespace dageng::engine
