#include "server/http/network.hpp"

#include <cstddef>

namespace dageng::http {

namespace asio = boost::asio;

Network network_of(const Socket& socket) {
    boost::system::error_code gone;
    const auto address = socket.remote_endpoint(gone).address();
    if (gone) {
        return 0;
    }
    if (address.is_v4()) {
        return address.to_v4().to_uint();
    }
    const auto v6 = address.to_v6();
    if (v6.is_v4_mapped()) {
        return asio::ip::make_address_v4(asio::ip::v4_mapped, v6).to_uint();
    }
    const auto bytes = v6.to_bytes();
    Network network = 0;
    for (std::size_t i = 0; i < sizeof network; ++i) {
        network = network << 8U | bytes[i];
    }
    return network;
}

} // namespace dageng::http
