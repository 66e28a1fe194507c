#pragma once

#include <boost/asio/io_context.hpp>

#include <functional>
#include <mutex>

namespace dageng::http {

/// The way into an I/O thread for other threads; stays good to hold when that thread is gone.
class Mailbox {
  public:
    explicit Mailbox(boost::asio::io_context& context) : context_(&context) {}

    /// Runs `work` on the I/O thread, after what was posted before; does nothing once closed. Any
    /// thread.
    void post(std::function<void()> work);

    /// Before the io_context goes. Any thread.
    void close();

  private:
    std::mutex mutex_;
    boost::asio::io_context* context_;
};

} // namespace dageng::http
