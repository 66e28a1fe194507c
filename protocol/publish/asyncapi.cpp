#include "protocol/codec.hpp"
#include "protocol/publish/files.hpp"
#include "protocol/publish/json_text.hpp"
#include "protocol/publish/schema.hpp"

namespace dageng::protocol::publish {
namespace {

std::string reference(const std::string& where) {
    return JsonObject().add_text("$ref", where).text();
}

std::string constant(std::string_view text) {
    return JsonObject().add_text("const", text).text();
}

std::string typed(std::string_view type) {
    return JsonObject().add_text("type", type).text();
}

std::string schema_of_data(const std::string& name) {
    return reference("./schema/" + name + ".json");
}

std::string object(const JsonObject& properties, const std::vector<std::string>& required) {
    return JsonObject()
        .add_text("type", "object")
        .add("properties", properties.text())
        .add("required", json_strings(required))
        .text();
}

std::string
message(const std::string& name, const std::string& summary, const std::string& payload) {
    return JsonObject()
        .add_text("name", name)
        .add_text("summary", summary)
        .add_text("contentType", "application/json")
        .add("payload", payload)
        .text();
}

/// The messages of one direction: their declarations, and references to them.
struct Direction {
    JsonObject declared;
    JsonObject in_channel;
    std::vector<std::string> in_operation;

    void add(const std::string& key, const std::string& text) {
        declared.add(key, text);
        in_channel.add(key, reference("#/components/messages/" + key));
        in_operation.push_back(reference("#/channels/socket/messages/" + key));
    }
};

std::string summary_of(const Sent& sent) {
    std::string out;
    if (sent.roles) {
        for (const std::string& role : *sent.roles) {
            out += (out.empty() ? "May be sent by: " : ", ") + role;
        }
        out += sent.good_for_ms == 0
                   ? ". Never too late."
                   : ". Good for " + std::to_string(sent.good_for_ms) + " ms after made_at.";
        out += ' ';
    }
    if (!sent.answered) {
        return out + "Not answered.";
    }
    return out + "Answered by ok with " + (sent.answer.empty() ? "nothing" : sent.answer) + '.';
}

void add_sent(Direction& out, const Sent& sent) {
    JsonObject properties;
    properties.add("type", constant(sent.type));
    properties.add("id", reference("#/components/schemas/ClientId"));
    properties.add("made_at", reference("#/components/schemas/TimeMs"));
    properties.add("data", schema_of_data(sent.type));
    const std::vector<std::string> required =
        sent.answered ? std::vector<std::string>{"type", "id"} : std::vector<std::string>{"type"};
    out.add(sent.type, message(sent.type, summary_of(sent), object(properties, required)));
}

void add_notice(Direction& out, const Told& told) {
    JsonObject properties;
    properties.add("type", constant(told.type));
    properties.add("n", typed("integer")).add("prev", typed("integer"));
    properties.add("late", typed("boolean")).add("data", schema_of_data(told.type));
    out.add(
        told.type,
        message(
            told.type,
            "Notice numbered n; the one before it for this person has the number prev. late: sent "
            "again for the record.",
            object(properties, {"type", "n", "prev", "data"})
        )
    );
}

void add_moment(Direction& out, const Told& told) {
    JsonObject properties;
    properties.add("type", constant(told.type)).add("data", schema_of_data(told.type));
    out.add(
        told.type,
        message(
            told.type,
            "Of the moment: without a number, never repeated.",
            object(properties, {"type", "data"})
        )
    );
}

void add_snapshot(Direction& out, const Messages& messages) {
    std::vector<std::string> kinds;
    const auto add_kind = [&](const Told& told) {
        JsonObject properties;
        properties.add("type", constant(told.type)).add("data", schema_of_data(told.type));
        kinds.push_back(object(properties, {"type", "data"}));
    };
    for (const Told& told : messages.snapshot_items) {
        add_kind(told);
    }
    for (const Told& told : messages.notices) {
        add_kind(told);
    }
    const std::string item = JsonObject().add("oneOf", json_list(kinds)).text();
    const std::string items = JsonObject().add_text("type", "array").add("items", item).text();
    JsonObject properties;
    properties.add("type", constant("snapshot"));
    properties.add("part", typed("integer")).add("of", typed("integer"));
    properties.add("items", items);
    out.add(
        "snapshot",
        message(
            "snapshot",
            "A part of what concerns this person, true at the n of Welcome; follows the answer to "
            "hello.",
            object(properties, {"type", "part", "of", "items"})
        )
    );
}

void add_ok(Direction& out, const Messages& messages) {
    std::vector<std::string> kinds;
    kinds.reserve(messages.answers.size() + 1);
    for (const Told& answer : messages.answers) {
        kinds.push_back(schema_of_data(kebab(answer.data.name)));
    }
    kinds.push_back(JsonObject().add_text("type", "object").add("maxProperties", "0").text());
    JsonObject properties;
    properties.add("type", constant("ok"));
    properties.add("id", reference("#/components/schemas/ClientId"));
    properties.add("data", JsonObject().add("anyOf", json_list(kinds)).text());
    out.add(
        "ok",
        message(
            "ok",
            "The answer to what was sent under this id.",
            object(properties, {"type", "id", "data"})
        )
    );
}

void add_error(Direction& out) {
    JsonObject error;
    error.add("code", reference("#/components/schemas/ErrorCode"));
    error.add("detail", typed("string")).add("field", typed("string"));
    error.add("retry_after_ms", typed("integer"));
    JsonObject properties;
    properties.add("type", constant("error"));
    properties.add("id", reference("#/components/schemas/ClientId"));
    properties.add("error", object(error, {"code", "detail"}));
    out.add(
        "error",
        message(
            "error",
            "What was sent was refused; the connection stays. Without id when none could be read.",
            object(properties, {"type", "error"})
        )
    );
}

/// The parts of a schema that frames use themselves, as they stand in the schemas of data.
std::string shared_schemas() {
    JsonObject codes;
    codes.add("enum", json_strings(error_codes()));
    JsonObject id;
    id.add_text("type", "string").add_text("pattern", "^[A-Za-z0-9_-]{8,64}$");
    JsonObject time;
    time.add_text("type", "string").add_text("format", "date-time");
    return JsonObject()
        .add("ClientId", id.text())
        .add("TimeMs", time.text())
        .add("ErrorCode", codes.text())
        .text();
}

std::string close_code_map() {
    JsonObject out;
    for (const Code& code : close_codes()) {
        out.add_text(std::to_string(code.number), code.name);
    }
    return out.text();
}

std::string
operation(std::string_view action, std::string_view summary, const Direction& messages) {
    return JsonObject()
        .add_text("action", action)
        .add("channel", reference("#/channels/socket"))
        .add_text("summary", summary)
        .add("messages", json_list(messages.in_operation))
        .text();
}

std::string merged(const JsonObject& first, const JsonObject& second) {
    const std::string head = first.text();
    return head.substr(0, head.size() - 1) + ',' + second.text().substr(1);
}

std::string info() {
    return JsonObject()
        .add_text("title", "Dageng")
        .add_text("version", "1")
        .add_text(
            "description",
            "One JSON message a text frame, UTF-8, at most " + std::to_string(max_frame_bytes) +
                " bytes, nested at most " + std::to_string(max_depth) +
                " deep. Within v1 fields may be added; nothing is renamed, re-typed or removed. "
                "Ignore what you don't know."
        )
        .text();
}

} // namespace

File asyncapi_file() {
    const Messages& messages = all_messages();
    Direction sent;
    for (const Sent& each : messages.sent) {
        add_sent(sent, each);
    }
    Direction told;
    add_ok(told, messages);
    add_error(told);
    add_snapshot(told, messages);
    for (const Told& each : messages.notices) {
        add_notice(told, each);
    }
    for (const Told& each : messages.moments) {
        add_moment(told, each);
    }

    JsonObject channel;
    channel.add_text("address", "/ws");
    channel.add_text(
        "description", "WebSocket, subprotocol dageng.v1. The first message is hello."
    );
    channel.add("messages", merged(sent.in_channel, told.in_channel));
    channel.add("x-close-codes", close_code_map());

    JsonObject components;
    components.add("messages", merged(sent.declared, told.declared));
    components.add("schemas", shared_schemas());

    JsonObject operations;
    operations.add("receive", operation("receive", "What clients send.", sent));
    operations.add("send", operation("send", "What the server sends.", told));

    JsonObject document;
    document.add_text("asyncapi", "3.0.0").add("info", info());
    document.add_text("defaultContentType", "application/json");
    document.add("channels", JsonObject().add("socket", channel.text()).text());
    document.add("operations", operations.text());
    document.add("components", components.text());
    return {"protocol/generated/asyncapi.json", pretty(document.text())};
}

} // namespace dageng::protocol::publish
