#include "protocol/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace dageng::protocol {

void assertion_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "dageng: impossible state: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

} // namespace dageng::protocol
