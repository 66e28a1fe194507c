#include "server/http/doors.hpp"

#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "server/http/problem.hpp"

#include <spdlog/spdlog.h>

namespace dageng::http {

namespace {

using sign_in::Door;

Response response(std::string_view path, const Door::Answer& answer) {
    if (!answer) {
        spdlog::info("refused at {}: {}", path, protocol::wire_name(answer.refusal().code));
        return problem(answer.refusal());
    }
    return json_response(200, protocol::to_json(*answer));
}

/// `open` makes of what was wished an answer of the door, or what is left to do for one.
template <class Wish, class Open>
Posts::Path path_of(std::string_view path, bool needs_token, Open open) {
    return {
        path,
        needs_token,
        [path, open](const std::string& body, const Posts::Visit& visit) -> Posts::Made {
            const auto wish = protocol::read_json<Wish>(body);
            if (!wish) {
                return response(path, wish.refusal());
            }
            Door::Opened opened = open(*wish, visit);
            if (auto* const trial = std::get_if<Door::Trial>(&opened)) {
                return [path, trial = std::move(*trial)] { return response(path, trial()); };
            }
            return response(path, std::get<Door::Answer>(opened));
        }
    };
}

} // namespace

std::vector<Posts::Path> door_paths(sign_in::Door& door) {
    return {
        path_of<protocol::SignIn>(
            "/api/v1/sign-in",
            false,
            [&door](const auto& wish, const auto& visit) {
                return door.sign_in(wish, visit.network);
            }
        ),
        path_of<protocol::SignUp>(
            "/api/v1/sign-up",
            false,
            [&door](const auto& wish, const auto& visit) {
                return door.sign_up(wish, visit.network);
            }
        ),
        path_of<protocol::RenewToken>(
            "/api/v1/renew-token",
            true,
            [&door](const auto&, const auto& visit) { return door.renew(visit.token); }
        ),
        path_of<protocol::SignOut>(
            "/api/v1/sign-out",
            true,
            [&door](const auto& wish, const auto& visit) {
                return door.sign_out(visit.token, wish);
            }
        ),
    };
}

} // namespace dageng::http
