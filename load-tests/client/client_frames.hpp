#pragma once

#include "protocol/ids.hpp"
#include "protocol/json_write.hpp"
#include "protocol/time_text.hpp"
#include "protocol/types.hpp"

#include <cmath>
#include <string>
#include <string_view>

/// Frames that a client sends, written from the messages' own declarations.
namespace dageng::load {

/// Puts `{"type":…,"id":…,"made_at":…,"data":…}` into `out`, whose memory is used again. Messages
/// without an answer (position, seen) take no id: leave it empty.
template <class Message>
void write_frame(
    std::string& out, const Message& message, std::string_view id, protocol::TimeMs made_at
) {
    out.assign(R"({"type":")");
    out.append(Message::wire);
    if (!id.empty()) {
        out.append(R"(","id":")");
        out.append(id);
        out.append(R"(","made_at":")");
        protocol::append_time(out, made_at);
    }
    out.append(R"(","data":)");
    protocol::write_json(out, message);
    out.push_back('}');
}

inline protocol::LatLon lat_lon(double lat, double lon) {
    constexpr double scale = 1e7;
    return {
        static_cast<std::int32_t>(std::lround(lat * scale)),
        static_cast<std::int32_t>(std::lround(lon * scale))
    };
}

/// What the machine's clock says.
protocol::TimeMs time_of_day();

} // namespace dageng::load
