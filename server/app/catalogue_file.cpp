#include "server/app/catalogue_file.hpp"

#include "server/app/catalogue_checks.hpp"
#include "server/app/toml_reader.hpp"

namespace dageng::app {
namespace {

using protocol::AlarmLevel;
using protocol::Catalogue;
using protocol::CategoryInfo;
using protocol::Disposition;
using protocol::Need;
using protocol::Plan;
using protocol::Prior;
using protocol::Result;
using protocol::TrainingInfo;
using protocol::UnitInfo;
using protocol::Wave;

void read_category(TableReader& from, CategoryInfo& to) {
    from.read("category", to.category);
    from.read("name", to.name);
    from.read("shape", to.shape);
    from.read_optional("mode", to.mode);
}

void read_wave(TableReader& from, Wave& to) {
    from.read("radius_m", to.radius_m);
    from.read("ask", to.ask);
    from.read("seconds", to.seconds);
}

void read_need(TableReader& from, Need& to) {
    from.read("count", to.count);
    from.read("categories", to.categories);
    if (from.has("trainings")) {
        from.read("trainings", to.trainings);
    }
    if (from.has("units")) {
        from.read("units", to.units);
    }
}

void read_level(TableReader& from, AlarmLevel& to) {
    from.each("needs", to.needs, read_need);
    if (from.has("waves")) {
        from.each("waves", to.waves, read_wave);
    }
    if (from.has("notify")) {
        from.read("notify", to.notify.emplace());
    }
}

void read_prior(TableReader& from, Prior& to) {
    from.read("accepting", to.accepting);
    from.read("asked", to.asked);
}

void read_retention(TableReader& from, protocol::Retention& to) {
    from.read("words_days", to.words_days);
    from.read("photos_days", to.photos_days);
}

void read_plan(TableReader& from, Plan& to) {
    from.read("kind", to.kind);
    from.read("name", to.name);
    from.read("icon", to.icon);
    from.read("priority", to.priority);
    if (from.has("level")) {
        from.each("level", to.levels, read_level);
    }
    from.maybe("officers", to.officers, read_wave);
    from.read("offer_s", to.offer_s);
    from.read("reach_s", to.reach_s);
    from.read("arrival_m", to.arrival_m);
    from.read("max_age_s", to.max_age_s);
    from.read("keep_away_m", to.keep_away_m);
    from.one("prior", to.prior, read_prior);
    from.read("confidence", to.confidence);
    from.read("check_in_s", to.check_in_s);
    from.read("by_rule_only", to.by_rule_only);
    from.read("brief", to.brief);
    from.read("bring", to.bring);
    from.read("caution", to.caution);
    from.maybe("retention", to.retention, read_retention);
}

void read_training(TableReader& from, TrainingInfo& to) {
    from.read("training", to.training);
    from.read("name", to.name);
}

void read_unit(TableReader& from, UnitInfo& to) {
    from.read("unit", to.unit);
    from.read("name", to.name);
}

void read_disposition(TableReader& from, Disposition& to) {
    from.read("disposition", to.disposition);
    from.read("name", to.name);
    from.read("outcome", to.outcome);
}

void read_limits(TableReader& from, protocol::ServiceLimits& to) {
    from.read("priority", to.priority);
    from.read("acknowledge_s", to.acknowledge_s);
    from.read("accept_s", to.accept_s);
    from.read("arrive_s", to.arrive_s);
    from.read("close_s", to.close_s);
}

void read_step(TableReader& from, protocol::EscalationStep& to) {
    from.read("after_s", to.after_s);
    from.read("name", to.name);
    if (from.has("units")) {
        from.read("units", to.units);
    }
    from.read("supervisors", to.supervisors);
}

void read_escalation(TableReader& from, protocol::Escalation& to) {
    from.read("again_s", to.again_s);
    from.each("step", to.steps, read_step);
}

void read_pair(TableReader& from, protocol::KindPair& to) {
    from.read("kind", to.kind);
    from.read("with", to.with);
}

void read_duplicates(TableReader& from, protocol::DuplicateRule& to) {
    from.read("reach_m", to.reach_m);
    from.read("window_s", to.window_s);
    from.read("compatible", to.compatible);
    from.read("other", to.other);
    from.read("propose", to.propose);
    from.read("attach", to.attach);
    from.each("kinds", to.kinds, read_pair);
}

void read_target(TableReader& from, protocol::ReferralTarget& to) {
    from.read("target", to.target);
    from.read("name", to.name);
    from.read("outcome", to.outcome);
}

void read_referrals(TableReader& from, protocol::Referrals& to) {
    from.maybe("outside", to.outside);
    from.each("target", to.targets, read_target);
}

/// Where in the file the key of a table, or of an item of a list, stands; table, list or file when
/// it doesn't.
toml::source_region
place_of(const toml::table& file, const char* list, std::size_t index, const std::string& key) {
    const auto item = file[list].is_table() ? file[list] : file[list][index];
    if (const toml::node* node = item.at_path(key).node()) {
        return node->source();
    }
    return item.node() != nullptr ? item.node()->source() : file.source();
}

} // namespace

Result<Catalogue> read_catalogue(const std::filesystem::path& file) {
    const Result<toml::table> parsed = parse_toml_file(file);
    if (!parsed) {
        return parsed.refusal();
    }
    Complaints complaints{file};
    Catalogue catalogue;
    TableReader reader{*parsed, {}, complaints};
    reader.read("district", catalogue.district);
    reader.read("code", catalogue.code);
    reader.read("utc_offset_min", catalogue.utc_offset_min);
    reader.read("place_age_s", catalogue.place_age_s);
    reader.read("duty_s", catalogue.duty_s);
    reader.read("rest_s", catalogue.rest_s);
    reader.read("alerts_a_day", catalogue.alerts_a_day);
    reader.read("near_equal_m", catalogue.near_equal_m);
    reader.read("check_in_warning_s", catalogue.check_in_warning_s);
    reader.maybe("retention", catalogue.retention, [&](TableReader& from, protocol::Retention& to) {
        read_retention(from, to);
        if (from.has("journal_days")) {
            from.read("journal_days", catalogue.journal_days.emplace());
        }
    });
    reader.each("category", catalogue.categories, read_category);
    if (reader.has("training")) {
        reader.each("training", catalogue.trainings, read_training);
    }
    if (reader.has("unit")) {
        reader.each("unit", catalogue.units, read_unit);
    }
    reader.each("plan", catalogue.plans, read_plan);
    reader.each("disposition", catalogue.dispositions, read_disposition);
    reader.maybe("duplicates", catalogue.duplicates, read_duplicates);
    reader.maybe("referrals", catalogue.referrals, read_referrals);
    if (reader.has("limits")) {
        reader.each("limits", catalogue.limits.emplace(), read_limits);
    }
    reader.maybe("escalation", catalogue.escalation, read_escalation);
    reader.finish();
    if (!complaints.any()) {
        // What is missing or wrong by itself would be told a second time.
        check_catalogue(
            catalogue,
            [&](const char* list,
                std::size_t index,
                const std::string& key,
                const std::string& expected) {
                const bool table = (*parsed)[list].is_table();
                complaints.add(
                    place_of(*parsed, list, index, key),
                    std::string{list} + (table ? "" : "[" + std::to_string(index) + "]") + "." +
                        key,
                    expected
                );
            }
        );
    }
    if (complaints.any()) {
        return complaints.refusal();
    }
    return catalogue;
}

} // namespace dageng::app
