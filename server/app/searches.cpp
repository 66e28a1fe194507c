#include "server/app/searches.hpp"

#include "protocol/time_text.hpp"
#include "server/district/incident_record.hpp"
#include "server/district/sealing.hpp"

#include <array>
#include <cstdio>

namespace dageng::app {

namespace {

std::string place_text(const protocol::LatLon& place) {
    std::array<char, 48> text{};
    constexpr double e7 = 1e7;
    std::snprintf(text.data(), text.size(), "%.5f,%.5f", place.lat_e7 / e7, place.lon_e7 / e7);
    return text.data();
}

std::string line_of(const engine::IncidentsSearched& search, protocol::TimeMs at) {
    std::string line =
        protocol::time_text(at) + "  account " + std::to_string(search.by.value) + " looked for";
    std::string what;
    const auto add = [&](const std::string& one) { what += (what.empty() ? " " : ", ") + one; };
    if (search.words > 0) {
        add(std::to_string(search.words) + (search.words == 1 ? " word" : " words"));
    }
    if (!search.code.value.empty()) {
        add("code " + search.code.value);
    }
    if (search.kind) {
        add("kind " + search.kind->value);
    }
    if (search.part) {
        add("places from " + place_text(search.part->south_west) + " to " +
            place_text(search.part->north_east));
    }
    if (search.from) {
        add("opened from " + protocol::time_text(*search.from));
    }
    if (search.until) {
        add("opened before " + protocol::time_text(*search.until));
    }
    if (search.unit) {
        add("unit " + search.unit->value);
    }
    if (search.disposition) {
        add("disposition " + search.disposition->value);
    }
    return line + what;
}

} // namespace

protocol::Result<std::vector<std::string>>
list_searches(Foundation& foundation, const ListSearches& wanted) {
    const std::string fingerprint =
        district::searched_fingerprint(wanted.words.value, foundation.vault);
    std::vector<std::string> lines;
    foundation.journal.read(1, [&](const journal::Record& record) {
        for (const engine::Event& event : district::decision_of(record).events) {
            const auto* search = std::get_if<engine::IncidentsSearched>(&event);
            const bool listed = search != nullptr &&
                                (fingerprint.empty() || search->words_hash.value == fingerprint);
            if (listed) {
                lines.push_back(line_of(*search, record.at));
            }
        }
        return true;
    });
    return lines;
}

} // namespace dageng::app
