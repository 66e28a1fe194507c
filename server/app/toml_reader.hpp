#pragma once

#include "protocol/errors.hpp"
#include "protocol/names.hpp"
#include "protocol/values.hpp"

#include <toml++/toml.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Reading TOML so that whatever is wrong is told with file, line, column and what was expected.
/// For this room's .cpp files: it brings the TOML library with it.
namespace dageng::app {

/// What is wrong with one file, gathered so that one start tells all of it.
class Complaints {
  public:
    /// More are counted, not told.
    static constexpr std::size_t most_told = 20;

    explicit Complaints(const std::filesystem::path& file) : file_(file.string()) {}

    /// `path` names the key, as `plan[3].wanted`.
    void add(const toml::source_region& where, const std::string& path, const std::string& what);

    bool any() const { return !all_.empty(); }

    /// One line for each, in the order of the file: `plans.toml:12:8: plan[3].wanted: expected …`.
    /// Only when there is any.
    protocol::Refusal refusal() const;

  private:
    struct Complaint {
        std::uint32_t line = 0;
        std::uint32_t column = 0;
        std::string text;
    };

    std::string file_;
    std::vector<Complaint> all_;
};

/// The file's content; refused with its place when it can't be read or isn't TOML.
protocol::Result<toml::table> parse_toml_file(const std::filesystem::path& file);

/// A value as it stands in the file, shortened.
std::string shown(const toml::node& value);

/// Reads the keys of one table. Each `read` takes a key that must be there; what is missing, of
/// another type or outside its limits goes to the complaints, and the target stays as it was. At
/// last `finish` complains of the keys that nobody read.
class TableReader {
  public:
    TableReader(const toml::table& table, std::string path, Complaints& complaints)
        : table_(table), path_(std::move(path)), complaints_(complaints) {}

    template <std::size_t Min, std::size_t Max>
    void read(std::string_view key, protocol::Text<Min, Max>& to) {
        if (const toml::node* value = find(key)) {
            text_value(*value, at(key), to.value, Min, Max);
        }
    }
    template <std::int64_t Min, std::int64_t Max>
    void read(std::string_view key, protocol::Whole<Min, Max>& to) {
        if (const toml::node* value = find(key)) {
            whole_value(*value, at(key), to.value, Min, Max);
        }
    }
    /// A key that may be left out: then it holds nothing.
    template <std::int64_t Min, std::int64_t Max>
    void read(std::string_view key, std::optional<protocol::Whole<Min, Max>>& to) {
        if (table_.contains(key)) {
            read(key, to.emplace());
        }
    }
    /// One that may be left out: then it stays as it was.
    void read(std::string_view key, bool& to);
    void read(std::string_view key, protocol::Slug& to);
    void read(std::string_view key, protocol::Bilingual& to);

    /// One of an enum's names; stays without value when the key isn't there.
    template <class E>
    void read_optional(std::string_view key, std::optional<E>& to) {
        known_.push_back(key);
        const toml::node* value = table_.get(key);
        if (value == nullptr) {
            return;
        }
        const auto text = value->value_exact<std::string>();
        to = protocol::enum_from_name<E>(text.value_or(std::string{}));
        if (!to) {
            std::string names;
            protocol::for_each_enumerator<E>([&](E, std::string_view name) {
                names += names.empty() ? "" : ", ";
                names += name;
            });
            complaints_.add(
                value->source(), at(key), "expected one of " + names + ", got " + shown(*value)
            );
        }
    }

    /// Whether an optional key is there; it may then be read.
    bool has(std::string_view key) {
        known_.push_back(key);
        return table_.contains(key);
    }

    /// One table, read by `read_item(TableReader&, item)`.
    template <class Item, class Read>
    void one(std::string_view key, Item& to, Read read_item) {
        const toml::node* value = find(key);
        if (value == nullptr) {
            return;
        }
        const toml::table* table = value->as_table();
        if (table == nullptr) {
            complaints_.add(value->source(), at(key), "expected a table");
            return;
        }
        TableReader inner{*table, at(key), complaints_};
        read_item(inner, to);
        inner.finish();
    }

    /// A list of names.
    template <std::size_t Max>
    void read(std::string_view key, protocol::List<protocol::Slug, Max>& to) {
        if (const toml::array* values = list(key, Max)) {
            for (std::size_t i = 0; i < values->size(); ++i) {
                slug_value((*values)[i], at(key, i), to.items.emplace_back());
            }
        }
    }

    /// A list of tables, each read by `read_item(TableReader&, item)`.
    template <class Item, std::size_t Max, class Read>
    void each(std::string_view key, protocol::List<Item, Max>& to, Read read_item) {
        const toml::array* values = list(key, Max);
        for (std::size_t i = 0; values != nullptr && i < values->size(); ++i) {
            const toml::table* table = (*values)[i].as_table();
            if (table == nullptr) {
                complaints_.add((*values)[i].source(), at(key, i), "expected a table");
                continue;
            }
            TableReader inner{*table, at(key, i), complaints_};
            read_item(inner, to.items.emplace_back());
            inner.finish();
        }
    }

    /// A table that may be missing, read by `read_item(TableReader&, item)`.
    template <class Item, class Read>
    void maybe(std::string_view key, std::optional<Item>& to, Read read_item) {
        if (has(key)) {
            one(key, to.emplace(), read_item);
        }
    }
    /// A name that may be missing.
    void maybe(std::string_view key, std::optional<protocol::Slug>& to) {
        known_.push_back(key);
        if (const toml::node* value = table_.get(key)) {
            slug_value(*value, at(key), to.emplace());
        }
    }

    void finish();

  private:
    const toml::node* find(std::string_view key);
    const toml::array* list(std::string_view key, std::size_t most);
    std::string at(std::string_view key) const;
    std::string at(std::string_view key, std::size_t index) const;
    void text_value(
        const toml::node& value,
        const std::string& path,
        std::string& to,
        std::size_t least,
        std::size_t most
    );
    void whole_value(
        const toml::node& value,
        const std::string& path,
        std::int64_t& to,
        std::int64_t least,
        std::int64_t most
    );
    void slug_value(const toml::node& value, const std::string& path, protocol::Slug& to);

    const toml::table& table_;
    std::string path_;
    Complaints& complaints_;
    std::vector<std::string_view> known_; ///< Keys that were asked for.
};

} // namespace dageng::app
