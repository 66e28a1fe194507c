#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
namespace dageng::protocol {

/// One code point at the front of a text.
struct CodePoint {
    std::uint32_t value = 0;
    std::size_t bytes = 0; ///< 0: the text is empty or doesn't begin with valid UTF-8.
};

CodePoint first_code_point(std::string_view text);

} // namespace dageng::protocol
