#pragma once

#include "protocol/values.hpp"

#include <optional>
#include <string_view>

/// What a district configures: kinds of incident with their response plans, categories of
/// responder, dispositions. Enters the journal as one event; pages get the part that they show.
namespace dageng::protocol {

/// People that an incident needs. Somebody fits who is of one of the categories, has all the
/// trainings, and is of one of the units when any is named.
struct Need {
    Whole<1, 50> count; ///< How many must accept.
    List<Slug, 32> categories;
    List<Slug, 8> trainings;
    List<Slug, 16> units;

    bool operator==(const Need&) const = default;
};
BOOST_DESCRIBE_STRUCT(Need, (), (count, categories, trainings, units))

/// One widening of the search.
struct Wave {
    Whole<50, 50000> radius_m;
    Whole<1, 200> ask; ///< At most so many have an open offer at once, less those who accepted.
    Whole<5, 3600> seconds; ///< How long until the next wave, or the shortfall.

    bool operator==(const Wave&) const = default;
};
BOOST_DESCRIBE_STRUCT(Wave, (), (radius_m, ask, seconds))

/// What one alarm level adds to those below it.
struct AlarmLevel {
    List<Need, 8> needs;
    List<Wave, 8> waves; ///< Radii grow, from level to level too.
    /// Units whose people on duty are told of it, without being asked to go.
    std::optional<List<Slug, 16>> notify = {};

    bool operator==(const AlarmLevel&) const = default;
};
BOOST_DESCRIBE_STRUCT(AlarmLevel, (), (needs, waves, notify))

/// What is thought of somebody's accepting before anything was learnt: so many accepting of so many
/// asked. The more asked, the longer until experience outweighs it.
struct Prior {
    Whole<1, 1000> accepting; ///< At most `asked`.
    Whole<1, 1000> asked;

    bool operator==(const Prior&) const = default;
};
BOOST_DESCRIBE_STRUCT(Prior, (), (accepting, asked))

/// How long after an incident's end it is kept what was said and photographed; then its keys are
/// destroyed.
struct Retention {
    Whole<0, 36500> words_days; ///< Words, tracks and the figures of choices.
    Whole<0, 36500> photos_days;

    bool operator==(const Retention&) const = default;
};
BOOST_DESCRIBE_STRUCT(Retention, (), (words_days, photos_days))

/// A kind of incident and what is done about it. When too few accept: the next wave, then the
/// officers' wave, then the dispatcher's alarm.
struct Plan {
    Slug kind;
    Bilingual name;
    Slug icon; ///< A symbol of the pages' sprite, without its prefix.
    Whole<1, 5> priority;
    List<AlarmLevel, 5> levels;   ///< An incident begins at the first. No needs: nobody is asked.
    std::optional<Wave> officers; ///< The last wave: officers, who fit every need in it.
    Whole<5, 600> offer_s;        ///< How long an offer stands.
    Whole<1, 60> reach_s;         ///< Not on a screen by then: unreached.
    Whole<10, 500> arrival_m;     ///< Nearer than this to the scene: arrived.
    Whole<60, 86400> max_age_s;   ///< An older tip goes to the dispatcher only.
    Whole<0, 2000> keep_away_m; ///< Volunteers nearer than this who can't be asked are told to keep
                                ///< away; 0: nobody is.
    Prior prior;                ///< Of accepting an offer of this plan.
    Whole<500, 999>
        confidence; ///< Per mille: how sure it must be that enough of those asked accept.
    /// Who is on scene says in this time that they are safe; absent or 0: nobody is asked to.
    std::optional<Whole<0, 86400>> check_in_s;
    bool by_rule_only = false; ///< No reporter and no dispatcher can name it.
    Bilingual brief;           ///< What a responder is asked to do.
    Bilingual bring;
    Bilingual caution;                       ///< What the reporter is told not to do.
    std::optional<Retention> retention = {}; ///< Absent: the catalogue's.

    bool operator==(const Plan&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    Plan,
    (),
    (kind,
     name,
     icon,
     priority,
     levels,
     officers,
     offer_s,
     reach_s,
     arrival_m,
     max_age_s,
     keep_away_m,
     prior,
     confidence,
     check_in_s,
     by_rule_only,
     brief,
     bring,
     caution,
     retention)
)

struct CategoryInfo {
    Slug category;
    Bilingual name;
    Slug shape; ///< The mark's shape on the pages' maps: circle, shield, square, house, triangle,
                ///< hexagon, star.
    std::optional<TravelMode> mode = {}; ///< How they usually get about; absent: on foot.

    bool operator==(const CategoryInfo&) const = default;
};
BOOST_DESCRIBE_STRUCT(CategoryInfo, (), (category, name, shape, mode))

/// What somebody may have been trained for; needs ask for it.
struct TrainingInfo {
    Slug training;
    Bilingual name;

    bool operator==(const TrainingInfo&) const = default;
};
BOOST_DESCRIBE_STRUCT(TrainingInfo, (), (training, name))

/// A part of the district's organisation that responders belong to.
struct UnitInfo {
    Slug unit;
    Bilingual name;

    bool operator==(const UnitInfo&) const = default;
};
BOOST_DESCRIBE_STRUCT(UnitInfo, (), (unit, name))

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

/// Within what time something is to be done about incidents of a priority, counted from when they
/// were opened; absent: no limit.
struct ServiceLimits {
    Whole<1, 5> priority;
    std::optional<Whole<5, 86400>> acknowledge_s; ///< A human has taken it.
    std::optional<Whole<5, 86400>> accept_s;   ///< Somebody has accepted, where people are asked.
    std::optional<Whole<5, 86400>> arrive_s;   ///< Somebody is on scene, where people are asked.
    std::optional<Whole<60, 2592000>> close_s; ///< It has ended.

    bool operator==(const ServiceLimits&) const = default;
};
BOOST_DESCRIBE_STRUCT(ServiceLimits, (), (priority, acknowledge_s, accept_s, arrive_s, close_s))

/// Who is called when nobody answers for an incident.
struct EscalationStep {
    Whole<0, 86400> after_s; ///< So long after the step before; of the first: after nobody did.
    Bilingual name;          ///< Of those called, for consoles.
    List<Slug, 16> units;    ///< Their officers on duty.
    bool supervisors = false;

    bool operator==(const EscalationStep&) const = default;
};
BOOST_DESCRIBE_STRUCT(EscalationStep, (), (after_s, name, units, supervisors))

/// The steps in order; the last is taken again until somebody answers.
struct Escalation {
    List<EscalationStep, 8> steps;
    Whole<30, 86400> again_s;

    bool operator==(const Escalation&) const = default;
};
BOOST_DESCRIBE_STRUCT(Escalation, (), (steps, again_s))

/// All of it. Item of every snapshot.
struct Catalogue {
    static constexpr std::string_view wire = "catalogue";
    static constexpr Views seen_by = every_view;

    std::uint32_t version = 0; ///< Grows with each change.
    Text<1, 60> district;      ///< Its name.
    Text<1, 6> code;           ///< Letters before incident codes, such as `CY`.
    Whole<-720, 840> utc_offset_min;
    Whole<10, 3600> place_age_s; ///< A place older than this reaches nobody.
    Whole<60, 86400> duty_s;     ///< Duty ends by itself after this.
    Whole<0, 86400> rest_s;      ///< Nobody is asked for so long after a response; priority 1 asks.
    Whole<1, 1000> alerts_a_day; ///< Nobody is asked more often on a local day; priority 1 asks.
    Whole<1, 1000> near_equal_m; ///< Distances within the same step of this are equally near.
    /// So long before a check-in's limit its responder is warned; absent: not at all.
    std::optional<Whole<5, 3600>> check_in_warning_s;
    List<CategoryInfo, 32> categories;
    List<TrainingInfo, 64> trainings;
    List<UnitInfo, 64> units;
    List<Plan, 100> plans;
    List<Disposition, 40> dispositions;
    std::optional<DuplicateRule> duplicates;           ///< Absent: no tip is attached.
    std::optional<Referrals> referrals;                ///< Absent: nothing is referred.
    std::optional<List<ServiceLimits, 5>> limits = {}; ///< One a priority; absent: none.
    std::optional<Escalation> escalation = {};         ///< Absent: nobody is called.
    std::optional<Retention> retention = {};           ///< Absent: all is kept.
    /// How long after an incident's end it is known that it was; absent: for good.
    std::optional<Whole<1, 36500>> journal_days = {};

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
     rest_s,
     alerts_a_day,
     near_equal_m,
     check_in_warning_s,
     categories,
     trainings,
     units,
     plans,
     dispositions,
     duplicates,
     referrals,
     limits,
     escalation,
     retention,
     journal_days)
)

} // namespace dageng::protocol
