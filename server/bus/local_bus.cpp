#include "server/bus/local_bus.hpp"

#include <utility>

namespace dageng::bus {

void LocalBus::on_leader(std::function<void(std::vector<ToLeader>)> handler) {
    leader_ = std::move(handler);
}

void LocalBus::on_gateway(std::function<void(std::vector<ToGateway>)> handler) {
    gateway_ = std::move(handler);
}

void LocalBus::to_leader(std::vector<ToLeader> batch) {
    leader_(std::move(batch));
}

void LocalBus::to_gateways(std::vector<ToGateway> batch) {
    gateway_(std::move(batch));
}

} // namespace dageng::bus
