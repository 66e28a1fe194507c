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

/// How far a text is valid, from `from` on, which begins a code point: its size when all of it is.
std::size_t valid_until(std::string_view text, std::size_t from);

/// Whether more bytes could make valid what ends within a code point: `rest` is what of it is
/// there, not empty.
bool may_become_whole(std::string_view rest);

} // namespace dageng::protocol
