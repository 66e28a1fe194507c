#pragma once

#include "protocol/publish/messages.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace dageng::protocol::publish {

/// Which side writes a value: they may leave out different fields.
enum class Way : std::uint8_t { sent, told };

/// A schema by itself: shared types stand under `$defs`.
struct Schema {
    std::string file; ///< `report-tip.json`
    std::string text;
};

/// The schema of the data of a message. `name` is its type, or its own name in kebab-case.
Schema schema_of(const std::string& name, const Shape& data, Way way);

/// `TipAnswer` → `tip-answer`.
std::string kebab(const std::string& name);

/// All of them, in the order of the messages.
std::vector<Schema> all_schemas();

} // namespace dageng::protocol::publish
