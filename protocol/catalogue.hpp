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
    Bilingual brief;            ///< What a responder is asked to do.
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

/// Two kinds that people may mean alike when they report the same thing; the order says nothing.
struct KindPair {
    Slug kind;
    Slug with;

    bool operator==(const KindPair&) const = default;
};
BOOST_DESCRIBE_STRUCT(KindPair, (), (kind, with))

/// When a new tip is about an incident that is open already. The score is of 1000 (see
/// server/engine/duplicates.hpp): a share for the place times one for the time times one for the
/// kind.
struct DuplicateRule {
    Whole<1, 5000> reach_m;    ///< So far apart, beyond both accuracies, the place's share is 0.
    Whole<10, 86400> window_s; ///< So long after the incident's last tip the time's share is 0.
    Whole<0, 1000> compatible; ///< The kind's share, per mille, of kinds that are listed together.
    Whole<0, 1000> other;      ///< The kind's share of two others. Equal kinds have 1000.
    Whole<1, 1000> propose;    ///< From this score on, a dispatcher is asked.
    Whole<1, 1000> attach;     ///< From this score on, the tip is attached.
    List<KindPair, 200> kinds; ///< Those that are compatible.

    bool operator==(const DuplicateRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    DuplicateRule, (), (reach_m, window_s, compatible, other, propose, attach, kinds)
)

/// Whose business an incident can be instead.
struct ReferralTarget {
    Slug target;
    Bilingual name;
    Bilingual outcome; ///< What reporters are told.

    bool operator==(const ReferralTarget&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReferralTarget, (), (target, name, outcome))

struct Referrals {
    List<ReferralTarget, 40> targets;
    std::optional<Slug> outside; ///< Tips from outside the district go to this one by rule; absent:
                                 ///< they stay with the dispatcher.

    bool operator==(const Referrals&) const = default;
};
BOOST_DESCRIBE_STRUCT(Referrals, (), (targets, outside))

/// All of it. Item of every snapshot.
struct Catalogue {
    static constexpr std::string_view wire = "catalogue";

    std::uint32_t version = 0; ///< Grows with each change.
    Text<1, 60> district;      ///< Its name.
    Text<1, 6> code;           ///< Letters before incident codes, such as `CY`.
    Whole<-720, 840> utc_offset_min;
    Whole<10, 3600> place_age_s; ///< A place older than this reaches nobody.
    Whole<60, 86400> duty_s;     ///< Duty ends by itself after this.
    List<CategoryInfo, 32> categories;
    List<Plan, 100> plans;
    List<Disposition, 40> dispositions;
    std::optional<DuplicateRule> duplicates; ///< Absent: no tip is attached.
    std::optional<Referrals> referrals;      ///< Absent: nothing is referred.

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
     categories,
     plans,
     dispositions,
     duplicates,
     referrals)
)

} // namespace dageng::protocol
