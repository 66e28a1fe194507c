#include "server/http/mailbox.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace dageng::http {

void Mailbox::post(std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    if (context_ != nullptr) {
        boost::asio::post(*context_, std::move(work));
    }
}

void Mailbox::close() {
    const std::lock_guard lock(mutex_);
    context_ = nullptr;
}

} // namespace dageng::http
