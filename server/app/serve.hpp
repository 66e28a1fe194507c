#pragma once

#include "server/app/settings.hpp"

namespace dageng::app {

/// Runs a server until SIGTERM or SIGINT: 0 when it ended in order, 1 when it couldn't start (the
/// log says why). A journal that fails ends the process with 3. Blocks both signals in all threads.
int serve(const Settings& settings);

} // namespace dageng::app
