#include "protocol/utf8.hpp"
#include "server/gateway/frame_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

/// Any bytes at all, cut in any way, say the same; a text is UTF-8 and within its limit.
namespace {

using dageng::gateway::FrameReader;
using dageng::gateway::Heard;

void insist(bool holds) {
    if (!holds) {
        std::abort();
    }
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t bytes = dageng::protocol::first_code_point(text).bytes;
        if (bytes == 0) {
            return false;
        }
        text.remove_prefix(bytes);
    }
    return true;
}

std::vector<std::string> heard_of(const std::string& stream, std::size_t piece) {
    FrameReader reader;
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        std::string part = stream.substr(at, piece);
        reader.feed(part.data(), part.size());
        while (const auto heard = reader.next()) {
            if (heard->kind == Heard::Kind::text) {
                insist(is_utf8(heard->payload));
                insist(heard->payload.size() <= dageng::protocol::max_frame_bytes);
            }
            lines.push_back(
                std::to_string(static_cast<int>(heard->kind)) + ' ' + std::to_string(heard->code) +
                ' ' + std::string(heard->payload)
            );
            if (heard->kind == Heard::Kind::broken || heard->kind == Heard::Kind::binary) {
                return lines;
            }
        }
    }
    return lines;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) {
        return 0;
    }
    const std::size_t piece = 1U + data[0];
    const std::string stream(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = heard_of(stream, stream.size());
    insist(whole == heard_of(stream, piece));
    insist(whole == heard_of(stream, 1));
    return 0;
}
