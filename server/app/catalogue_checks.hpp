#pragma once

#include "protocol/catalogue.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace dageng::app {

/// Told of something wrong: the list in the file (`plan`), the index in it, the key at fault
/// (`level[1].waves`), what was expected.
using CatalogueFault = std::function<
    void(const char* list, std::size_t index, const std::string& key, const std::string& expected)>;

/// What no single value shows: that the parts of a catalogue fit together.
void check_catalogue(const protocol::Catalogue& catalogue, const CatalogueFault& fault);

} // namespace dageng::app
