#include "server/district/views_thread.hpp"

#include "server/threads/name.hpp"
#include "server/threads/step_back.hpp"

#include <chrono>
#include <iterator>
#include <utility>

namespace dageng::district {

ViewsThread::ViewsThread(Views views, StateKeeper keeper, DistrictTime time, bus::Bus& bus)
    : views_(std::move(views)), keeper_(keeper), time_(time), bus_(bus) {}

ViewsThread::~ViewsThread() {
    stop();
}

void ViewsThread::take(std::vector<ToViews> batch) {
    const std::lock_guard lock{mutex_};
    inbox_.insert(
        inbox_.end(), std::make_move_iterator(batch.begin()), std::make_move_iterator(batch.end())
    );
}

void ViewsThread::start() {
    thread_ = std::thread([this] { loop(); });
}

void ViewsThread::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void ViewsThread::loop() {
    threads::name("views");
    threads::step_back();
    for (;;) {
        std::vector<ToViews> inbox;
        {
            std::unique_lock lock{mutex_};
            const std::chrono::milliseconds portion{Views::portion_ms};
            if (wake_.wait_for(lock, portion, [this] { return stopping_; })) {
                return;
            }
            inbox.swap(inbox_);
        }
        views_.take(std::move(inbox));
        const auto now = time_.now(read_clocks());
        auto moments = views_.tick(now);
        if (!moments.empty()) {
            bus_.to_gateways(
                {std::make_move_iterator(moments.begin()), std::make_move_iterator(moments.end())}
            );
        }
        keeper_.tick(views_.engine().state(), now);
    }
}

} // namespace dageng::district
