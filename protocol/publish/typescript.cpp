#include "protocol/codec.hpp"
#include "protocol/publish/files.hpp"
#include "protocol/publish/schema.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace dageng::protocol::publish {
namespace {

std::string quoted(std::string_view text) {
    return '"' + std::string(text) + '"';
}

std::string joined(const std::vector<std::string>& names, std::string_view between) {
    std::string out;
    for (const std::string& name : names) {
        out += out.empty() ? "" : between;
        out += quoted(name);
    }
    return out;
}

/// Writes types in the order of their need, each named one once.
class Types {
  public:
    const std::string& text() const { return text_; }

    /// Declares what the shape needs; answers how to refer to it.
    std::string refer(const Shape& shape, Way way) {
        // A client never sends null for words, so the shared names would say too much.
        if (shape.form == Form::personal && way == Way::sent) {
            return refer(shape.parts[0], way);
        }
        if (shape.name.empty()) {
            return expression(shape, way);
        }
        if (declared_.contains(shape.name)) {
            return shape.name;
        }
        const std::string declaration = shape.form == Form::object && !shape.fields.empty()
                                            ? interface(shape, way)
                                            : type(shape, way);
        declared_.insert(shape.name);
        text_ += declaration;
        return shape.name;
    }

  private:
    std::string type(const Shape& shape, Way way) {
        return "export type " + shape.name + " = " + expression(shape, way) + ";\n";
    }

    std::string interface(const Shape& shape, Way way) {
        std::string out = "export interface " + shape.name + " {\n";
        for (const Field& field : shape.fields) {
            const bool absent = field.optional;
            out += "  " + field.name + (absent ? "?: " : ": ") + refer(field.shape, way) + ";\n";
        }
        return out + "}\n";
    }

    std::string expression(const Shape& shape, Way way) {
        switch (shape.form) {
        case Form::boolean:
            return "boolean";
        case Form::whole:
        case Form::degrees:
            return "number";
        case Form::text:
        case Form::client_id:
        case Form::slug:
        case Form::time:
            return "string";
        case Form::enumeration:
            return joined(shape.names, " | ");
        case Form::list:
            return refer(shape.parts[0], way) + "[]";
        case Form::personal:
            return refer(shape.parts[0], way) + " | null";
        case Form::tuple:
            return tuple(shape, way);
        case Form::object:
            return "Record<string, never>";
        }
        return "never";
    }

    std::string tuple(const Shape& shape, Way way) {
        std::string out;
        for (const Field& field : shape.fields) {
            out += out.empty() ? "" : ", ";
            out += field.name + ": " + refer(field.shape, way);
        }
        return "[" + out + "]";
    }

    std::string text_;
    std::set<std::string> declared_;
};

std::string map_of(std::string_view comment, std::string_view name, const std::vector<Told>& all) {
    std::string out = "\n/** " + std::string(comment) + " */\nexport interface ";
    out += std::string(name) + " {\n";
    for (const Told& message : all) {
        out += "  " + quoted(message.type) + ": " + message.data.name + ";\n";
    }
    return out + "}\n";
}

std::string sent_maps(const std::vector<Sent>& all) {
    std::string data;
    std::string answers;
    std::string roles;
    std::string lives;
    for (const Sent& message : all) {
        const std::string key = "  " + quoted(message.type) + ": ";
        data += key + message.data.name + ";\n";
        if (message.answered) {
            const bool some = !message.answer.empty();
            answers += key + (some ? message.answer : "Record<string, never>") + ";\n";
        }
        if (message.roles) {
            roles += key + "[" + joined(*message.roles, ", ") + "],\n";
            lives += key + std::to_string(message.good_for_ms) + ",\n";
        }
    }
    return "\n/** What a client may send, by type. */\nexport interface ClientMessages {\n" + data +
           "}\n\n/** Data of the `ok` that answers a message; what isn't here isn't answered and"
           " needs no id. */\nexport interface Answers {\n" +
           answers +
           "}\n\n/** Who may send a command. */\n"
           "export const allowed: Readonly<Record<string, readonly Role[]>> = {\n" +
           roles +
           "};\n\n/** How long after `made_at` a command is still carried out, in ms; 0: always. "
           "*/\nexport const good_for_ms: Readonly<Record<string, number>> = {\n" +
           lives + "};\n";
}

/// Limits of what a form asks for: texts, numbers and lists, by the path of the field.
void add_limits(std::string& out, const Shape& shape, const std::string& path) {
    const auto range = [&](const std::string& key) {
        out += "    " + quoted(key) + ": { min: " + std::to_string(shape.least) +
               ", max: " + std::to_string(shape.most) + " },\n";
    };
    if (shape.form == Form::object) {
        for (const Field& field : shape.fields) {
            add_limits(out, field.shape, path.empty() ? field.name : path + "." + field.name);
        }
    } else if (shape.form == Form::personal) {
        add_limits(out, shape.parts[0], path);
    } else if (shape.form == Form::text || shape.form == Form::list ||
               (shape.form == Form::whole && shape.most != largest_wire_number)) {
        range(path);
    }
}

std::string limits(const std::vector<Sent>& all) {
    std::string out = "\n/** Limits of what a client sends: characters of texts, values of whole "
                      "numbers, items of lists. */\nexport const limits = {\n";
    for (const Sent& message : all) {
        std::string fields;
        add_limits(fields, message.data, {});
        if (!fields.empty()) {
            out += "  " + quoted(message.type) + ": {\n" + fields + "  },\n";
        }
    }
    return out + "} as const;\n";
}

std::string codes() {
    std::string numbers;
    for (const Code& code : close_codes()) {
        numbers += "  " + quoted(code.name) + ": " + std::to_string(code.number) + ",\n";
    }
    return "\n/** Why a message was refused. */\nexport type ErrorCode = " +
           joined(error_codes(), " | ") + ";\n\nexport const errorCodes: readonly ErrorCode[] = [" +
           joined(error_codes(), ", ") +
           "];\n\n/** Why the server ended a connection. */\nexport const closeCodes = {\n" +
           numbers + "} as const;\n";
}

} // namespace

File typescript_file() {
    const Messages& messages = all_messages();
    Types types;
    for (const Sent& message : messages.sent) {
        types.refer(message.data, Way::sent);
    }
    for (const auto* told :
         {&messages.notices,
          &messages.snapshot_items,
          &messages.moments,
          &messages.answers,
          &messages.documents}) {
        for (const Told& message : *told) {
            types.refer(message.data, Way::told);
        }
    }
    std::string out = "// Made by dageng-protocol from the declarations in protocol/. Don't edit: "
                      "build and run dageng-protocol.\n\n";
    out += types.text();
    out += sent_maps(messages.sent);
    out += map_of("Numbered notices, by type.", "Notices", messages.notices);
    out += map_of(
        "Items of snapshots that are no notices, by type.", "SnapshotItems", messages.snapshot_items
    );
    out += map_of("Of the moment, without a number, by type.", "Moments", messages.moments);
    out += limits(messages.sent);
    out += codes();
    out += "\n/** A frame in either direction is at most this long, in bytes of UTF-8. */\n"
           "export const max_frame_bytes = " +
           std::to_string(max_frame_bytes) +
           ";\n\n/** A photo is at most this long. */\nexport const max_photo_bytes = " +
           std::to_string(max_photo_bytes) + ";\n";
    return {"web/shared/protocol.generated.ts", out};
}

} // namespace dageng::protocol::publish
