#pragma once

#include "server/app/foundation.hpp"

namespace dageng::app {

/// Signs where the journal ends now (audit.hpp): into `heads.jsonl` in the data folder, and to all
/// consoles and maps, which keep it where nobody who writes to this disk can reach it. Any thread
/// but the district's, which runs.
void sign_and_show_head(Foundation& foundation);

} // namespace dageng::app
