#include "protocol/codec.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

/// Any text at all is a message within its limits, or is refused with a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto parsed = dageng::protocol::parse_client_frame(text);
    if (const auto* const bad = std::get_if<dageng::protocol::BadFrame>(&parsed)) {
        if (bad->refusal.detail.empty()) {
            std::abort();
        }
    }
    return 0;
}
