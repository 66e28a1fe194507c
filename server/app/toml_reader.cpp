#include "server/app/toml_reader.hpp"

#include "protocol/utf8.hpp"

#include <algorithm>
#include <optional>
#include <sstream>
#include <tuple>
#include <utility>

namespace dageng::app {
namespace {

using protocol::ErrorCode;
using protocol::Refusal;
using protocol::Result;

constexpr std::size_t longest_shown = 40;

std::string place_text(const std::string& file, std::uint32_t line, std::uint32_t column) {
    return file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": ";
}

/// Code points of a text; nothing when it has control characters other than the line feed.
std::optional<std::size_t> count_points(std::string_view text) {
    std::size_t points = 0;
    while (!text.empty()) {
        const protocol::CodePoint point = protocol::first_code_point(text);
        const bool control = (point.value < 0x20 && point.value != '\n') || point.value == 0x7F;
        if (point.bytes == 0 || control) {
            return std::nullopt;
        }
        text.remove_prefix(point.bytes);
        ++points;
    }
    return points;
}

bool is_slug(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

} // namespace

void Complaints::add(
    const toml::source_region& where, const std::string& path, const std::string& what
) {
    all_.push_back({where.begin.line, where.begin.column, path + ": " + what});
}

Refusal Complaints::refusal() const {
    std::vector<Complaint> ordered = all_;
    std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
        return std::tie(a.line, a.column, a.text) < std::tie(b.line, b.column, b.text);
    });
    std::string text;
    for (std::size_t i = 0; i < ordered.size() && i < most_told; ++i) {
        const Complaint& complaint = ordered[i];
        text += text.empty() ? "" : "\n";
        text += place_text(file_, complaint.line, complaint.column) + complaint.text;
    }
    if (ordered.size() > most_told) {
        text += "\nand " + std::to_string(ordered.size() - most_told) + " more";
    }
    return {ErrorCode::bad_field, std::move(text), {}};
}

Result<toml::table> parse_toml_file(const std::filesystem::path& file) {
    try {
        return toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        const toml::source_position begin = error.source().begin;
        if (begin.line == 0) {
            return Refusal{
                ErrorCode::not_found, file.string() + ": can't be read: " + error.what(), {}
            };
        }
        return Refusal{
            ErrorCode::bad_field,
            place_text(file.string(), begin.line, begin.column) + error.what(),
            {}
        };
    }
}

std::string shown(const toml::node& value) {
    std::ostringstream out;
    out << toml::toml_formatter{value, toml::format_flags::indentation};
    std::string text = std::move(out).str();
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (text.size() > longest_shown) {
        // Cut before a code point, not within one.
        std::size_t end = longest_shown;
        while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        text = text.substr(0, end) + "…";
    }
    return text;
}

const toml::node* TableReader::find(std::string_view key) {
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
        known_.push_back(key);
    }
    const toml::node* value = table_.get(key);
    if (value == nullptr) {
        complaints_.add(table_.source(), at(key), "expected this key");
    }
    return value;
}

const toml::array* TableReader::list(std::string_view key, std::size_t most) {
    const toml::node* value = find(key);
    if (value == nullptr) {
        return nullptr;
    }
    const toml::array* values = value->as_array();
    if (values == nullptr || values->size() > most) {
        complaints_.add(
            value->source(), at(key), "expected a list of at most " + std::to_string(most)
        );
        return nullptr;
    }
    return values;
}

std::string TableReader::at(std::string_view key) const {
    return path_.empty() ? std::string{key} : path_ + "." + std::string{key};
}

std::string TableReader::at(std::string_view key, std::size_t index) const {
    return at(key) + "[" + std::to_string(index) + "]";
}

void TableReader::text_value(
    const toml::node& value,
    const std::string& path,
    std::string& to,
    std::size_t least,
    std::size_t most
) {
    const auto text = value.value_exact<std::string>();
    const auto points = text ? count_points(*text) : std::nullopt;
    if (!points || *points < least || *points > most) {
        complaints_.add(
            value.source(),
            path,
            "expected a text of " + std::to_string(least) + " to " + std::to_string(most) +
                " characters, got " + shown(value)
        );
        return;
    }
    to = *text;
}

void TableReader::whole_value(
    const toml::node& value,
    const std::string& path,
    std::int64_t& to,
    std::int64_t least,
    std::int64_t most
) {
    const auto number = value.value_exact<std::int64_t>();
    if (!number || *number < least || *number > most) {
        complaints_.add(
            value.source(),
            path,
            "expected a whole number from " + std::to_string(least) + " to " +
                std::to_string(most) + ", got " + shown(value)
        );
        return;
    }
    to = *number;
}

void TableReader::slug_value(const toml::node& value, const std::string& path, protocol::Slug& to) {
    const auto text = value.value_exact<std::string>();
    if (!text || !is_slug(*text)) {
        complaints_.add(
            value.source(),
            path,
            "expected a name of 1 to 40 of a-z, 0-9 and -, got " + shown(value)
        );
        return;
    }
    to.value = *text;
}

void TableReader::read(std::string_view key, bool& to) {
    if (!table_.contains(key)) {
        return;
    }
    const toml::node& value = *find(key);
    if (const auto held = value.value_exact<bool>()) {
        to = *held;
    } else {
        complaints_.add(value.source(), at(key), "expected true or false, found " + shown(value));
    }
}

void TableReader::read(std::string_view key, protocol::Slug& to) {
    if (const toml::node* value = find(key)) {
        slug_value(*value, at(key), to);
    }
}

void TableReader::read(std::string_view key, protocol::Bilingual& to) {
    const toml::node* value = find(key);
    if (value == nullptr) {
        return;
    }
    const toml::table* both = value->as_table();
    if (both == nullptr) {
        complaints_.add(
            value->source(), at(key), R"(expected both languages, as { zh = "…", en = "…" })"
        );
        return;
    }
    TableReader inner{*both, at(key), complaints_};
    inner.read("zh", to.zh);
    inner.read("en", to.en);
    inner.finish();
}

void TableReader::finish() {
    for (const auto& [key, value] : table_) {
        if (std::find(known_.begin(), known_.end(), key.str()) == known_.end()) {
            std::string names;
            for (const std::string_view name : known_) {
                names += names.empty() ? "" : ", ";
                names += name;
            }
            complaints_.add(key.source(), at(key.str()), "unknown key; expected one of " + names);
        }
    }
}

} // namespace dageng::app
