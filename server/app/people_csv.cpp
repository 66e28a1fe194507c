#include "server/app/people_csv.hpp"

#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "server/app/csv_rows.hpp"

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <algorithm>
#include <type_traits>

namespace dageng::app {

namespace {

template <class Line>
using Members = boost::describe::describe_members<Line, boost::describe::mod_public>;

/// The columns, in the order of the members.
template <class Line>
std::vector<std::string_view> columns_of() {
    std::vector<std::string_view> columns;
    boost::mp11::mp_for_each<Members<Line>>([&](auto member) { columns.push_back(member.name); });
    return columns;
}

template <class T>
struct Plain {
    using Type = T;
};
template <class T>
struct Plain<std::optional<T>> {
    using Type = T;
};

template <class T>
inline constexpr bool is_list = false;
template <class T, std::size_t most>
inline constexpr bool is_list<protocol::List<T, most>> = true;

template <class T>
inline constexpr bool is_whole = false;
template <std::int64_t min, std::int64_t max>
inline constexpr bool is_whole<protocol::Whole<min, max>> = true;

bool is_number(const std::string& field) {
    return field.size() <= 15 && field.front() != '0' &&
           std::all_of(field.begin(), field.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A field as JSON, for the one reader of all that comes from outside.
template <class T>
void add_value(std::string& json, const std::string& field) {
    if constexpr (is_list<T>) {
        json += '[';
        std::size_t from = 0;
        while ((from = field.find_first_not_of(' ', from)) != std::string::npos) {
            const std::size_t end = std::min(field.find(' ', from), field.size());
            json += json.back() == '[' ? "" : ",";
            protocol::write_json(json, std::string_view{field}.substr(from, end - from));
            from = end;
        }
        json += ']';
    } else if (is_whole<T> && is_number(field)) {
        json += field;
    } else {
        protocol::write_json(json, std::string_view{field});
    }
}

/// What a spreadsheet would take for a formula.
bool is_formula(std::string_view field) {
    return !field.empty() && std::string_view{"=+-@"}.find(field.front()) != std::string_view::npos;
}

/// A formula goes out behind an apostrophe, by which a spreadsheet takes it for text (OWASP, CSV
/// injection), and comes in without.
std::string guarded(std::string field) {
    return is_formula(field) ? "'" + field : field;
}
std::string unguarded(const std::string& field) {
    const bool is_guarded =
        field.starts_with('\'') && is_formula(std::string_view{field}.substr(1));
    return is_guarded ? field.substr(1) : field;
}

template <class Line>
std::string json_of(const std::vector<std::string>& fields) {
    std::string json = "{";
    std::size_t column = 0;
    boost::mp11::mp_for_each<Members<Line>>([&](auto member) {
        using Value = std::remove_cvref_t<decltype(std::declval<Line>().*member.pointer)>;
        const std::string field = unguarded(fields[column++]);
        constexpr bool may_lack = !std::is_same_v<typename Plain<Value>::Type, Value>;
        if (may_lack && field.empty()) {
            return;
        }
        json += json.size() > 1 ? "," : "";
        protocol::write_json(json, std::string_view{member.name});
        json += ':';
        add_value<typename Plain<Value>::Type>(json, field);
    });
    return json + "}";
}

template <class Line>
Table<Line> from_csv(std::string_view text) {
    Table<Line> table;
    CsvRows rows{text, columns_of<Line>()};
    if (!rows.missing().empty()) {
        table.bad.push_back({1, "the header has no column " + rows.missing()});
        return table;
    }
    while (const auto* fields = rows.next()) {
        const bool empty = std::all_of(fields->begin(), fields->end(), [](const auto& field) {
            return field.empty();
        });
        if (!rows.fault().empty() && !empty) {
            table.bad.push_back({rows.line(), rows.fault()});
        } else if (!empty) {
            auto line = protocol::read_json<Line>(json_of<Line>(*fields));
            if (line) {
                table.rows.emplace_back(rows.line(), std::move(*line));
            } else {
                const auto& refusal = line.refusal();
                const std::string field = refusal.field.empty() ? "" : refusal.field + ": ";
                table.bad.push_back({rows.line(), field + refusal.detail});
            }
        }
    }
    return table;
}

template <class Line>
std::string header_of() {
    std::string row;
    for (const std::string_view column : columns_of<Line>()) {
        add_csv_field(row, column, row.empty());
    }
    return row;
}

template <class T>
std::string field_of(const T& value) {
    if constexpr (requires { value.items; }) {
        std::string field;
        for (const auto& item : value.items) {
            field += (field.empty() ? "" : " ") + field_of(item);
        }
        return field;
    } else if constexpr (requires { value.value(); }) {
        return value ? field_of(*value) : std::string{};
    } else {
        std::string json = protocol::to_json(value);
        if constexpr (requires { std::string{value.value}; }) {
            json = value.value;
        } else if (json.size() > 1 && json.front() == '"') {
            json = json.substr(1, json.size() - 2); // A word or a moment has nothing to escape.
        }
        return json;
    }
}

template <class Line>
std::string row_of(const Line& line) {
    std::string row;
    bool first = true;
    boost::mp11::mp_for_each<Members<Line>>([&](auto member) {
        add_csv_field(row, guarded(field_of(line.*member.pointer)), first);
        first = false;
    });
    return row;
}

} // namespace

Table<PersonLine> people_from_csv(std::string_view text) {
    return from_csv<PersonLine>(text);
}

Table<UnitLine> units_from_csv(std::string_view text) {
    return from_csv<UnitLine>(text);
}

std::string people_csv_header() {
    return header_of<PersonLine>();
}

std::string csv_row(const PersonLine& line) {
    return row_of(line);
}

std::string units_csv_header() {
    return header_of<UnitLine>();
}

std::string csv_row(const UnitLine& line) {
    return row_of(line);
}

} // namespace dageng::app
