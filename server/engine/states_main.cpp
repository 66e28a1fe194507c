#include "server/engine/states_text.hpp"

#include <iostream>

/// Prints docs/states.md.
int main() {
    std::cout << dageng::engine::states_text();
    return 0;
}
