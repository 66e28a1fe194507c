#pragma once

#include "server/bus/bus.hpp"

#include <utility>
#include <vector>

namespace dageng::district {

/// How an alert reaches people. Each offer names its channel in its event; once that is durable,
/// the notice that asks is given to the alerter. Push, SMS and voice will be others.
class Alerter {
  public:
    virtual ~Alerter() = default;

    /// Alert the recipients; what goes to connections is added to `out`. The leader's thread; must
    /// not wait.
    virtual void alert(bus::Notice notice, std::vector<bus::ToGateway>& out) = 0;
};

/// By the connections that people hold: the notice goes on the bus like any other.
class SocketAlerter final : public Alerter {
  public:
    void alert(bus::Notice notice, std::vector<bus::ToGateway>& out) override {
        out.emplace_back(std::move(notice));
    }
};

} // namespace dageng::district
