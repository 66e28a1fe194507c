#include "server/http/doors.hpp"

#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "server/http/problem.hpp"
#include "server/http/small_body.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <functional>
#include <utility>

namespace dageng::http {

namespace {

using sign_in::Door;

/// What a request brings, besides its body.
struct Visit {
    std::string token;
    Door::Network network = 0;
};

template <class Wish, class Open>
Door::Answer read_and_open(const std::string& body, Open open) {
    const auto wish = protocol::read_json<Wish>(body);
    return wish ? open(*wish) : Door::Answer{wish.refusal()};
}

struct Path {
    std::string_view path;
    bool needs_token = false;
    Door::Answer (*open)(Door& door, const std::string& body, const Visit& visit);
};

constexpr Path paths[]{
    {"/api/v1/sign-in",
     false,
     [](Door& door, const std::string& body, const Visit& visit) {
         return read_and_open<protocol::SignIn>(body, [&](const auto& wish) {
             return door.sign_in(wish, visit.network);
         });
     }},
    {"/api/v1/sign-up",
     false,
     [](Door& door, const std::string& body, const Visit& visit) {
         return read_and_open<protocol::SignUp>(body, [&](const auto& wish) {
             return door.sign_up(wish, visit.network);
         });
     }},
    {"/api/v1/renew-token",
     true,
     [](Door& door, const std::string& body, const Visit& visit) {
         return read_and_open<protocol::RenewToken>(body, [&](const auto&) {
             return door.renew(visit.token);
         });
     }},
    {"/api/v1/sign-out",
     true,
     [](Door& door, const std::string& body, const Visit& visit) {
         return read_and_open<protocol::SignOut>(body, [&](const auto& wish) {
             return door.sign_out(visit.token, wish);
         });
     }},
};

const Path* find(std::string_view path) {
    for (const Path& one : paths) {
        if (one.path == path) {
            return &one;
        }
    }
    return nullptr;
}

constexpr std::size_t most_bytes = 4096;

Response answer_of(const Door::Answer& made) {
    return made ? json_response(200, protocol::to_json(*made)) : problem(made.refusal());
}

} // namespace

bool Doors::owns(std::string_view path) {
    return find(path) != nullptr;
}

std::shared_ptr<Upload> Doors::handle(const Request& request, Answer answer) {
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
    auto open = [this, path = &path, visit = std::move(visit), answer](std::string body) {
        const bool taken = workers_.give([this, path, visit, answer, body = std::move(body)] {
            try {
                const auto made = path->open(door_, body, visit);
                if (!made) {
                    const auto code = protocol::wire_name(made.refusal().code);
                    spdlog::info("refused at {}: {}", path->path, code);
                }
                answer(answer_of(made));
            } catch (const std::exception& error) {
                spdlog::error("somebody couldn't be let in or out: {}", error.what());
                answer(problem(503, "busy", "Signing in doesn't work at the moment."));
            }
        });
        if (!taken) {
            answer(problem(503, "busy", "Too many are signing in."));
        }
    };
    return std::make_shared<SmallBody>(most_bytes, answer, std::move(open));
}

} // namespace dageng::http
