#include "server/app/csv_rows.hpp"

#include <algorithm>
#include <utility>

namespace dageng::app {

CsvRows::CsvRows(std::string_view text, const std::vector<std::string_view>& columns)
    : rest_(text) {
    const auto header = fields().value_or(std::vector<std::string>{});
    for (const std::string_view column : columns) {
        const auto found = std::find(header.begin(), header.end(), column);
        if (found == header.end() && missing_.empty()) {
            missing_ = column;
        }
        wanted_.push_back(static_cast<std::size_t>(found - header.begin()));
    }
}

const std::vector<std::string>* CsvRows::next() {
    auto all = fields();
    if (!all) {
        return nullptr;
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
    return found;
}

} // namespace dageng::app
