#include "server/district/incident_record.hpp"

#include <cctype>
#include <utility>

namespace dageng::district {

namespace {

/// Whether a record's text names this incident: nearly all don't, and needn't be read further.
bool names(const std::string& body, const std::string& mark) {
    for (std::size_t at = body.find(mark); at != std::string::npos; at = body.find(mark, at + 1)) {
        const std::size_t after = at + mark.size();
        if (after == body.size() || std::isdigit(static_cast<unsigned char>(body[after])) == 0) {
            return true;
        }
    }
    return false;
}

} // namespace

engine::DecisionRecord decision_of(const journal::Record& record) {
    auto decision = engine::decision_from_text(record.body);
    if (!decision) {
        throw journal::JournalError(
            "event " + std::to_string(record.first) + " can't be read: " + decision.refusal().detail
        );
    }
    return std::move(*decision);
}

bool read_incident(
    const journal::Journal& journal,
    const protocol::RecordTicket& ticket,
    std::optional<protocol::TimeMs> until,
    const std::function<bool(const journal::Record&)>& visit
) {
    bool whole = true;
    const std::string mark = "\"incident\":" + std::to_string(ticket.incident.value);
    journal.read(ticket.first, [&](const journal::Record& record) {
        if (record.first > ticket.last || (until && record.at > *until)) {
            return false;
        }
        if (record.first > ticket.first + most_events_read) {
            whole = false;
            return false;
        }
        whole = !names(record.body, mark) || visit(record);
        return whole;
    });
    return whole;
}

} // namespace dageng::district
