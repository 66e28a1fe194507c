#pragma once

#include "demo/city/call_source.hpp"
#include "demo/city/options.hpp"
#include "demo/city/residents.hpp"
#include "demo/city/responder.hpp"
#include "demo/city/spells.hpp"

#include <memory>
#include <vector>

namespace dageng::demo {

/// The whole demonstration.
class City final : public load::Timed {
  public:
    /// Reads all files. Throws std::runtime_error or std::invalid_argument.
    explicit City(const CityOptions& options);

    /// Runs until `stopped` is set or the time is over; says how it goes every ten seconds.
    void run(const volatile bool& stopped);

    void on_timer(Moment due, std::uint64_t tag) override;

  private:
    void read_tokens(const std::string& path, std::size_t people);
    void plan_call(Moment after);
    void send_call();
    void say_how_it_goes();

    const CityOptions& options_;
    Town town_;
    std::unique_ptr<SpellPlan> spells_;
    std::unique_ptr<CallSource> calls_;
    NextCall call_;
    std::vector<std::unique_ptr<Responder>> responders_;
    std::vector<std::unique_ptr<Resident>> residents_;
    std::vector<std::unique_ptr<StandIn>> stand_ins_;
    std::uint64_t positions_said_ = 0;
};

} // namespace dageng::demo
