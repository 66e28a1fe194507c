#pragma once

#include "server/http/exchange.hpp"

#include <optional>

namespace prometheus {
class Registry;
}

namespace dageng::http {

/// `/metrics`: all figures of the registry in Prometheus' text format.
class Metrics {
  public:
    /// The registry outlives it.
    explicit Metrics(const prometheus::Registry& registry) : registry_(registry) {}

    /// Nothing for other paths. Any thread.
    std::optional<Response> answer(const Request& request) const;

  private:
    const prometheus::Registry& registry_;
};

} // namespace dageng::http
