#include "server/engine/apply.hpp"
#include "server/engine/rules.hpp"
#include "server/engine/search.hpp"

namespace dageng::engine {

using protocol::ErrorCode;

void apply(State&, Stamp, const IncidentsSearched&) {}

Decided decide(const World&, const Request& request, const protocol::SearchIncidents& command) {
    const auto terms = search_terms(command.words.clear().value);
    const bool anything = !terms.empty() || !command.code.value.empty() || command.kind ||
                          command.part || command.from || command.until || command.unit ||
                          command.disposition;
    if (!anything) {
        return refuse(ErrorCode::bad_field, "say what to look for", "data.words");
    }
    if (command.from && command.until && *command.until <= *command.from) {
        return refuse(ErrorCode::bad_field, "must be after `from`", "data.until");
    }
    if (command.part && (command.part->south_west.lat_e7 > command.part->north_east.lat_e7 ||
                         command.part->south_west.lon_e7 > command.part->north_east.lon_e7)) {
        return refuse(ErrorCode::bad_field, "south-west of `north_east`", "data.part.south_west");
    }
    IncidentsSearched event;
    event.by = request.by;
    event.words = static_cast<std::uint32_t>(terms.size());
    if (!terms.empty()) {
        event.words_hash = {request.secret};
    }
    event.code = command.code;
    event.kind = command.kind;
    event.part = command.part;
    event.from = command.from;
    event.until = command.until;
    event.unit = command.unit;
    event.disposition = command.disposition;
    return Decision{{event}, protocol::SearchAnswer{request.id}};
}

} // namespace dageng::engine
