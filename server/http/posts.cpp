#include "server/http/posts.hpp"

#include "server/http/problem.hpp"
#include "server/http/small_body.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

namespace dageng::http {

namespace {

constexpr std::size_t most_bytes = 4096;

Response too_many() {
    return problem(503, "busy", "Too many ask for this at once.");
}

/// Nothing when it threw: that is answered, then.
template <class Work>
auto made(const Posts::Path& path, const Answer& answer, const Work& work)
    -> std::optional<decltype(work())> {
    try {
        return work();
    } catch (const std::exception& error) {
        spdlog::error("{} can't be answered: {}", path.path, error.what());
        answer(problem(503, "busy", "This doesn't work at the moment."));
        return std::nullopt;
    }
}

} // namespace

Posts::Posts(std::vector<Path> paths, std::size_t most_waiting, std::size_t most_rests)
    : paths_(std::move(paths)), rests_(most_rests > 0 ? 1 : 0, most_rests),
      workers_(1, most_waiting) {}

void Posts::stop() {
    workers_.stop();
    rests_.stop();
}

void Posts::begin(
    const Path& path, const std::string& body, const Visit& visit, const Answer& answer
) {
    auto begun = made(path, answer, [&] { return path.answer(body, visit); });
    if (!begun) {
        return;
    }
    if (auto* const whole = std::get_if<Response>(&*begun)) {
        answer(std::move(*whole));
        return;
    }
    const bool taken = rests_.give([&path, answer, rest = std::get<Rest>(std::move(*begun))] {
        if (auto response = made(path, answer, rest)) {
            answer(std::move(*response));
        }
    });
    if (!taken) {
        answer(too_many());
    }
}

const Posts::Path* Posts::find(std::string_view path) const {
    const auto found =
        std::ranges::find_if(paths_, [&](const Path& one) { return one.path == path; });
    return found == paths_.end() ? nullptr : &*found;
}

std::shared_ptr<Upload> Posts::handle(const Request& request, Answer answer) {
    const Path& path = *find(request.path);
    if (request.method != Method::post) {
        auto refusal = problem(405, "not-allowed", "This path takes POST.");
        refusal.fields.emplace_back("allow", "POST");
        answer(std::move(refusal));
        return nullptr;
    }
    // A form of somebody else's page can't send this type without asking first.
    if (!request.field("content-type").starts_with("application/json")) {
        answer(problem(415, "bad-json", "The body must be application/json."));
        return nullptr;
    }
    Visit visit{std::string(request.bearer()), request.network};
    if (path.needs_token && visit.token.empty()) {
        answer(problem(401, "not-signed-in", "A bearer token is needed."));
        return nullptr;
    }
    auto work = [this, path = &path, visit = std::move(visit), answer](std::string body) {
        const bool taken = workers_.give([this, path, visit, answer, body = std::move(body)] {
            begin(*path, body, visit, answer);
        });
        if (!taken) {
            answer(too_many());
        }
    };
    return std::make_shared<SmallBody>(most_bytes, answer, std::move(work));
}

} // namespace dageng::http
