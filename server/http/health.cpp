#include "server/http/health.hpp"

#include "server/http/problem.hpp"

namespace dageng::http {

std::optional<Response> Health::answer(const Request& request) const {
    if (request.path == "/health/live") {
        return json_response(200, R"({"live":true})");
    }
    if (request.path != "/health/ready") {
        return std::nullopt;
    }
    const auto state = ask_();
    std::string json =
        state.ready ? R"({"ready":true,"reasons":[)" : R"({"ready":false,"reasons":[)";
    bool first = true;
    for (const auto& reason : state.reasons) {
        json += (first ? "" : ",") + json_text(reason);
        first = false;
    }
    return json_response(state.ready ? 200 : 503, json + "]}");
}

} // namespace dageng::http
