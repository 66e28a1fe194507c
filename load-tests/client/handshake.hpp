#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The HTTP upgrade that opens a WebSocket connection. No I/O.
namespace dageng::load {

/// The request for `/ws` with the subprotocol `dageng.v1`. The key is always the example of RFC
/// 6455: it protects caches between client and server, of which there are none here, and saves a
/// digest per connection.
std::string upgrade_request(std::string_view host);

enum class Upgrade : std::uint8_t { incomplete, done, refused };

struct UpgradeAnswer {
    Upgrade state = Upgrade::incomplete;
    std::size_t bytes = 0; ///< Of the answer's head when done; frames may follow at once.
    int status = 0;        ///< Of HTTP, when one could be read.
};

/// Reads what has arrived so far. A head longer than 8 KiB, a status other than 101, another accept
/// key or another subprotocol is refused.
UpgradeAnswer read_upgrade(std::string_view received);

} // namespace dageng::load
