#pragma once

#include "server/bus/bus.hpp"
#include "server/district/state_keeper.hpp"
#include "server/district/time.hpp"
#include "server/district/views.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace dageng::district {

/// The thread that drives the views, and keeps their fold's state. It yields to all others of the
/// process: what is shown may be late, an offer may not.
class ViewsThread {
  public:
    /// The bus outlives it.
    ViewsThread(Views views, StateKeeper keeper, DistrictTime time, bus::Bus& bus);
    ~ViewsThread();
    ViewsThread(const ViewsThread&) = delete;
    ViewsThread& operator=(const ViewsThread&) = delete;

    /// Any thread; returns at once.
    void take(std::vector<ToViews> batch);

    void start();
    /// What was taken and not yet shown is dropped.
    void stop();

  private:
    void loop();

    Views views_;
    StateKeeper keeper_;
    DistrictTime time_;
    bus::Bus& bus_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<ToViews> inbox_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace dageng::district
