#pragma once

#include "server/http/exchange.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace dageng::http {

/// Takes the body of a request as one text; answers a larger one with 413.
class SmallBody final : public Upload {
  public:
    using Then = std::function<void(std::string body)>;

    /// `then` is called once the body is whole, by the connection's I/O thread.
    SmallBody(std::size_t most_bytes, Answer answer, Then then);

    void chunk(std::string bytes, std::function<void()> more) override;
    void end() override;
    void broken() override {}

  private:
    const std::size_t most_bytes_;
    const Answer answer_;
    const Then then_;
    std::string body_;
};

} // namespace dageng::http
