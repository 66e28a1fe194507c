#include "protocol/time_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace dageng::protocol {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd.dddZ";

struct Date {
    std::int64_t year = 1970;
    std::int64_t month = 1;
    std::int64_t day = 1;
};

// Years begin in March here, so that the leap day is the last of its year; an era is 400 years.
constexpr std::int64_t days_before_1970 = 719'468;
constexpr std::int64_t era_days = 146'097;

constexpr std::int64_t days_from_date(const Date& date) {
    const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    const std::int64_t era = year / 400;
    const std::int64_t year_of_era = year % 400;
    const std::int64_t month = (date.month + 9) % 12;
    const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * era_days + day_of_era - days_before_1970;
}

constexpr Date date_from_days(std::int64_t days) {
    const std::int64_t shifted = days + days_before_1970;
    const std::int64_t era = shifted / era_days;
    const std::int64_t day_of_era = shifted % era_days;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month = (5 * day_of_year + 2) / 153;
    const std::int64_t year = era * 400 + year_of_era + (month >= 10 ? 1 : 0);
    return {year, month < 10 ? month + 3 : month - 9, day_of_year - (153 * month + 2) / 5 + 1};
}

static_assert(days_from_date({1970, 1, 1}) == 0);
static_assert(days_from_date({2000, 3, 1}) == 11'017);
static_assert(date_from_days(19'782).month == 2 && date_from_days(19'782).day == 29);

/// Writes so many digits of a number, with leading noughts.
template <std::size_t width>
void put(char* at, std::uint32_t value) {
    for (std::size_t i = width; i > 0; --i) {
        at[i - 1] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}

bool has_shape(std::string_view text) {
    return text.size() == shape.size() &&
           std::equal(text.begin(), text.end(), shape.begin(), [](char is, char wanted) {
               return wanted == 'd' ? is >= '0' && is <= '9' : is == wanted;
           });
}

std::int64_t number_at(std::string_view text, std::size_t from, std::size_t width) {
    std::int64_t number = 0;
    for (const char digit : text.substr(from, width)) {
        number = number * 10 + (digit - '0');
    }
    return number;
}

} // namespace

void append_time(std::string& out, TimeMs time) {
    const std::int64_t ms = std::clamp(time, first_moment, last_moment).value;
    const Date date = date_from_days(ms / day_ms);
    // As narrow as they are, dividing them costs least.
    const auto ms_of_day = static_cast<std::uint32_t>(ms % day_ms);
    std::array<char, shape.size()> text{};
    std::copy(shape.begin(), shape.end(), text.begin());
    put<4>(text.data(), static_cast<std::uint32_t>(date.year));
    put<2>(text.data() + 5, static_cast<std::uint32_t>(date.month));
    put<2>(text.data() + 8, static_cast<std::uint32_t>(date.day));
    put<2>(text.data() + 11, ms_of_day / 3'600'000);
    put<2>(text.data() + 14, ms_of_day / 60'000 % 60);
    put<2>(text.data() + 17, ms_of_day / 1'000 % 60);
    put<3>(text.data() + 20, ms_of_day % 1'000);
    out.append(text.data(), text.size());
}

std::string time_text(TimeMs time) {
    std::string text;
    append_time(text, time);
    return text;
}

std::optional<TimeMs> time_from_text(std::string_view text) {
    if (!has_shape(text)) {
        return std::nullopt;
    }
    const Date date{number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2)};
    const std::int64_t hour = number_at(text, 11, 2);
    const std::int64_t minute = number_at(text, 14, 2);
    const std::int64_t second = number_at(text, 17, 2);
    if (date.year < 1970 || date.month < 1 || date.month > 12 || date.day < 1 || hour > 23 ||
        minute > 59 || second > 59) {
        return std::nullopt;
    }
    const std::int64_t days = days_from_date(date);
    // The 30th of February comes back as the 1st or 2nd of March.
    if (date_from_days(days).day != date.day) {
        return std::nullopt;
    }
    return TimeMs{
        days * day_ms + hour * 3'600'000 + minute * 60'000 + second * 1'000 + number_at(text, 20, 3)
    };
}

} // namespace dageng::protocol
