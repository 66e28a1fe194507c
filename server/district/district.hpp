#pragma once

#include "server/district/keys_thread.hpp"
#include "server/district/leader.hpp"
#include "server/district/views_thread.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace dageng::district {

/// The running district: a thread that drives a leader, and those that work for it. Batches come in
/// from any thread; the leader sees them one after another.
class District {
  public:
    /// Called once, on the district's thread, when it can't go on: the process must stop.
    using Fatal = std::function<void(const std::string& why)>;

    /// Folds the journal (which may take a while) and listens on bus and journal; nothing is
    /// decided before start(). Throws JournalError or VaultError.
    District(Parts parts, Fatal fatal);
    /// Stops.
    ~District();
    District(const District&) = delete;
    District& operator=(const District&) = delete;

    void start();

    /// Ends the thread once everything taken so far is decided and durable, or the journal failed.
    void stop();

    /// Before start(): what the journal says.
    const engine::State& folded() const { return leader_.engine().state(); }

    /// Runs `job` on the leader, between two batches; before start(), as the first thing after it,
    /// ahead of all that is due. What it decided is durable when the future is ready. After stop()
    /// it isn't run, and the future throws. Any thread but the leader's.
    std::future<void> run(std::function<void(Leader&, Clocks)> job);

    /// Whether it takes commands.
    bool ready() const { return ready_; }

  private:
    struct Job {
        std::function<void(Leader&, Clocks)> work;
        std::promise<void> done;
        protocol::Offset n = 0;
    };

    void loop();
    void turn(
        std::vector<bus::ToLeader> inbox,
        std::vector<journal::Outcome> outcomes,
        std::vector<Job> jobs
    );
    void finish_jobs();

    Parts parts_;
    Fatal fatal_;
    Leader leader_;
    ViewsThread views_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<bus::ToLeader> inbox_;
    std::vector<journal::Outcome> outcomes_;
    std::vector<Job> jobs_;
    std::vector<Job> undurable_jobs_; // the leader's thread only
    bool stopping_ = false;
    std::atomic<bool> ready_ = false;
    std::thread thread_;
    KeysThread keys_; // Last: it runs jobs.
};

} // namespace dageng::district
