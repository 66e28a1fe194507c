#pragma once

#include "server/app/foundation.hpp"
#include "server/http/posts.hpp"

#include <vector>

namespace dageng::app {

/// `POST /api/v1/units`, `people` and `issue-code` (protocol/registry_messages.hpp): what
/// coordinators and administrators are shown of the registry, and how they let somebody in.
std::vector<http::Posts::Path> registry_paths(Foundation& foundation);

} // namespace dageng::app
