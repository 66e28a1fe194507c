#pragma once

#include "server/http/exchange.hpp"
#include "tests/support/tcp_client.hpp"

#include <future>
#include <memory>
#include <utility>

namespace dageng::support {

/// A response that is awaited.
class Awaited {
  public:
    http::Answer answer() {
        return [promise = promise_](http::Response response) {
            promise->set_value(std::move(response));
        };
    }
    http::Response get() {
        auto future = promise_->get_future();
        if (future.wait_for(patience) != std::future_status::ready) {
            throw ClientError("no answer");
        }
        return future.get();
    }

  private:
    std::shared_ptr<std::promise<http::Response>> promise_ =
        std::make_shared<std::promise<http::Response>>();
};

} // namespace dageng::support
