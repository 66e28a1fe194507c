#pragma once

#include "server/http/exchange.hpp"
#include "server/http/workers.hpp"
#include "server/sign_in/door.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace dageng::http {

/// `POST /api/v1/sign-in`, `sign-up`, `renew-token` and `sign-out` (protocol/sign_in_messages.hpp).
class Doors {
  public:
    /// So many may wait, for argon2 above all; further ones are answered with 503.
    static constexpr std::size_t max_waiting = 64;

    /// The door outlives it, and is used by its thread alone.
    explicit Doors(sign_in::Door& door) : door_(door) {}

    static bool owns(std::string_view path);

    /// As Handler::handle, for the paths that it owns. I/O threads.
    std::shared_ptr<Upload> handle(const Request& request, Answer answer);

    /// Ends the work under way; what waits gets no answer. After the last call of `handle`.
    void stop() { workers_.stop(); }

  private:
    sign_in::Door& door_;
    Workers workers_{1, max_waiting};
};

} // namespace dageng::http
