#pragma once

#include "protocol/errors.hpp"
#include "protocol/json_options.hpp"
#include "protocol/messages.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Frames of the socket, as text.
namespace dageng::protocol {

/// A frame in either direction is at most this long.
inline constexpr std::size_t max_frame_bytes = std::size_t{64} * 1024;

/// `{"type":…,"id":…,"made_at":…,"data":{…}}` as a client sent it. What is answered has an
/// id: all but seen and position.
struct ClientFrame {
    std::optional<ClientId> id;
    std::optional<TimeMs> made_at;
    ClientMessage message;
};

/// A refused frame, with the id to answer under if one could be read.
struct BadFrame {
    Refusal refusal;
    std::optional<ClientId> id;
};

/// Parses and checks a whole frame: what comes out is within all limits. Needs no padding. Any
/// thread.
std::variant<ClientFrame, BadFrame> parse_client_frame(std::string_view text);

/// `{"type":"ok","id":…,"data":…}`; `data` is JSON already, `{}` for nothing.
std::string ok_frame(std::string_view id, std::string_view data);

/// `{"type":"error","id":…,"error":{…}}`; without the id when there is none.
std::string error_frame(const std::optional<ClientId>& id, const Refusal& refusal);

/// Same content, same text: what an id stands for. Personal fields in clear; never to be stored.
std::string canonical(const Command& command);

} // namespace dageng::protocol
