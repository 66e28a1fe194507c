#include "server/http/problem.hpp"

#include "protocol/json_write.hpp"

#include <array>
#include <memory>
#include <utility>

namespace dageng::http {

namespace {

constexpr std::array<std::pair<unsigned, std::string_view>, 19> phrases{{
    {200, "OK"},
    {201, "Created"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {411, "Length Required"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {426, "Upgrade Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
    {507, "Insufficient Storage"},
}};

unsigned status_of(protocol::ErrorCode code) {
    using enum protocol::ErrorCode;
    switch (code) {
    case bad_json:
    case bad_field:
    case unknown_type:
        return 400;
    case not_signed_in:
        return 401;
    case not_allowed:
        return 403;
    case not_found:
        return 404;
    case id_reused:
    case too_late:
    case not_on_duty:
    case other_device:
    case offer_over:
    case wrong_state:
    case busy_elsewhere:
        return 409;
    case bad_photo:
        return 415;
    case too_large:
        return 413;
    case limit_reached:
    case too_many:
        return 429;
    case busy:
        return 503;
    }
    return 500;
}

} // namespace

std::string_view reason_phrase(unsigned status) {
    for (const auto& [known, phrase] : phrases) {
        if (known == status) {
            return phrase;
        }
    }
    return "Unknown";
}

std::string json_text(std::string_view text) {
    return protocol::to_json(protocol::Text<0, 4096>{std::string(text)});
}

Response json_response(unsigned status, std::string json) {
    return {
        status,
        {{"content-type", "application/json"}, {"cache-control", "no-store"}},
        std::make_shared<const std::string>(std::move(json))
    };
}

Response problem(unsigned status, std::string_view code, std::string_view detail) {
    auto response = json_response(
        status,
        R"({"type":"about:blank","title":)" + json_text(reason_phrase(status)) + R"(,"status":)" +
            std::to_string(status) + R"(,"code":)" + json_text(code) + R"(,"detail":)" +
            json_text(detail) + "}"
    );
    response.fields.front().second = "application/problem+json";
    if (status == 401) {
        response.fields.emplace_back("www-authenticate", "Bearer");
    }
    if (status == 429 || status == 503) {
        response.fields.emplace_back("retry-after", "5");
    }
    return response;
}

Response problem(const protocol::Refusal& refusal) {
    auto response =
        problem(status_of(refusal.code), protocol::wire_name(refusal.code), refusal.detail);
    if (!refusal.field.empty()) {
        std::string body = *response.body;
        body.insert(body.size() - 1, R"(,"field":)" + json_text(refusal.field));
        response.body = std::make_shared<const std::string>(std::move(body));
    }
    for (auto& [name, value] : response.fields) {
        if (name == "retry-after" && refusal.retry_after_ms > 0) {
            value = std::to_string((refusal.retry_after_ms + 999) / 1000);
        }
    }
    return response;
}

} // namespace dageng::http
