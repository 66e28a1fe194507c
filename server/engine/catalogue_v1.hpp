#pragma once

#include "server/engine/registry_events.hpp"

/// The configuration as its first version wrote it, and how it is raised to the second.
namespace dageng::engine {

struct PlanV1 {
    protocol::Slug kind;
    protocol::Bilingual name;
    protocol::Slug icon;
    protocol::Whole<1, 5> priority;
    protocol::List<protocol::Slug, 32> eligible;
    protocol::Whole<0, 50> wanted;
    protocol::List<protocol::Wave, 8> waves;
    protocol::Whole<5, 600> offer_s;
    protocol::Whole<1, 60> reach_s;
    protocol::Whole<10, 500> arrival_m;
    protocol::Whole<60, 86400> max_age_s;
    protocol::Bilingual brief;
    protocol::Bilingual bring;
    protocol::Bilingual caution;
};
BOOST_DESCRIBE_STRUCT(
    PlanV1,
    (),
    (kind,
     name,
     icon,
     priority,
     eligible,
     wanted,
     waves,
     offer_s,
     reach_s,
     arrival_m,
     max_age_s,
     brief,
     bring,
     caution)
)

struct CatalogueV1 {
    std::uint32_t version = 0;
    protocol::Text<1, 60> district;
    protocol::Text<1, 6> code;
    protocol::Whole<-720, 840> utc_offset_min;
    protocol::Whole<10, 3600> place_age_s;
    protocol::Whole<60, 86400> duty_s;
    protocol::List<protocol::CategoryInfo, 32> categories;
    protocol::List<PlanV1, 100> plans;
    protocol::List<protocol::Disposition, 40> dispositions;
};
BOOST_DESCRIBE_STRUCT(
    CatalogueV1,
    (),
    (version, district, code, utc_offset_min, place_age_s, duty_s, categories, plans, dispositions)
)

struct CatalogueTakenV1 {
    static constexpr std::string_view wire = "catalogue-taken";
    static constexpr unsigned version = 1;

    CatalogueV1 catalogue;
};
BOOST_DESCRIBE_STRUCT(CatalogueTakenV1, (), (catalogue))

/// Eligible categories and the number wanted become one need. So little is thought of anybody's
/// accepting that a wave asks as many as it allows, which is what the first version did; nobody
/// rests, has a budget, or is told to keep away.
CatalogueTaken raise(CatalogueTakenV1 taken);

} // namespace dageng::engine
