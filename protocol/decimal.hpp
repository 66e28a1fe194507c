#pragma once

#include <cstdint>
#include <string_view>

/// Numbers from their decimal text, without a way through floating point.
namespace dageng::protocol {

/// Is this a number as JSON writes it (RFC 8259, section 6)?
bool is_json_number(std::string_view text);

/// A number of JSON multiplied by a power of ten and rounded to a whole one, halves away from zero.
struct Scaled {
    bool fits = false;  ///< False: no number, or its size is over 2^64 - 1; the rest means nothing.
    bool exact = false; ///< Nothing was rounded away.
    bool negative = false;
    std::uint64_t size = 0;
};

/// Reads `text` times 10^`places`.
Scaled scaled_decimal(std::string_view text, int places);

} // namespace dageng::protocol
