#pragma once

#include <string>

namespace dageng::app {

/// What names this very program: the hash that the linker made of it (the ELF note `build-id`), in
/// hex. Throws std::runtime_error when it was linked without.
std::string program_id();

} // namespace dageng::app
