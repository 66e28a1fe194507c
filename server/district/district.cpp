#include "server/district/district.hpp"

#include "server/threads/name.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>

namespace dageng::district {

District::District(Parts parts, Fatal fatal)
    : parts_(parts), fatal_(std::move(fatal)),
      leader_(
          parts,
          [this](std::vector<ToViews> batch) { views_.take(std::move(batch)); },
          read_clocks()
      ),
      views_(
          {leader_.engine().state(), parts.vault, parts.metrics},
          {parts.states, parts.journal, leader_.kept_state(), leader_.now(read_clocks())},
          leader_.time(),
          parts.bus
      ),
      keys_(parts.vault, [this](protocol::KeyId key) {
          run([key](Leader& leader, Clocks clocks) { leader.key_destroyed(key, clocks); });
      }) {
    parts_.bus.on_leader([this](std::vector<bus::ToLeader> batch) {
        {
            const std::lock_guard lock{mutex_};
            inbox_.insert(
                inbox_.end(),
                std::make_move_iterator(batch.begin()),
                std::make_move_iterator(batch.end())
            );
        }
        wake_.notify_one();
    });
    parts_.journal.listen([this](journal::Outcome outcome) {
        {
            const std::lock_guard lock{mutex_};
            outcomes_.push_back(std::move(outcome));
        }
        wake_.notify_one();
    });
}

District::~District() {
    stop();
}

void District::start() {
    views_.start();
    thread_ = std::thread([this] { loop(); });
}

void District::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
        wake_.notify_one();
    }
    if (thread_.joinable()) {
        thread_.join();
    }
    views_.stop();
}

std::future<void> District::run(std::function<void(Leader&, Clocks)> job) {
    Job entry{std::move(job), {}, 0};
    auto done = entry.done.get_future();
    const std::lock_guard lock{mutex_};
    if (stopping_) {
        entry.done.set_exception(
            std::make_exception_ptr(std::runtime_error("the district is stopping"))
        );
        return done;
    }
    jobs_.push_back(std::move(entry));
    wake_.notify_one();
    return done;
}

void District::loop() {
    threads::name("engine");
    ready_ = true;
    try {
        for (;;) {
            std::vector<bus::ToLeader> inbox;
            std::vector<journal::Outcome> outcomes;
            std::vector<Job> jobs;
            {
                std::unique_lock lock{mutex_};
                const auto something = [this] {
                    return stopping_ || !inbox_.empty() || !outcomes_.empty() || !jobs_.empty();
                };
                const std::int64_t wait_ms = leader_.next_tick() - leader_.now(read_clocks());
                wake_.wait_for(
                    lock, std::chrono::milliseconds(std::max<std::int64_t>(wait_ms, 0)), something
                );
                const bool idle = inbox_.empty() && outcomes_.empty() && jobs_.empty();
                if (stopping_ && idle && leader_.durable() == leader_.engine().state().last) {
                    break;
                }
                inbox.swap(inbox_);
                outcomes.swap(outcomes_);
                jobs.swap(jobs_);
            }
            turn(std::move(inbox), std::move(outcomes), std::move(jobs));
        }
    } catch (const std::exception& error) {
        ready_ = false;
        fatal_(error.what());
    }
    ready_ = false;
}

void District::turn(
    std::vector<bus::ToLeader> inbox, std::vector<journal::Outcome> outcomes, std::vector<Job> jobs
) {
    for (const auto& outcome : outcomes) {
        leader_.take(outcome);
    }
    if (!inbox.empty()) {
        leader_.take(std::move(inbox), read_clocks());
    }
    for (Job& job : jobs) {
        job.work(leader_, read_clocks());
        job.n = leader_.engine().state().last;
        undurable_jobs_.push_back(std::move(job));
    }
    const Clocks clocks = read_clocks();
    leader_.tick(clocks);
    keys_.used(leader_.engine().state().last_key);
    if (const auto spent = leader_.spent_key(clocks)) {
        keys_.destroy(*spent);
    }
    finish_jobs();
}

void District::finish_jobs() {
    std::erase_if(undurable_jobs_, [this](Job& job) {
        const bool durable = job.n <= leader_.durable();
        if (durable) {
            job.done.set_value();
        }
        return durable;
    });
}

} // namespace dageng::district
