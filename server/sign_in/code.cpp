#include "server/sign_in/code.hpp"

#include <cstddef>

namespace dageng::sign_in {

namespace {

constexpr std::size_t characters = 12;
constexpr std::size_t group = 4;

} // namespace

std::string make_code() {
    // The last characters of a token hold five random bits each; the first doesn't.
    const std::string token = vault::make_token();
    std::string code;
    for (std::size_t i = token.size() - characters; i < token.size(); ++i) {
        if (!code.empty() && (token.size() - i) % group == 0) {
            code += '-';
        }
        code += token[i];
    }
    return code;
}

vault::TokenHash hash_code(std::string_view typed) {
    std::string code = "code ";
    for (const char c : typed) {
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (upper == 'O') {
            code += '0';
        } else if (upper == 'I' || upper == 'L') {
            code += '1';
        } else if (upper != '-' && upper != ' ') {
            code += upper;
        }
    }
    return vault::hash_token(code);
}

} // namespace dageng::sign_in
