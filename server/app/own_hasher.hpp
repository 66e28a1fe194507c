#pragma once

#include <string>
#include <vector>

namespace dageng::app {

/// The command that sign_in::answer_hashes stands behind. Not for people.
inline constexpr const char* hash_command = "hash-passwords";

/// How this program runs itself for it (sign_in::HasherProcess).
inline std::vector<std::string> own_hasher() {
    return {"/proc/self/exe", hash_command};
}

} // namespace dageng::app
