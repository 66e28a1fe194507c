#include "server/app/settings.hpp"

#include "protocol/assert.hpp"
#include "server/app/toml_reader.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <utility>

namespace dageng::app {
namespace {

using protocol::ErrorCode;
using protocol::Refusal;
using protocol::Result;
using Texts = std::vector<std::string>;

constexpr std::size_t line_width = 100;

std::string_view section_of(const Setting& setting) {
    return setting.key.substr(0, setting.key.find('.'));
}

std::string_view name_of(const Setting& setting) {
    return setting.key.substr(setting.key.find('.') + 1);
}

/// The value in the setting's type; nothing when it is of another.
std::optional<Setting::Value> value_of(const toml::node& node, const Setting& setting) {
    if (setting.target.index() == 1) {
        const auto number = node.value_exact<std::int64_t>();
        return number ? std::optional<Setting::Value>{*number} : std::nullopt;
    }
    if (setting.target.index() == 0) {
        auto text = node.value_exact<std::string>();
        return text ? std::optional<Setting::Value>{std::move(*text)} : std::nullopt;
    }
    const toml::array* items = node.as_array();
    if (items == nullptr) {
        return std::nullopt;
    }
    Texts texts;
    for (const toml::node& item : *items) {
        auto text = item.value_exact<std::string>();
        if (!text) {
            return std::nullopt;
        }
        texts.push_back(std::move(*text));
    }
    return texts;
}

/// The command line's texts in the setting's type.
std::optional<Setting::Value> value_of(const Texts& values, const Setting& setting) {
    if (setting.target.index() == 2) {
        return values;
    }
    if (values.size() != 1) {
        return std::nullopt;
    }
    const std::string& text = values.front();
    if (setting.target.index() == 0) {
        return text;
    }
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stopped != end) {
        return std::nullopt;
    }
    return number;
}

/// What there is instead of an unknown key: the names in a section, or the sections.
std::string known_names(std::string_view section) {
    std::string names;
    std::string_view last;
    for (const Setting& setting : settings_table()) {
        const bool within = section_of(setting) == section;
        const std::string_view name = within ? name_of(setting) : section_of(setting);
        if ((section.empty() || within) && name != last) {
            names += names.empty() ? "" : ", ";
            names += name;
            last = name;
        }
    }
    return names;
}

void take_value(
    const toml::key& key,
    const toml::node& node,
    const std::string& path,
    Settings& to,
    Complaints& complaints
) {
    const auto table = settings_table();
    const auto setting = std::find_if(table.begin(), table.end(), [&](const Setting& one) {
        return one.key == path;
    });
    if (setting == table.end()) {
        const std::string_view section = std::string_view{path}.substr(0, path.find('.'));
        complaints.add(key.source(), path, "unknown key; expected one of " + known_names(section));
        return;
    }
    const auto value = value_of(node, *setting);
    if (!value || !setting->allows(*value)) {
        complaints.add(
            node.source(), path, "expected " + setting->expected() + ", got " + shown(node)
        );
        return;
    }
    setting->set(to, *value);
}

void take_section(
    const toml::key& key, const toml::node& node, Settings& to, Complaints& complaints
) {
    const std::string section{key.str()};
    const bool known =
        std::any_of(settings_table().begin(), settings_table().end(), [&](const Setting& setting) {
            return section_of(setting) == section;
        });
    const toml::table* values = node.as_table();
    if (!known || values == nullptr) {
        complaints.add(key.source(), section, "expected one of the sections " + known_names({}));
        return;
    }
    for (const auto& [name, value] : *values) {
        take_value(name, value, section + "." + std::string{name.str()}, to, complaints);
    }
}

std::optional<Refusal> take_file(const std::filesystem::path& file, Settings& to) {
    const Result<toml::table> parsed = parse_toml_file(file);
    if (!parsed) {
        return parsed.refusal();
    }
    Complaints complaints{file};
    for (const auto& [key, node] : *parsed) {
        take_section(key, node, to, complaints);
    }
    return complaints.any() ? std::optional{complaints.refusal()} : std::nullopt;
}

std::optional<Refusal> take_option(const GivenOption& given, Settings& to) {
    const auto table = settings_table();
    const auto setting = std::find_if(table.begin(), table.end(), [&](const Setting& one) {
        return one.option == given.option;
    });
    DAGENG_ASSERT(setting != table.end());
    const auto value = value_of(given.values, *setting);
    if (!value || !setting->allows(*value)) {
        std::string got;
        for (const std::string& one : given.values) {
            got += " " + one;
        }
        return Refusal{
            ErrorCode::bad_field,
            given.option + ": expected " + setting->expected() + ", got" + got,
            {}
        };
    }
    setting->set(to, *value);
    return std::nullopt;
}

/// A comment in lines of limited width.
void write_comment(const std::string& text, std::string& to) {
    std::istringstream words{text};
    std::string line = "#";
    for (std::string word; words >> word;) {
        if (line.size() + 1 + word.size() > line_width) {
            to += line + "\n";
            line = "#";
        }
        line += " " + word;
    }
    to += line + "\n";
}

std::string quoted(const std::string& text) {
    return '"' + text + '"';
}

std::string literal(const Setting::Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return quoted(*text);
    }
    std::string list;
    for (const std::string& text : std::get<Texts>(value)) {
        list += list.empty() ? quoted(text) : ", " + quoted(text);
    }
    return "[" + list + "]";
}

} // namespace

Result<Settings> load_settings(
    const std::optional<std::filesystem::path>& file, std::span<const GivenOption> options
) {
    Settings settings;
    if (file) {
        if (auto refusal = take_file(*file, settings)) {
            return *std::move(refusal);
        }
    }
    for (const GivenOption& given : options) {
        if (auto refusal = take_option(given, settings)) {
            return *std::move(refusal);
        }
    }
    return settings;
}

std::string documented_settings() {
    std::string text;
    write_comment(
        "Settings of `dageng serve`, each with its default. A key that isn't known, or a value "
        "outside its limits, stops the start and says where it stands. What is left out has its "
        "default; an option of the command line comes before this file. Paths are relative to the "
        "folder that the server is started in.",
        text
    );
    const Settings defaults;
    std::string_view section;
    for (const Setting& setting : settings_table()) {
        if (section_of(setting) != section) {
            section = section_of(setting);
            text += "\n[" + std::string{section} + "]\n";
        }
        const std::string value = literal(setting.get(defaults));
        std::string facts = "Default " + value;
        facts += setting.unit.empty() ? "" : " (" + std::string{setting.unit} + ")";
        facts += "; " + setting.expected() + ".";
        facts += setting.option.empty() ? "" : " Option " + std::string{setting.option} + ".";
        text += "\n";
        write_comment(std::string{setting.sentence}, text);
        write_comment(facts, text);
        text += std::string{name_of(setting)} + " = " + value + "\n";
    }
    return text;
}

} // namespace dageng::app
