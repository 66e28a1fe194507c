#pragma once

#include <boost/describe/enum.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

/// The two published catalogues of what can go wrong on the wire. A code's meaning never changes.
namespace dageng::protocol {

/// Why a message was refused. Its wire name is kebab-case. "Again" says whether the same message
/// may succeed later without being changed.
enum class ErrorCode : std::uint8_t {
    bad_json,  ///< Not JSON, too deep, or not an object. Again: no.
    bad_field, ///< A field is missing, of the wrong type or outside its limits; `field` names it.
               ///< Again: no.
    unknown_type,  ///< No message has this type. Again: no, unless the server is renewed.
    not_signed_in, ///< The token is unknown, revoked or missing. Again: with another token.
    not_allowed,   ///< The account's role may not do this. Again: no.
    not_found, ///< The thing named doesn't exist, or this account may not know that it does. Again:
               ///< no.
    id_reused, ///< This account sent another command under this id. Again: with a new id.
    too_late,  ///< Made longer ago than this kind of command is good for. Again: no.
    not_on_duty,  ///< Needs a person on duty. Again: after duty has begun.
    other_device, ///< Duty belongs to another device of this person. Again: after taking duty over.
    offer_over,   ///< The offer was answered, taken by others or has ended. Again: no.
    wrong_state,  ///< The thing's present state doesn't allow this. Again: when its state has
                  ///< changed.
    busy_elsewhere, ///< The person has another exclusive assignment. Again: when it has ended.
    limit_reached,  ///< A named maximum is reached; `detail` says which. Again: later.
    bad_photo,      ///< The upload is no picture of a type that is taken. Again: no.
    too_large,      ///< Larger than the limit, which `detail` states. Again: no.
    too_many,       ///< Over the rate; `detail` says when to come back. Again: later.
    busy,           ///< The server can't make more durable at the moment. Again: yes, soon.
};
BOOST_DESCRIBE_ENUM(
    ErrorCode,
    bad_json,
    bad_field,
    unknown_type,
    not_signed_in,
    not_allowed,
    not_found,
    id_reused,
    too_late,
    not_on_duty,
    other_device,
    offer_over,
    wrong_state,
    busy_elsewhere,
    limit_reached,
    bad_photo,
    too_large,
    too_many,
    busy
)

/// Why the server ended a WebSocket connection.
enum class CloseCode : unsigned short {
    going_away = 1001,     ///< The server is done with this connection. Come back: yes.
    protocol_error = 1002, ///< Frames that break RFC 6455. Come back: yes, mended.
    not_text = 1003,       ///< A binary frame. Come back: yes, mended.
    bad_utf8 = 1007,       ///< Text that is not UTF-8. Come back: yes, mended.
    too_big = 1009,        ///< A message over 64 KiB. Come back: yes, mended.
    restarting = 1012,     ///< The server restarts. Come back: yes, after a random 0.1 to 2 s.
    try_later = 1013,      ///< Overload. Come back: yes, after a random 2 to 10 s.
    not_signed_in =
        4401, ///< No hello in 10 s, or a token that isn't good. Come back: with a good one.
    not_allowed = 4403, ///< The account may not use this. Come back: no.
    too_slow = 4408,    ///< The peer didn't read what it was sent. Come back: yes, resuming.
    replaced = 4409,    ///< The same device connected again. Come back: no.
    too_many = 4429,    ///< Over the rate for too long. Come back: yes, after 30 s.
};
BOOST_DESCRIBE_ENUM(
    CloseCode,
    going_away,
    protocol_error,
    not_text,
    bad_utf8,
    too_big,
    restarting,
    try_later,
    not_signed_in,
    not_allowed,
    too_slow,
    replaced,
    too_many
)

/// A refusal, as the client gets it.
struct Refusal {
    ErrorCode code = ErrorCode::bad_json;
    std::string detail; ///< For a developer or a log, in English; never personal data.
    std::string
        field; ///< Path of the field at fault, such as `data.place.lat`; empty when none is.
    std::uint32_t retry_after_ms = 0; ///< The same may succeed after this; 0 when nothing is known.
};

/// `bad_field` → "bad-field". The names are the published ones.
std::string_view wire_name(ErrorCode code);

/// A value or the refusal of it.
template <class T>
class Result {
  public:
    Result(T value) : held_(std::move(value)) {}
    Result(Refusal refusal) : held_(std::move(refusal)) {}

    explicit operator bool() const { return held_.index() == 0; }
    T& operator*() { return std::get<0>(held_); }
    const T& operator*() const { return std::get<0>(held_); }
    T* operator->() { return &std::get<0>(held_); }
    const T* operator->() const { return &std::get<0>(held_); }
    /// Only when there is no value.
    const Refusal& refusal() const { return std::get<1>(held_); }

  private:
    std::variant<T, Refusal> held_;
};

} // namespace dageng::protocol
