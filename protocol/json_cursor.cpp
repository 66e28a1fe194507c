#include "protocol/json_cursor.hpp"

#include "protocol/decimal.hpp"
#include "protocol/utf8.hpp"

#include <simdjson.h>

#include <variant>

namespace dageng::protocol::detail {

namespace json = simdjson::ondemand;

/// The root is opened by other functions than all below it.
struct JsonValue::Place {
    std::variant<json::document*, json::value> at;
};

namespace {

/// Memory that readings of a thread share.
struct Workspace {
    json::parser parser;
    std::string padded;
    json::document document;
};

Workspace& workspace() {
    thread_local Workspace shared;
    return shared;
}

bool refuse(Reading& reading, simdjson::error_code error) {
    return reading.bad_json(simdjson::error_message(error));
}

std::string_view trimmed(std::string_view token) {
    const std::size_t last = token.find_last_not_of(" \t\r\n");
    return token.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

template <class Wanted>
simdjson::simdjson_result<Wanted> open(std::variant<json::document*, json::value>& at) {
    return std::visit(
        [](auto& place) -> simdjson::simdjson_result<Wanted> {
            if constexpr (std::is_pointer_v<std::remove_reference_t<decltype(place)>>) {
                return place->template get<Wanted>();
            } else {
                return place.template get<Wanted>();
            }
        },
        at
    );
}

simdjson::simdjson_result<json::json_type> type_of(std::variant<json::document*, json::value>& at) {
    auto* const document = std::get_if<json::document*>(&at);
    return document != nullptr ? (*document)->type() : std::get<json::value>(at).type();
}

} // namespace

bool Reading::expected(std::string_view what) {
    refusal_ = {ErrorCode::bad_field, "expected " + std::string(what), {}};
    return false;
}

bool Reading::bad_field(std::string_view name, std::string_view detail) {
    refusal_ = {ErrorCode::bad_field, std::string(detail), std::string(name)};
    return false;
}

bool Reading::bad_json(std::string_view detail) {
    refusal_ = {ErrorCode::bad_json, std::string(detail), {}};
    return false;
}

void Reading::inside(std::string_view name) {
    prepend(name);
}

void Reading::inside(std::size_t index) {
    prepend("[" + std::to_string(index) + "]");
}

void Reading::prepend(std::string_view step) {
    if (refusal_.code != ErrorCode::bad_field || step.empty()) {
        return;
    }
    const bool dot = !refusal_.field.empty() && refusal_.field[0] != '[';
    refusal_.field.insert(0, dot ? std::string(step) + '.' : std::string(step));
}

bool Reading::enter() {
    ++depth_;
    return depth_ <= max_depth || bad_json("nested too deep");
}

bool JsonValue::at_root() const {
    return place_.at.index() == 0;
}

bool JsonValue::is_null() {
    auto* const value = std::get_if<json::value>(&place_.at);
    return value != nullptr && trimmed(value->raw_json_token()) == "null";
}

bool JsonValue::each_field(FunctionRef<bool(std::string_view, JsonValue&)> visit) {
    json::json_type type{};
    if (const auto error = type_of(place_.at).get(type)) {
        return refuse(reading_, error);
    }
    if (type != json::json_type::object) {
        return at_root() ? reading_.bad_json("not an object") : reading_.expected("an object");
    }
    json::object object;
    if (const auto error = open<json::object>(place_.at).get(object)) {
        return refuse(reading_, error);
    }
    if (!reading_.enter()) {
        return false;
    }
    for (auto next : object) {
        json::field field;
        if (const auto error = std::move(next).get(field)) {
            return refuse(reading_, error);
        }
        std::string_view name;
        if (const auto error = field.unescaped_key().get(name)) {
            return refuse(reading_, error);
        }
        Place place{field.value()};
        JsonValue value{place, reading_};
        if (!visit(name, value)) {
            reading_.inside(name);
            return false;
        }
    }
    reading_.leave();
    return true;
}

bool JsonValue::each_item(FunctionRef<bool(std::size_t, JsonValue&)> visit) {
    json::json_type type{};
    if (const auto error = type_of(place_.at).get(type)) {
        return refuse(reading_, error);
    }
    if (type != json::json_type::array) {
        return at_root() ? reading_.bad_json("not a list") : reading_.expected("a list");
    }
    json::array array;
    if (const auto error = open<json::array>(place_.at).get(array)) {
        return refuse(reading_, error);
    }
    if (!reading_.enter()) {
        return false;
    }
    std::size_t index = 0;
    for (auto next : array) {
        Place place;
        json::value item;
        if (const auto error = std::move(next).get(item)) {
            return refuse(reading_, error);
        }
        place.at = item;
        JsonValue value{place, reading_};
        if (!visit(index, value)) {
            reading_.inside(index);
            return false;
        }
        ++index;
    }
    reading_.leave();
    return true;
}

bool JsonValue::string(std::string_view& out) {
    auto* const value = std::get_if<json::value>(&place_.at);
    json::json_type type{};
    if (const auto error = type_of(place_.at).get(type)) {
        return refuse(reading_, error);
    }
    if (value == nullptr || type != json::json_type::string) {
        return reading_.expected("text");
    }
    const auto error = value->get_string().get(out);
    return error == simdjson::SUCCESS || refuse(reading_, error);
}

bool JsonValue::token(std::string_view& out, std::string_view wanted) {
    auto* const value = std::get_if<json::value>(&place_.at);
    json::json_type type{};
    if (const auto error = type_of(place_.at).get(type)) {
        return refuse(reading_, error);
    }
    const bool scalar = type == json::json_type::number || type == json::json_type::boolean ||
                        type == json::json_type::null;
    if (value == nullptr || !scalar) {
        return reading_.expected(wanted);
    }
    out = trimmed(value->raw_json_token());
    const bool word = out == "true" || out == "false" || out == "null";
    return word || is_json_number(out) || reading_.bad_json("a value that is no JSON");
}

bool JsonValue::check() {
    json::json_type type{};
    if (const auto error = type_of(place_.at).get(type)) {
        return refuse(reading_, error);
    }
    std::string_view ignored;
    switch (type) {
    case json::json_type::object:
        return each_field([](std::string_view, JsonValue& value) { return value.check(); });
    case json::json_type::array:
        return each_item([](std::size_t, JsonValue& value) { return value.check(); });
    case json::json_type::string:
        return string(ignored);
    default:
        return token(ignored, "a value");
    }
}

bool read_text(
    std::string_view text,
    Reading& reading,
    std::initializer_list<FunctionRef<bool(JsonValue&)>> passes
) {
    Workspace& memory = workspace();
    memory.padded.assign(text);
    memory.padded.append(simdjson::SIMDJSON_PADDING, '\0');
    const simdjson::padded_string_view padded{
        memory.padded.data(), text.size(), memory.padded.size()
    };
    if (const auto error = memory.parser.iterate(padded).get(memory.document)) {
        return refuse(reading, error);
    }
    for (const auto& pass : passes) {
        memory.document.rewind();
        JsonValue::Place place{&memory.document};
        JsonValue root{place, reading};
        if (!pass(root)) {
            return false;
        }
        if (memory.document.current_location().error() != simdjson::OUT_OF_BOUNDS) {
            return reading.bad_json("something follows the value");
        }
    }
    return true;
}

} // namespace dageng::protocol::detail
