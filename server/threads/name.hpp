#pragma once

namespace dageng::threads {

/// How the calling thread is called by `top -H`, a profiler and a core file: the room that it works
/// for. At most 15 letters; longer ones are an error of the caller.
void name(const char* name);

} // namespace dageng::threads
