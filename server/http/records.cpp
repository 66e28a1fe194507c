#include "server/http/records.hpp"

#include "server/http/problem.hpp"

#include <spdlog/spdlog.h>

#include <charconv>
#include <optional>
#include <utility>

namespace dageng::http {

namespace {

constexpr std::string_view incidents_path = "/api/v1/incidents/";

/// A path below an incident's.
struct Leaf {
    std::string_view name;
    Records::Read Records::Readers::* read;
};

constexpr Leaf leaves[]{
    {"/choices", &Records::Readers::choices}, {"/replay", &Records::Readers::replay}
};

const Leaf* leaf_of(std::string_view path) {
    if (!path.starts_with(incidents_path)) {
        return nullptr;
    }
    path.remove_prefix(incidents_path.size());
    for (const Leaf& leaf : leaves) {
        if (path.size() > leaf.name.size() && path.ends_with(leaf.name)) {
            return &leaf;
        }
    }
    return nullptr;
}

std::optional<protocol::IncidentId> incident_in(std::string_view path, const Leaf& leaf) {
    path.remove_prefix(incidents_path.size());
    path.remove_suffix(leaf.name.size());
    protocol::IncidentId incident;
    const char* const end = path.data() + path.size();
    const auto read = std::from_chars(path.data(), end, incident.value);
    const bool whole = read.ec == std::errc{} && read.ptr == end && incident.value > 0;
    return whole ? std::optional{incident} : std::nullopt;
}

} // namespace

Records::Records(RecordCalls& calls, Readers readers)
    : calls_(calls), room_(new Room{std::move(readers)}) {}

bool Records::owns(std::string_view path) {
    return leaf_of(path) != nullptr;
}

void Records::handle(const Request& request, const Answer& answer) {
    const Leaf& leaf = *leaf_of(request.path);
    const auto incident = incident_in(request.path, leaf);
    if (!incident) {
        answer(problem(404, "not-found", "There is nothing under this path."));
        return;
    }
    if (request.method != Method::get && request.method != Method::head) {
        auto refusal = problem(405, "not-allowed", "This path can only be read.");
        refusal.fields.emplace_back("allow", "GET, HEAD");
        answer(std::move(refusal));
        return;
    }
    if (request.bearer().empty()) {
        answer(problem(401, "not-signed-in", "A bearer token is needed."));
        return;
    }
    calls_.ask(
        std::string(request.bearer()),
        protocol::ReadRecord{*incident},
        [room = room_,
         member = leaf.read,
         answer](const protocol::Result<protocol::RecordTicket>& ticket) {
            if (!ticket) {
                answer(problem(ticket.refusal()));
                return;
            }
            // The reading doesn't hold the room: it is the room's own thread.
            const Read& read = room->readers.*member;
            const bool taken = room->workers.give([read = &read, answer, ticket = *ticket] {
                try {
                    answer(json_response(200, (*read)(ticket)));
                } catch (const std::exception& error) {
                    spdlog::error("an incident's record could not be read: {}", error.what());
                    answer(problem(503, "busy", "The record can't be read at the moment."));
                }
            });
            if (!taken) {
                answer(problem(503, "busy", "Too many records are being read."));
            }
        }
    );
}

void Records::stop() {
    room_->workers.stop();
}

} // namespace dageng::http
