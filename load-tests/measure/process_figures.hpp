#pragma once

#include <cstdint>
#include <string_view>

/// What the kernel says of a running process. Linux only.
namespace dageng::load {

struct ProcessFigures {
    /// User and system time of all its threads since it began. The kernel counts in steps of
    /// 10 ms, so a window must be long against that.
    std::int64_t cpu_ns = 0;
    /// Memory in RAM that is its own or mapped from files; not what the kernel holds for its
    /// sockets.
    std::int64_t resident_bytes = 0;
};

/// Throws std::runtime_error when there is no such process.
ProcessFigures figures_of(int pid);

/// CPU time from the text of /proc/PID/stat; 0 when it isn't one. The process's name, which may
/// hold spaces and brackets, is skipped.
std::int64_t cpu_ns_from_stat(std::string_view stat, std::int64_t ticks_per_second);

} // namespace dageng::load
