#pragma once

#include "protocol/json_write.hpp"
#include "protocol/values.hpp"

#include <algorithm>
#include <concepts>
#include <string>
#include <string_view>

/// What of a message may be seen, and its JSON with no more than that. All that the server says
/// unasked goes through here, so that what isn't declared in the message reaches nobody.
namespace dageng::protocol {

/// A message that the server sends unasked: it says who sees it.
template <class Message>
concept Unasked = requires {
    { Message::seen_by } -> std::convertible_to<Views>;
};

/// Who sees a field: of those who see the message all, unless the message says which.
template <Unasked Message>
constexpr Views field_seen_by(std::string_view field) {
    if constexpr (requires { Message::fields_seen_by; }) {
        for (const FieldSeen& one : Message::fields_seen_by) {
            if (one.field == field) {
                return one.by;
            }
        }
    }
    return Message::seen_by;
}

namespace detail {

template <class Message>
constexpr bool fields_are_described() {
    bool all = true;
    for (const FieldSeen& one : Message::fields_seen_by) {
        bool found = false;
        boost::mp11::mp_for_each<Members<Message>>([&](auto member) {
            found = found || one.field == member.name;
        });
        all = all && found && (one.by.bits & ~Message::seen_by.bits) == 0;
    }
    return all;
}

/// Empties what `view` may not see.
template <class Message>
void leave_out(Message& message, View view) {
    static_assert(fields_are_described<Message>(), "a field that there isn't, or seen by more");
    boost::mp11::mp_for_each<Members<Message>>([&](auto member) {
        constexpr Views by = field_seen_by<Message>(decltype(member)::name);
        if constexpr (by.bits != Message::seen_by.bits) {
            auto& field = message.*member.pointer;
            using Field = std::remove_cvref_t<decltype(field)>;
            static_assert(may_be_absent<Field>, "what not all may see must be able to be absent");
            if (!by.has(view)) {
                field = Field{};
            }
        }
    });
}

} // namespace detail

/// Appends `message` as `view` may see it. False, and nothing appended, when that is not at all.
/// `opener` opens what is sealed. Any thread.
template <Unasked Message>
bool write_seen(std::string& out, const Message& message, View view, const Opener& opener) {
    if (!Message::seen_by.has(view)) {
        return false;
    }
    const WriteOptions options{JsonMode::wire, &opener};
    if constexpr (requires { Message::fields_seen_by; }) {
        Message seen = message;
        detail::leave_out(seen, view);
        write_json(out, seen, options);
    } else {
        write_json(out, message, options);
    }
    return true;
}

} // namespace dageng::protocol
