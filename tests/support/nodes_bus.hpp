#pragma once

#include "server/bus/bus.hpp"

#include <functional>
#include <utility>
#include <vector>

namespace dageng::support {

/// The bus of a district with several gateways: each is told all that the leader says.
class NodesBus final : public bus::Bus {
  public:
    void on_leader(std::function<void(std::vector<bus::ToLeader>)> handler) override {
        leader_ = std::move(handler);
    }
    void on_gateway(std::function<void(std::vector<bus::ToGateway>)> handler) override {
        gateways_.push_back(std::move(handler));
    }
    void to_leader(std::vector<bus::ToLeader> batch) override { leader_(std::move(batch)); }
    void to_gateways(std::vector<bus::ToGateway> batch) override {
        for (const auto& gateway : gateways_) {
            gateway(batch);
        }
    }

  private:
    std::function<void(std::vector<bus::ToLeader>)> leader_;
    std::vector<std::function<void(std::vector<bus::ToGateway>)>> gateways_;
};

} // namespace dageng::support
