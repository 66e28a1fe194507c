#include "server/http/exchange.hpp"

#include <algorithm>

namespace dageng::http {

namespace {

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view text, std::string_view lower_case) {
    if (text.size() != lower_case.size()) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (lower(text[i]) != lower_case[i]) {
            return false;
        }
    }
    return true;
}

/// `gzip;q=0` refuses; any other weight takes.
bool takes(std::string_view coding, std::string_view wanted) {
    const auto semicolon = coding.find(';');
    if (!same_word(trimmed(coding.substr(0, semicolon)), wanted)) {
        return false;
    }
    if (semicolon == std::string_view::npos) {
        return true;
    }
    const auto weight = trimmed(coding.substr(semicolon + 1));
    return weight.find_first_of("123456789") != std::string_view::npos;
}

} // namespace

std::string_view Request::field(std::string_view name) const {
    for (const auto& [key, value] : fields) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

std::string_view Request::bearer() const {
    constexpr std::string_view scheme = "bearer";
    const auto value = field("authorization");
    if (value.size() <= scheme.size() || value[scheme.size()] != ' ' ||
        !same_word(value.substr(0, scheme.size()), scheme)) {
        return {};
    }
    return trimmed(value.substr(scheme.size()));
}

bool Request::is_of_other_site() const {
    constexpr std::string_view after_scheme = "://";
    const auto origin = field("origin");
    if (origin.empty()) {
        return false;
    }
    const auto scheme = origin.find(after_scheme);
    const auto host = field("host");
    return scheme == std::string_view::npos || host.empty() ||
           !std::ranges::equal(
               origin.substr(scheme + after_scheme.size()),
               host,
               [](char one, char other) { return lower(one) == lower(other); }
           );
}

bool Request::takes_gzip() const {
    auto rest = field("accept-encoding");
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        if (takes(rest.substr(0, comma), "gzip")) {
            return true;
        }
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    return false;
}

} // namespace dageng::http
