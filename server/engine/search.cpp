#include "server/engine/search.hpp"

#include "server/engine/incident_making.hpp"
#include "server/engine/views.hpp"

#include <algorithm>
#include <utility>

namespace dageng::engine {

using protocol::FoundBy;

namespace {

char small_letter(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string in_small_letters(std::string_view text) {
    std::string small{text};
    std::transform(small.begin(), small.end(), small.begin(), small_letter);
    return small;
}

bool is_within(const protocol::LatLon& place, const protocol::Part& part) {
    return place.lat_e7 >= part.south_west.lat_e7 && place.lat_e7 <= part.north_east.lat_e7 &&
           place.lon_e7 >= part.south_west.lon_e7 && place.lon_e7 <= part.north_east.lon_e7;
}

bool is_of_unit(const State& state, const Incident& incident, const protocol::Slug& unit) {
    const auto notified = [&](const Notified& told) {
        return std::find(told.units.begin(), told.units.end(), unit) != told.units.end();
    };
    const auto asked = [&](AssignmentId id) {
        const Person& person = *state.person(state.assignments.at(id).person);
        return person.category != no_category && state.groups[person.group].unit == unit;
    };
    return std::any_of(incident.notified.begin(), incident.notified.end(), notified) ||
           std::any_of(incident.assignments.begin(), incident.assignments.end(), asked);
}

/// Whether all that is looked for holds, but for the words. The code is in small letters.
bool fits(const State& state, const Incident& incident, const protocol::SearchIncidents& query) {
    const auto is = [](const auto& wanted, const auto& value) {
        return !wanted || *wanted == value;
    };
    const bool closed_so =
        !query.disposition ||
        (incident.closing && incident.closing->disposition == *query.disposition);
    return is(query.kind, incident.kind) && closed_so &&
           (!query.from || incident.opened_at >= *query.from) &&
           (!query.until || incident.opened_at < *query.until) &&
           (!query.part || is_within(incident.place.at, *query.part)) &&
           (query.code.value.empty() ||
            in_small_letters(incident.code.value).find(query.code.value) != std::string::npos) &&
           (!query.unit || is_of_unit(state, incident, *query.unit));
}

protocol::FoundIncident view_of(const Incident& incident, FoundBy by) {
    protocol::FoundIncident view;
    view.incident = incident.id;
    view.code = incident.code;
    view.kind = incident.kind;
    view.priority = incident.priority;
    view.state = incident.state;
    view.opened_at = incident.opened_at;
    view.ended_at = ended_at(incident);
    if (incident.closing) {
        view.disposition = incident.closing->disposition;
    }
    view.by = by;
    view.exercise = marked(incident.exercise);
    return view;
}

} // namespace

std::vector<std::string> search_terms(std::string_view words) {
    std::vector<std::string> terms;
    std::string term;
    for (const char letter : in_small_letters(words) + ' ') {
        if (letter != ' ' && letter != '\t' && letter != '\n') {
            term += letter;
        } else if (!term.empty()) {
            terms.push_back(std::exchange(term, {}));
        }
    }
    return terms;
}

struct Search::Look {
    const std::vector<std::string>& terms;
    const protocol::Opener& opener;
    std::size_t texts = 0; ///< How many were opened.

    template <class Text>
    void add(std::string& all, const protocol::Personal<Text>& words) {
        if (words.is_sealed()) {
            ++texts;
            all += '\n' + in_small_letters(opener(words.sealed()).value_or(""));
        }
    }

    bool holds_all(const std::string& text) const {
        return std::all_of(terms.begin(), terms.end(), [&](const std::string& term) {
            return text.find(term) != std::string::npos;
        });
    }

    /// Where the words stand; nothing: they don't.
    std::optional<FoundBy> where(const State& state, const Incident& incident) {
        if (terms.empty()) {
            return FoundBy::figures;
        }
        std::string all;
        if (incident.open()) {
            for (const TipId id : incident.tips) {
                const Tip& tip = state.tips.at(id);
                if (tip.withdrawn_at) {
                    continue;
                }
                add(all, tip.words);
                add(all, tip.place_words);
                for (const TipAddition& addition : tip.additions) {
                    add(all, addition.words);
                }
            }
            return holds_all(all) ? std::optional{FoundBy::tips} : std::nullopt;
        }
        if (incident.closing) {
            add(all, incident.closing->words);
            all += '\n' + in_small_letters(incident.closing->outcome.value);
        }
        if (incident.referral) {
            add(all, incident.referral->words);
        }
        return holds_all(all) ? std::optional{FoundBy::closing} : std::nullopt;
    }
};

Search::Search(protocol::ClientId id, protocol::SearchIncidents query)
    : query_(std::move(query)), terms_(search_terms(query_.words.clear().value)) {
    query_.code.value = in_small_letters(query_.code.value);
    found_.search = std::move(id);
}

bool Search::look(
    const State& state, const protocol::Opener& opener, std::size_t most, std::size_t texts
) {
    Look portion{terms_, opener};
    if (!before_) {
        before_ = state.incidents.next();
    }
    for (; most > 0 && portion.texts < texts; --most) {
        if (before_->value <= 1) {
            return true;
        }
        --before_->value;
        const Incident& incident = state.incidents.at(*before_);
        if (incident.left() || !fits(state, incident, query_)) {
            continue;
        }
        if (const auto by = portion.where(state, incident)) {
            if (found_.found.items.size() == decltype(found_.found)::max_items) {
                found_.more = true;
                return true;
            }
            found_.found.items.push_back(view_of(incident, *by));
        }
    }
    return false;
}

} // namespace dageng::engine
