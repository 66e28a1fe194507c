#pragma once

/// Stops the process with the place and the broken condition: for states that can't be, in release
/// builds too. Never for input.
namespace dageng::protocol {
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);
}

#define DAGENG_ASSERT(condition)                                                                   \
    ((condition) ? static_cast<void>(0)                                                            \
                 : ::dageng::protocol::assertion_failed(#condition, __FILE__, __LINE__))
