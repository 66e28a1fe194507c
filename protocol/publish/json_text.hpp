#pragma once

#include <string>
#include <string_view>
#include <vector>

/// JSON documents for people to read, built from pieces of JSON.
namespace dageng::protocol::publish {

std::string json_string(std::string_view text);
std::string json_list(const std::vector<std::string>& items);
/// A list of strings.
std::string json_strings(const std::vector<std::string>& texts);

/// An object, field by field, in the order of adding.
class JsonObject {
  public:
    JsonObject& add(std::string_view name, std::string_view json);
    JsonObject& add_text(std::string_view name, std::string_view text);
    std::string text() const { return '{' + fields_ + '}'; }

  private:
    std::string fields_;
};

/// The same document, indented by two blanks, with a line feed at the end.
std::string pretty(std::string_view json);

} // namespace dageng::protocol::publish
