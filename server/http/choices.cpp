#include "server/http/choices.hpp"

#include "server/http/problem.hpp"

#include <spdlog/spdlog.h>

#include <charconv>
#include <optional>
#include <utility>

namespace dageng::http {

namespace {

constexpr std::string_view incidents_path = "/api/v1/incidents/";
constexpr std::string_view choices_leaf = "/choices";

std::optional<protocol::IncidentId> incident_in(std::string_view path) {
    path.remove_prefix(incidents_path.size());
    path.remove_suffix(choices_leaf.size());
    protocol::IncidentId incident;
    const char* const end = path.data() + path.size();
    const auto read = std::from_chars(path.data(), end, incident.value);
    const bool whole = read.ec == std::errc{} && read.ptr == end && incident.value > 0;
    return whole ? std::optional{incident} : std::nullopt;
}

} // namespace

Choices::Choices(ChoiceCalls& calls, Read read) : calls_(calls), room_(new Room{std::move(read)}) {}

bool Choices::owns(std::string_view path) {
    return path.size() > incidents_path.size() + choices_leaf.size() &&
           path.starts_with(incidents_path) && path.ends_with(choices_leaf);
}

void Choices::handle(const Request& request, const Answer& answer) {
    const auto incident = incident_in(request.path);
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
        protocol::ReadChoices{*incident},
        [room = room_, answer](const protocol::Result<protocol::ChoicesTicket>& ticket) {
            if (!ticket) {
                answer(problem(ticket.refusal()));
                return;
            }
            // The reading doesn't hold the room: it is the room's own thread.
            const bool taken = room->workers.give([read = &room->read, answer, ticket = *ticket] {
                try {
                    answer(json_response(200, (*read)(ticket)));
                } catch (const std::exception& error) {
                    spdlog::error("an explanation could not be read: {}", error.what());
                    answer(problem(503, "busy", "The record can't be read at the moment."));
                }
            });
            if (!taken) {
                answer(problem(503, "busy", "Too many explanations are being read."));
            }
        }
    );
}

void Choices::stop() {
    room_->workers.stop();
}

} // namespace dageng::http
