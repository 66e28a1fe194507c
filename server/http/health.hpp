#pragma once

#include "server/http/exchange.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace dageng::http {

/// Whether the server can do its work now.
struct Readiness {
    bool ready = false;
    std::vector<std::string> reasons; ///< Why not, or what is short of perfect; kebab-case words.
};

/// Asked at each probe, by I/O threads: must be quick and safe to call from any thread.
using AskReadiness = std::function<Readiness()>;

/// `/health/live`: the process answers. `/health/ready`: 200 or 503, with reasons.
class Health {
  public:
    explicit Health(AskReadiness ask) : ask_(std::move(ask)) {}

    /// Nothing for other paths. Any thread.
    std::optional<Response> answer(const Request& request) const;

  private:
    AskReadiness ask_;
};

} // namespace dageng::http
