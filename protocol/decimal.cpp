#include "protocol/decimal.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>

namespace dageng::protocol {
namespace {

/// The parts of a number: digits `whole` and `fraction`, and the power of ten behind them.
struct Parts {
    bool negative = false;
    std::string_view whole;
    std::string_view fraction;
    int exponent = 0;

    std::int64_t count() const { return static_cast<std::int64_t>(whole.size() + fraction.size()); }
    /// Zeros follow the last digit.
    unsigned digit(std::int64_t index) const {
        const auto at = static_cast<std::size_t>(index);
        if (at >= whole.size() + fraction.size()) {
            return 0;
        }
        const char digit = at < whole.size() ? whole[at] : fraction[at - whole.size()];
        return static_cast<unsigned>(digit - '0');
    }
    bool zero() const {
        return whole.find_first_not_of('0') == std::string_view::npos &&
               fraction.find_first_not_of('0') == std::string_view::npos;
    }
};

constexpr int largest_exponent = 100'000;

std::string_view take_digits(std::string_view& text) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    const std::string_view digits = text.substr(0, end);
    text.remove_prefix(end);
    return digits;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text[0]) == std::string_view::npos) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

/// An exponent that no number in reach needs stands for all beyond it.
int bounded(std::string_view digits) {
    int value = 0;
    for (const char digit : digits) {
        value = std::min(value * 10 + (digit - '0'), largest_exponent);
    }
    return value;
}

std::optional<Parts> parts_of(std::string_view text) {
    Parts parts;
    parts.negative = take(text, "-");
    parts.whole = take_digits(text);
    if (parts.whole.empty() || (parts.whole.size() > 1 && parts.whole[0] == '0')) {
        return std::nullopt;
    }
    if (take(text, ".")) {
        parts.fraction = take_digits(text);
        if (parts.fraction.empty()) {
            return std::nullopt;
        }
    }
    if (take(text, "eE")) {
        const bool down = !text.empty() && text[0] == '-';
        take(text, "+-");
        const std::string_view digits = take_digits(text);
        if (digits.empty()) {
            return std::nullopt;
        }
        parts.exponent = down ? -bounded(digits) : bounded(digits);
    }
    return text.empty() ? std::optional(parts) : std::nullopt;
}

/// Appends a digit; false when the value would be over the limit.
bool push_digit(std::uint64_t& value, unsigned digit) {
    constexpr std::uint64_t limit = std::numeric_limits<std::uint64_t>::max();
    if (value > (limit - digit) / 10) {
        return false;
    }
    value = value * 10 + digit;
    return true;
}

} // namespace

bool is_json_number(std::string_view text) {
    return parts_of(text).has_value();
}

Scaled scaled_decimal(std::string_view text, int places) {
    const auto parts = parts_of(text);
    if (!parts) {
        return {};
    }
    Scaled result{true, true, parts->negative, 0};
    if (parts->zero()) {
        return result;
    }
    // Digits before the point of the result; those after it are rounded away.
    const std::int64_t kept =
        static_cast<std::int64_t>(parts->whole.size()) + parts->exponent + places;
    for (std::int64_t index = 0; index < kept; ++index) {
        if (!push_digit(result.size, parts->digit(index))) {
            return {};
        }
    }
    for (std::int64_t index = std::max<std::int64_t>(kept, 0); index < parts->count(); ++index) {
        result.exact = result.exact && parts->digit(index) == 0;
    }
    if (kept >= 0 && parts->digit(kept) >= 5) {
        result.fits = result.size != std::numeric_limits<std::uint64_t>::max();
        ++result.size;
    }
    return result;
}

} // namespace dageng::protocol
