#pragma once

#include "server/bus/bus.hpp"

namespace dageng::bus {

/// The bus of one machine: one gateway and the leader in one process.
class LocalBus final : public Bus {
  public:
    void on_leader(std::function<void(std::vector<ToLeader>)> handler) override;
    void on_gateway(std::function<void(std::vector<ToGateway>)> handler) override;
    void to_leader(std::vector<ToLeader> batch) override;
    void to_gateways(std::vector<ToGateway> batch) override;

  private:
    std::function<void(std::vector<ToLeader>)> leader_;
    std::function<void(std::vector<ToGateway>)> gateway_;
};

} // namespace dageng::bus
