#include "protocol/publish/schema.hpp"

#include "protocol/publish/files.hpp"
#include "protocol/publish/json_text.hpp"

#include <cctype>
#include <map>

namespace dageng::protocol::publish {
namespace {

constexpr const char* no_control_characters = "^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]*$";
constexpr const char* client_id_pattern = "^[A-Za-z0-9_-]{8,64}$";
constexpr const char* slug_pattern = "^[a-z0-9-]{1,40}$";
constexpr const char* time_pattern =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$";

std::string number(std::int64_t value) {
    return std::to_string(value);
}

/// One document: named types are declared once, under `$defs`.
class Document {
  public:
    explicit Document(Way way) : way_(way) {}

    std::string refer(const Shape& shape) {
        if (shape.name.empty() || shape.form == Form::personal) {
            return plain_schema(shape);
        }
        if (!definitions_.contains(shape.name)) {
            definitions_[shape.name] = "";
            definitions_[shape.name] = plain_schema(shape);
        }
        return JsonObject().add_text("$ref", "#/$defs/" + shape.name).text();
    }

    /// Adds what describes an object to the document's own fields.
    void add_object(JsonObject& out, const Shape& shape) {
        JsonObject properties;
        std::vector<std::string> required;
        for (const Field& field : shape.fields) {
            properties.add(field.name, refer(field.shape));
            const bool absent = way_ == Way::sent ? field.may_be_absent : field.optional;
            if (!absent) {
                required.push_back(field.name);
            }
        }
        out.add_text("type", "object").add("properties", properties.text());
        out.add("required", json_strings(required));
    }

    std::string definitions() const {
        JsonObject out;
        for (const auto& [name, schema] : definitions_) {
            out.add(name, schema);
        }
        return out.text();
    }

    bool has_definitions() const { return !definitions_.empty(); }

  private:
    std::string plain_schema(const Shape& shape) {
        JsonObject out;
        switch (shape.form) {
        case Form::boolean:
            out.add_text("type", "boolean");
            break;
        case Form::whole:
            out.add_text("type", "integer");
            out.add("minimum", number(shape.least)).add("maximum", number(shape.most));
            break;
        case Form::degrees:
            out.add_text("type", "number");
            out.add("minimum", number(shape.least)).add("maximum", number(shape.most));
            break;
        case Form::text:
            add_text(out, shape);
            break;
        case Form::client_id:
            out.add_text("type", "string").add_text("pattern", client_id_pattern);
            break;
        case Form::slug:
            out.add_text("type", "string").add_text("pattern", slug_pattern);
            break;
        case Form::time:
            out.add_text("type", "string").add_text("format", "date-time");
            out.add_text("pattern", time_pattern);
            break;
        case Form::enumeration:
            out.add("enum", json_strings(shape.names));
            break;
        case Form::list:
            out.add_text("type", "array").add("items", refer(shape.parts[0]));
            out.add("maxItems", number(shape.most));
            break;
        case Form::tuple:
            add_tuple(out, shape);
            break;
        case Form::object:
            add_object(out, shape);
            break;
        case Form::personal:
            return personal(shape.parts[0]);
        }
        return out.text();
    }

    static void add_text(JsonObject& out, const Shape& shape) {
        out.add_text("type", "string");
        out.add("minLength", number(shape.least)).add("maxLength", number(shape.most));
        out.add_text("pattern", no_control_characters);
    }

    void add_tuple(JsonObject& out, const Shape& shape) {
        std::vector<std::string> items;
        for (const Field& field : shape.fields) {
            JsonObject item;
            item.add_text("title", field.name);
            item.add("allOf", json_list({refer(field.shape)}));
            items.push_back(item.text());
        }
        const std::string count = std::to_string(items.size());
        out.add_text("type", "array").add("prefixItems", json_list(items));
        out.add("minItems", count).add("maxItems", count);
    }

    std::string personal(const Shape& clear) {
        if (way_ == Way::sent) {
            return refer(clear);
        }
        const std::string none = JsonObject().add_text("type", "null").text();
        return JsonObject().add("anyOf", json_list({refer(clear), none})).text();
    }

    Way way_;
    std::map<std::string, std::string> definitions_;
};

void add_all(std::vector<Schema>& out, const std::vector<Told>& messages) {
    for (const Told& message : messages) {
        const std::string name = message.type.empty() ? kebab(message.data.name) : message.type;
        out.push_back(schema_of(name, message.data, Way::told));
    }
}

} // namespace

std::string kebab(const std::string& name) {
    std::string out;
    for (const char letter : name) {
        const bool upper = std::isupper(static_cast<unsigned char>(letter)) != 0;
        out += upper && !out.empty() ? "-" : "";
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    return out;
}

Schema schema_of(const std::string& name, const Shape& data, Way way) {
    Document document{way};
    JsonObject out;
    out.add_text("$schema", "https://json-schema.org/draft/2020-12/schema");
    out.add_text("$id", "urn:dageng:v1:" + name);
    out.add_text("title", data.name);
    document.add_object(out, data);
    if (document.has_definitions()) {
        out.add("$defs", document.definitions());
    }
    return {name + ".json", out.text()};
}

std::vector<Schema> all_schemas() {
    const Messages& messages = all_messages();
    std::vector<Schema> schemas;
    schemas.reserve(messages.sent.size());
    for (const Sent& message : messages.sent) {
        schemas.push_back(schema_of(message.type, message.data, Way::sent));
    }
    add_all(schemas, messages.notices);
    add_all(schemas, messages.snapshot_items);
    add_all(schemas, messages.moments);
    add_all(schemas, messages.answers);
    add_all(schemas, messages.documents);
    return schemas;
}

std::vector<File> schema_files() {
    std::vector<File> files;
    for (const Schema& schema : all_schemas()) {
        files.push_back({"protocol/generated/schema/" + schema.file, pretty(schema.text)});
    }
    return files;
}

} // namespace dageng::protocol::publish
