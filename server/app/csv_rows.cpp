#include "server/app/csv_rows.hpp"

#include <algorithm>
#include <utility>

namespace dageng::app {

CsvRows::CsvRows(std::string_view text, const std::vector<std::string_view>& columns)
    : rest_(text) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (rest_.starts_with(byte_order_mark)) {
        rest_.remove_prefix(byte_order_mark.size());
    }
    const auto header = fields().value_or(std::vector<std::string>{});
    for (const std::string_view column : columns) {
        const auto found = std::find(header.begin(), header.end(), column);
        if (found == header.end() && missing_.empty()) {
            missing_ = column;
        }
        wanted_.push_back(static_cast<std::size_t>(found - header.begin()));
    }
    columns_ = header.size();
}

const std::vector<std::string>* CsvRows::next() {
    auto all = fields();
    if (!all) {
        return nullptr;
    }
    if (fault_.empty() && all->size() != columns_) {
        fault_ =
            std::to_string(all->size()) + " fields, but the header has " + std::to_string(columns_);
    }
    row_.clear();
    for (const std::size_t index : wanted_) {
        row_.push_back(index < all->size() ? std::move((*all)[index]) : std::string{});
    }
    return &row_;
}

std::optional<std::vector<std::string>> CsvRows::fields() {
    if (rest_.empty()) {
        return std::nullopt;
    }
    ++line_;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_ = rest_.substr(std::min(end + 1, rest_.size()));
    if (!line.empty() && line.back() == '\r') {
        line.remove_suffix(1);
    }
    std::vector<std::string> found{{}};
    fault_.clear();
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool doubled = quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"';
        if (doubled) {
            found.back() += line[++i];
        } else if (line[i] == '"') {
            quoted = !quoted;
        } else if (line[i] == ',' && !quoted) {
            found.emplace_back();
        } else {
            found.back() += line[i];
        }
    }
    if (quoted) {
        fault_ = "a quotation mark isn't closed in the same line";
    }
    return found;
}

void add_csv_field(std::string& row, std::string_view field, bool first) {
    row += first ? "" : ",";
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
        row += field;
        return;
    }
    row += '"';
    for (const char c : field) {
        row += c == '"' ? "\"\"" : std::string(1, c);
    }
    row += '"';
}

} // namespace dageng::app
