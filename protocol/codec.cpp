#include "protocol/codec.hpp"

#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dageng::protocol {
namespace {

template <class T>
concept Answered = requires { typename T::Answer; };

template <class T>
concept Restricted = requires { T::allowed; };

/// A message by its `type`.
struct Kind {
    std::string_view wire;
    bool answered = false;
    bool (*read)(detail::JsonValue& data, ClientMessage& out) = nullptr;
};

template <class T>
bool read_message(detail::JsonValue& data, ClientMessage& out) {
    return detail::read_value(data, out.emplace<T>());
}

template <class... T>
constexpr auto make_kinds(boost::mp11::mp_list<T...>) {
    static_assert(
        ((Answered<T> || !Restricted<T>) && ...), "a command says what answers it: using Answer = …"
    );
    return std::array{Kind{T::wire, Answered<T>, &read_message<T>}...};
}

constexpr auto kinds = make_kinds(ClientMessageKinds());

/// A frame but for its data.
struct Envelope {
    std::optional<std::string> type;
    std::optional<ClientId> id;
    std::optional<TimeMs> made_at;
    bool has_data = false;
};

template <class T>
bool read_once(detail::JsonValue& value, std::optional<T>& out) {
    if (out) {
        return value.reading().bad_field("", "given twice");
    }
    T read;
    if (!detail::read_value(value, read)) {
        return false;
    }
    out = std::move(read);
    return true;
}

bool read_envelope(detail::JsonValue& root, Envelope& out) {
    return root.each_field([&](std::string_view name, detail::JsonValue& value) {
        if (name == "type") {
            return read_once(value, out.type);
        }
        if (name == "id") {
            return read_once(value, out.id);
        }
        if (name == "made_at") {
            return read_once(value, out.made_at);
        }
        if (name == "data" && std::exchange(out.has_data, true)) {
            return value.reading().bad_field("", "given twice");
        }
        return value.check();
    });
}

/// What is still wrong with an envelope whose fields are good.
std::optional<Refusal> refusal_of(const Envelope& envelope, const Kind* kind) {
    if (!envelope.type) {
        return Refusal{ErrorCode::bad_field, "missing", "type"};
    }
    if (kind == nullptr) {
        return Refusal{ErrorCode::unknown_type, "no message has this type", "type"};
    }
    if (kind->answered && !envelope.id) {
        return Refusal{ErrorCode::bad_field, "missing", "id"};
    }
    return std::nullopt;
}

template <class T>
constexpr std::string_view canonical_name() {
    if constexpr (requires { T::wire; }) {
        return T::wire;
    } else if constexpr (std::same_as<T, BeginPhoto>) {
        return "begin-photo";
    } else if constexpr (std::same_as<T, FinishPhoto>) {
        return "finish-photo";
    } else if constexpr (std::same_as<T, ReadRecord>) {
        return "read-record";
    } else {
        static_assert(std::same_as<T, ReadPhoto>);
        return "read-photo";
    }
}

} // namespace

std::variant<ClientFrame, BadFrame> parse_client_frame(std::string_view text) {
    if (text.size() > max_frame_bytes) {
        const std::string limit = std::to_string(max_frame_bytes);
        return BadFrame{{ErrorCode::too_large, "a frame is at most " + limit + " bytes", {}}, {}};
    }
    detail::Reading reading{ReadOptions{}};
    Envelope envelope;
    const Kind* kind = nullptr;
    std::optional<Refusal> refusal;
    ClientMessage message;

    // The type may stand behind the data, so the envelope is read first, and all else is checked.
    const auto read_around = [&](detail::JsonValue& root) {
        if (!read_envelope(root, envelope)) {
            return false;
        }
        const auto found = std::ranges::find(kinds, envelope.type.value_or(""), &Kind::wire);
        kind = found == kinds.end() ? nullptr : &*found;
        refusal = refusal_of(envelope, kind);
        return true;
    };
    const auto read_data = [&](detail::JsonValue& root) {
        return root.each_field([&](std::string_view name, detail::JsonValue& value) {
            return refusal || name != "data" || kind->read(value, message);
        });
    };
    const auto read_nothing = [&](detail::JsonValue& root) { return kind->read(root, message); };

    bool good = detail::read_text(text, reading, {read_around, read_data});
    if (good && !refusal && !envelope.has_data) {
        // `seen` is told often and says one number: it may stand in the frame itself.
        const bool in_frame = kind->wire == Seen::wire;
        good = detail::read_text(in_frame ? text : "{}", reading, {read_nothing});
        if (!in_frame) {
            reading.inside("data");
        }
    }
    if (!good) {
        refusal = reading.refusal();
    }
    if (refusal) {
        return BadFrame{std::move(*refusal), std::move(envelope.id)};
    }
    return ClientFrame{std::move(envelope.id), envelope.made_at, std::move(message)};
}

std::string ok_frame(std::string_view id, std::string_view data) {
    std::string out = R"({"type":"ok","id":)";
    detail::write_string(out, id);
    out += ",\"data\":";
    out += data;
    out += '}';
    return out;
}

std::string error_frame(const std::optional<ClientId>& id, const Refusal& refusal) {
    std::string out = R"({"type":"error",)";
    if (id) {
        out += "\"id\":";
        write_json(out, *id);
        out += ',';
    }
    out += R"("error":{"code":)";
    detail::write_string(out, wire_name(refusal.code));
    out += ",\"detail\":";
    detail::write_string(out, refusal.detail);
    if (!refusal.field.empty()) {
        out += ",\"field\":";
        detail::write_string(out, refusal.field);
    }
    if (refusal.retry_after_ms > 0) {
        out += ",\"retry_after_ms\":";
        write_json(out, refusal.retry_after_ms);
    }
    out += "}}";
    return out;
}

std::string canonical(const Command& command) {
    return std::visit(
        []<class T>(const T& message) {
            std::string out{canonical_name<T>()};
            out += ' ';
            write_json(out, message);
            return out;
        },
        command
    );
}

} // namespace dageng::protocol
