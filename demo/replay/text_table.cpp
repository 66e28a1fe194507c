#include "demo/replay/text_table.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <stdexcept>

namespace dageng::demo {

std::string read_text_file(const std::string& path) {
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
    if (file == nullptr) {
        throw std::runtime_error("cannot read " + path);
    }
    constexpr unsigned chunk = 1U << 20U;
    std::string text;
    while (true) {
        const std::size_t before = text.size();
        text.resize(before + chunk);
        const int got = gzread(file.get(), text.data() + before, chunk);
        if (got < 0) {
            throw std::runtime_error("damaged file " + path);
        }
        text.resize(before + static_cast<std::size_t>(got));
        if (got == 0) {
            return text;
        }
    }
}

TextTable::TextTable(std::string_view text, const std::vector<std::string>& columns) : rest_(text) {
    const std::vector<std::string> header = split_line();
    for (const std::string& column : columns) {
        const auto found = std::ranges::find(header, column);
        if (found == header.end()) {
            throw std::runtime_error("the table has no column " + column);
        }
        wanted_.push_back(static_cast<std::size_t>(found - header.begin()));
    }
}

std::vector<std::string> TextTable::split_line() {
    std::vector<std::string> fields(1);
    bool quoted = false;
    std::size_t at = 0;
    for (; at < rest_.size() && (quoted || rest_[at] != '\n'); ++at) {
        const char c = rest_[at];
        if (c == '"' && quoted && at + 1 < rest_.size() && rest_[at + 1] == '"') {
            fields.back().push_back(c);
            ++at;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else if (c != '\r') {
            fields.back().push_back(c);
        }
    }
    rest_.remove_prefix(std::min(at + 1, rest_.size()));
    return fields;
}

std::optional<std::vector<std::string>> TextTable::next() {
    while (!rest_.empty()) {
        const std::vector<std::string> fields = split_line();
        const bool whole = std::ranges::all_of(wanted_, [&](std::size_t column) {
            return column < fields.size();
        });
        if (!whole) {
            ++short_rows_;
            continue;
        }
        std::vector<std::string> chosen;
        chosen.reserve(wanted_.size());
        for (const std::size_t column : wanted_) {
            chosen.push_back(fields[column]);
        }
        return chosen;
    }
    return std::nullopt;
}

std::optional<double> number(std::string_view text) {
    double value = 0;
    const char* begin = text.data();
    const char* end = begin + text.size();
    const auto read = std::from_chars(begin, end, value);
    const bool good = read.ec == std::errc{} && read.ptr == end && std::isfinite(value);
    return good ? std::optional{value} : std::nullopt;
}

namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    if (at + count > text.size()) {
        return std::nullopt;
    }
    const char* begin = text.data() + at;
    const auto read = std::from_chars(begin, begin + count, value);
    const bool good = read.ec == std::errc{} && read.ptr == begin + count && *begin != '-';
    return good ? std::optional{value} : std::nullopt;
}

/// Of "Z", "+08:00", "-0330" or nothing (taken as UTC); in minutes.
std::optional<int> offset_minutes(std::string_view zone) {
    if (zone.empty() || zone == "Z" || zone == "z") {
        return 0;
    }
    const std::size_t minutes_at = zone.size() == 6 && zone[3] == ':' ? 4 : 3;
    const auto hours = digits(zone, 1, 2);
    const auto minutes = digits(zone, minutes_at, 2);
    if (!hours || !minutes || (zone[0] != '+' && zone[0] != '-')) {
        return std::nullopt;
    }
    const int total = *hours * 60 + *minutes;
    return zone[0] == '-' ? -total : total;
}

} // namespace

std::optional<std::int64_t> moment_ms(std::string_view text) {
    std::array<int, 6> parts{};
    constexpr std::array<std::size_t, 6> begins{0, 5, 8, 11, 14, 17};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto part = digits(text, begins[i], i == 0 ? 4 : 2);
        if (!part) {
            return std::nullopt;
        }
        parts[i] = *part;
    }
    std::size_t at = 19;
    double fraction = 0;
    if (at < text.size() && text[at] == '.') {
        const std::size_t end = std::min(text.find_first_not_of("0123456789", at + 1), text.size());
        fraction = number(text.substr(at, end - at)).value_or(0);
        at = end;
    }
    const auto offset = offset_minutes(text.substr(at));
    using namespace std::chrono;
    const year_month_day date{
        year{parts[0]}, month{static_cast<unsigned>(parts[1])}, day{static_cast<unsigned>(parts[2])}
    };
    if (!offset || !date.ok()) {
        return std::nullopt;
    }
    const auto of_day = hours{parts[3]} + minutes{parts[4]} + seconds{parts[5]} - minutes{*offset};
    const auto whole = duration_cast<milliseconds>(sys_days{date}.time_since_epoch() + of_day);
    return whole.count() + std::llround(fraction * 1000);
}

} // namespace dageng::demo
