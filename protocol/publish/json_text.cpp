#include "protocol/publish/json_text.hpp"

#include "protocol/json_write.hpp"

namespace dageng::protocol::publish {
namespace {

bool opens(char byte) {
    return byte == '{' || byte == '[';
}
bool closes(char byte) {
    return byte == '}' || byte == ']';
}

/// The length of the string that `json` begins with, quotes included.
std::size_t string_length(std::string_view json) {
    std::size_t at = 1;
    while (json[at] != '"') {
        at += json[at] == '\\' ? 2 : 1;
    }
    return at + 1;
}

} // namespace

std::string json_string(std::string_view text) {
    return to_json(text);
}

std::string json_list(const std::vector<std::string>& items) {
    std::string out = "[";
    for (const std::string& item : items) {
        out += out.size() > 1 ? "," : "";
        out += item;
    }
    return out + ']';
}

std::string json_strings(const std::vector<std::string>& texts) {
    return to_json(texts);
}

JsonObject& JsonObject::add(std::string_view name, std::string_view json) {
    fields_ += fields_.empty() ? "" : ",";
    fields_ += json_string(name);
    fields_ += ':';
    fields_ += json;
    return *this;
}

JsonObject& JsonObject::add_text(std::string_view name, std::string_view text) {
    return add(name, json_string(text));
}

std::string pretty(std::string_view json) {
    std::string out;
    std::size_t depth = 0;
    const auto new_line = [&] { out += '\n' + std::string(depth * 2, ' '); };
    while (!json.empty()) {
        std::size_t used = 1;
        if (json[0] == '"') {
            used = string_length(json);
            out += json.substr(0, used);
        } else if (opens(json[0]) && closes(json[1])) {
            used = 2;
            out += json.substr(0, used);
        } else if (opens(json[0])) {
            out += json[0];
            ++depth;
            new_line();
        } else if (closes(json[0])) {
            --depth;
            new_line();
            out += json[0];
        } else if (json[0] == ',') {
            out += ',';
            new_line();
        } else {
            out += json[0];
            out += json[0] == ':' ? " " : "";
        }
        json.remove_prefix(used);
    }
    return out + '\n';
}

} // namespace dageng::protocol::publish
