#include "server/http/site.hpp"

#include "server/http/problem.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace dageng::http {

namespace {

/// What holds for every answer; a page has a content policy of its own.
void add_guards(Response& response) {
    auto& fields = response.fields;
    fields.emplace_back("x-content-type-options", "nosniff");
    fields.emplace_back("referrer-policy", "no-referrer");
    const bool has_policy = std::ranges::any_of(fields, [](const Field& field) {
        return field.first == "content-security-policy";
    });
    if (!has_policy) {
        fields.emplace_back(
            "content-security-policy", "default-src 'none'; frame-ancestors 'none'"
        );
    }
}

} // namespace

std::shared_ptr<Upload> Site::handle(const Request& request, Answer answer) {
    auto guarded = [answer = std::move(answer)](Response response) {
        add_guards(response);
        answer(std::move(response));
    };
    const bool reads = request.method == Method::get || request.method == Method::head;
    if (!reads && request.is_of_other_site()) {
        guarded(problem(403, "not-allowed", "This is another site's page."));
        return nullptr;
    }
    for (Posts* const posts : {&parts_.doors, &parts_.registry}) {
        if (posts->owns(request.path)) {
            return posts->handle(request, std::move(guarded));
        }
    }
    if (Photos::owns(request.path)) {
        return parts_.photos.handle(request, std::move(guarded));
    }
    if (Records::owns(request.path)) {
        parts_.records.handle(request, guarded);
        return nullptr;
    }
    guarded(look_up(request));
    return nullptr;
}

Response Site::look_up(const Request& request) const {
    std::optional<Response> found = parts_.pages.answer(request);
    if (!found) {
        found = parts_.base_map.answer(request);
    }
    if (!found) {
        found = parts_.health.answer(request);
    }
    if (!found) {
        found = parts_.metrics.answer(request);
    }
    if (!found) {
        return problem(404, "not-found", "There is nothing under this path.");
    }
    if (request.method != Method::get && request.method != Method::head) {
        auto refusal = problem(405, "not-allowed", "This path can only be read.");
        refusal.fields.emplace_back("allow", "GET, HEAD");
        return refusal;
    }
    return std::move(*found);
}

} // namespace dageng::http
