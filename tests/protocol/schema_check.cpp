#include "tests/protocol/schema_check.hpp"

#include "protocol/utf8.hpp"

#include <simdjson.h>

#include <cmath>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <stdexcept>

namespace dom = simdjson::dom;

namespace {

const std::set<std::string_view> remarks{"$schema", "$id", "$defs", "title", "format"};

std::wstring wide(std::string_view text) {
    std::wstring out;
    while (!text.empty()) {
        const auto point = dageng::protocol::first_code_point(text);
        if (point.bytes == 0) {
            throw std::runtime_error("not UTF-8");
        }
        out += static_cast<wchar_t>(point.value);
        text.remove_prefix(point.bytes);
    }
    return out;
}

std::string_view text_of(dom::element element) {
    return element.get_string().value();
}

double number_of(dom::element element) {
    return element.get_double().value();
}

bool is_type(dom::element value, std::string_view type) {
    if (type == "integer") {
        return value.is_number() && std::trunc(number_of(value)) == number_of(value);
    }
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "number" && value.is_number()) ||
           (type == "boolean" && value.is_bool()) || (type == "null" && value.is_null());
}

} // namespace

struct SchemaCheck::Documents {
    struct Document {
        dom::parser parser;
        dom::element root;
    };
    std::map<std::string, Document> by_name;

    dom::element root(const std::string& name) const {
        const auto found = by_name.find(name);
        if (found == by_name.end()) {
            throw std::runtime_error("no document is called " + name);
        }
        return found->second.root;
    }
};

namespace {

using Roots = std::function<dom::element(const std::string&)>;

/// A schema, and the document that its references start from.
struct Place {
    std::string document;
    dom::element schema;
};

class Check {
  public:
    explicit Check(Roots roots) : roots_(std::move(roots)) {}

    Place resolve(const std::string& document, std::string_view reference) const {
        const std::size_t hash = reference.find('#');
        const std::string file{reference.substr(0, hash)};
        const std::string target = file.empty() ? document : file.substr(std::string("./").size());
        const std::string pointer{
            hash == std::string_view::npos ? std::string_view{} : reference.substr(hash + 1)
        };
        const dom::element root = roots_(target);
        dom::element found = root;
        if (!pointer.empty() && root.at_pointer(pointer).get(found) != simdjson::SUCCESS) {
            throw std::runtime_error("nothing at " + std::string(reference));
        }
        return {target, found};
    }

    std::string hold(const Place& place, dom::element value, const std::string& path) const {
        for (const auto [keyword, rule] : place.schema.get_object().value()) {
            if (remarks.contains(keyword)) {
                continue;
            }
            std::string fault = apply({place.document, rule}, keyword, value, path);
            if (!fault.empty()) {
                return fault;
            }
        }
        return {};
    }

  private:
    std::string apply(
        const Place& rule, std::string_view keyword, dom::element value, const std::string& path
    ) const {
        if (keyword == "$ref") {
            return hold(resolve(rule.document, text_of(rule.schema)), value, path);
        }
        if (keyword == "anyOf" || keyword == "oneOf" || keyword == "allOf") {
            return combine(rule, keyword, value, path);
        }
        if (keyword == "properties" || keyword == "items" || keyword == "prefixItems") {
            return descend(rule, keyword, value, path);
        }
        return is_met(rule.schema, keyword, value) ? std::string{}
                                                   : path + ": not " + std::string(keyword) + " " +
                                                         simdjson::to_string(rule.schema);
    }

    std::string combine(
        const Place& rule, std::string_view keyword, dom::element value, const std::string& path
    ) const {
        std::size_t met = 0;
        std::size_t all = 0;
        for (const dom::element option : rule.schema.get_array().value()) {
            ++all;
            met += hold({rule.document, option}, value, path).empty() ? 1 : 0;
        }
        const bool good = keyword == "anyOf" ? met > 0 : keyword == "oneOf" ? met == 1 : met == all;
        return good ? std::string{}
                    : path + ": meets " + std::to_string(met) + " of " + std::string(keyword);
    }

    std::string descend(
        const Place& rule, std::string_view keyword, dom::element value, const std::string& path
    ) const {
        std::string fault;
        if (keyword == "properties" && value.is_object()) {
            for (const auto [name, schema] : rule.schema.get_object().value()) {
                dom::element field;
                if (fault.empty() && value[name].get(field) == simdjson::SUCCESS) {
                    fault = hold({rule.document, schema}, field, path + "." + std::string(name));
                }
            }
        } else if (keyword != "properties" && value.is_array()) {
            std::size_t index = 0;
            for (const dom::element item : value.get_array().value()) {
                const dom::element schema = keyword == "items"
                                                ? rule.schema
                                                : rule.schema.get_array().value().at(index).value();
                if (fault.empty()) {
                    fault = hold(
                        {rule.document, schema}, item, path + "[" + std::to_string(index) + "]"
                    );
                }
                ++index;
            }
        }
        return fault;
    }

    static bool is_met(dom::element rule, std::string_view keyword, dom::element value) {
        if (keyword == "type") {
            return is_type(value, text_of(rule));
        }
        if (keyword == "const") {
            return value.is_string() && text_of(value) == text_of(rule);
        }
        if (keyword == "enum") {
            return is_one_of(rule, value);
        }
        if (keyword == "required") {
            return has_all(rule, value);
        }
        if (keyword == "minimum" || keyword == "maximum") {
            const double difference = number_of(value) - number_of(rule);
            return keyword == "minimum" ? difference >= 0 : difference <= 0;
        }
        if (keyword == "pattern") {
            return std::regex_search(wide(text_of(value)), std::wregex(wide(text_of(rule))));
        }
        const std::uint64_t size = size_of(value, keyword);
        const std::uint64_t limit = rule.get_uint64().value();
        return keyword.substr(0, 3) == "min" ? size >= limit : size <= limit;
    }

    static std::uint64_t size_of(dom::element value, std::string_view keyword) {
        if (keyword == "minItems" || keyword == "maxItems") {
            return value.get_array().value().size();
        }
        if (keyword == "maxProperties") {
            return value.get_object().value().size();
        }
        if (keyword == "minLength" || keyword == "maxLength") {
            return wide(text_of(value)).size();
        }
        throw std::runtime_error("unknown keyword " + std::string(keyword));
    }

    static bool is_one_of(dom::element rule, dom::element value) {
        for (const dom::element each : rule.get_array().value()) {
            if (value.is_string() && text_of(value) == text_of(each)) {
                return true;
            }
        }
        return false;
    }

    static bool has_all(dom::element rule, dom::element value) {
        for (const dom::element name : rule.get_array().value()) {
            if (value[text_of(name)].error() != simdjson::SUCCESS) {
                return false;
            }
        }
        return true;
    }

    Roots roots_;
};

/// Visits each `$ref` below `element`.
void each_reference(dom::element element, const std::function<void(std::string_view)>& visit) {
    if (element.is_array()) {
        for (const dom::element item : element.get_array().value()) {
            each_reference(item, visit);
        }
    } else if (element.is_object()) {
        for (const auto [name, value] : element.get_object().value()) {
            if (name == "$ref") {
                visit(text_of(value));
            } else {
                each_reference(value, visit);
            }
        }
    }
}

} // namespace

SchemaCheck::SchemaCheck() : documents_(std::make_unique<Documents>()) {}
SchemaCheck::~SchemaCheck() = default;

void SchemaCheck::add(const std::string& name, std::string_view text) {
    Documents::Document& document = documents_->by_name[name];
    document.root = document.parser.parse(text.data(), text.size()).value();
}

std::string SchemaCheck::fault(
    const std::string& name, const std::string& pointer, std::string_view text
) const {
    const Check check{[this](const std::string& wanted) { return documents_->root(wanted); }};
    dom::parser parser;
    const dom::element value = parser.parse(text.data(), text.size()).value();
    return check.hold(check.resolve(name, "#" + pointer), value, "$");
}

std::string SchemaCheck::broken_reference() const {
    const Check check{[this](const std::string& wanted) { return documents_->root(wanted); }};
    std::string broken;
    for (const auto& [name, document] : documents_->by_name) {
        each_reference(document.root, [&](std::string_view reference) {
            try {
                check.resolve(name, reference);
            } catch (const std::exception& error) {
                broken = name + ": " + error.what();
            }
        });
    }
    return broken;
}
