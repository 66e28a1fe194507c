#include "tests/support/allocations.hpp"

#include <cstdlib>
#include <new>

namespace {

std::size_t made = 0;

} // namespace

std::size_t dageng::support::allocations() {
    return made;
}

void* operator new(std::size_t size) {
    ++made;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) {
        return memory;
    }
    throw std::bad_alloc();
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
