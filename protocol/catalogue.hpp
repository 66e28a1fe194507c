#pragma once

#include "protocol/values.hpp"

#include <optional>
#include <string_view>

/// What a district configures: kinds of incident with their response plans, categories of
/// responder, dispositions. Enters the journal as one event; pages get the part that they show.
namespace dageng::protocol {

/// One widening of the search.
struct Wave {
    Whole<50, 50000> radius_m;
    Whole<1, 200> ask;      ///< How many have an open offer at once, less those who accepted.
    Whole<5, 3600> seconds; ///< How long until the next wave, or the shortfall.

    bool operator==(const Wave&) const = default;
};
BOOST_DESCRIBE_STRUCT(Wave, (), (radius_m, ask, seconds))

/// A kind of incident and what is done about it.
struct Plan {
    Slug kind;
    Bilingual name;
    Slug icon; ///< A symbol of the pages' sprite, without its prefix.
    Whole<1, 5> priority;
    List<Slug, 32> eligible;    ///< Categories that may be asked; `officer` is one.
    Whole<0, 50> wanted;        ///< How many must accept; 0: nobody is asked.
    List<Wave, 8> waves;        ///< At least one when wanted is over 0; radii grow.
    Whole<5, 600> offer_s;      ///< How long an offer stands.
    Whole<1, 60> reach_s;       ///< Not on a screen by then: unreached.
    Whole<10, 500> arrival_m;   ///< Nearer than this to the scene: arrived.
    Whole<60, 86400> max_age_s; ///< An older tip goes to the dispatcher only.
    /// Who is on scene says in this time that they are safe; absent or 0: nobody is asked to.
    std::optional<Whole<0, 86400>> check_in_s;
    bool by_rule_only = false; ///< No reporter and no dispatcher can name it.
    Bilingual brief;           ///< What a responder is asked to do.
    Bilingual bring;
    Bilingual caution; ///< What the reporter is told not to do.

    bool operator==(const Plan&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    Plan,
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
     check_in_s,
     by_rule_only,
     brief,
     bring,
     caution)
)

struct CategoryInfo {
    Slug category;
    Bilingual name;
    Slug shape; ///< The mark's shape on the pages' maps: circle, shield, square, house, triangle,
                ///< hexagon, star.

    bool operator==(const CategoryInfo&) const = default;
};
BOOST_DESCRIBE_STRUCT(CategoryInfo, (), (category, name, shape))

struct Disposition {
    Slug disposition;
    Bilingual name;
    Bilingual outcome; ///< What reporters are told when the dispatcher writes nothing.

    bool operator==(const Disposition&) const = default;
};
BOOST_DESCRIBE_STRUCT(Disposition, (), (disposition, name, outcome))

/// All of it. Item of every snapshot.
struct Catalogue {
    static constexpr std::string_view wire = "catalogue";

    std::uint32_t version = 0; ///< Grows with each change.
    Text<1, 60> district;      ///< Its name.
    Text<1, 6> code;           ///< Letters before incident codes, such as `CY`.
    Whole<-720, 840> utc_offset_min;
    Whole<10, 3600> place_age_s; ///< A place older than this reaches nobody.
    Whole<60, 86400> duty_s;     ///< Duty ends by itself after this.
    /// So long before a check-in's limit its responder is warned; absent: not at all.
    std::optional<Whole<5, 3600>> check_in_warning_s;
    List<CategoryInfo, 32> categories;
    List<Plan, 100> plans;
    List<Disposition, 40> dispositions;

    bool operator==(const Catalogue&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    Catalogue,
    (),
    (version,
     district,
     code,
     utc_offset_min,
     place_age_s,
     duty_s,
     check_in_warning_s,
     categories,
     plans,
     dispositions)
)

} // namespace dageng::protocol
