#pragma once

#include "server/http/posts.hpp"
#include "server/sign_in/door.hpp"

namespace dageng::http {

/// `POST /api/v1/sign-in`, `sign-up`, `renew-token` and `sign-out`
/// (protocol/sign_in_messages.hpp). The door outlives them, and is used by their thread alone.
std::vector<Posts::Path> door_paths(sign_in::Door& door);

} // namespace dageng::http
