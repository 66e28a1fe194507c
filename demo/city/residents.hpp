#pragma once

#include "demo/city/town.hpp"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

/// Those in the demonstration who don't move: people who report, and a dispatcher.
namespace dageng::demo {

/// Somebody who sends tips.
class Resident final : public load::Session {
  public:
    Resident(Town& town, std::string token) : Session(town.desk, std::move(token)), town_(town) {}

    /// `words` say that this is a demonstration and where it comes from.
    void report(std::string_view kind, GeoPoint at, std::string words);
    void on_timer(Moment due, std::uint64_t tag) override;

  private:
    void on_welcome() override;
    void on_lost(std::uint16_t code, std::string_view reason) override;
    bool wants(std::string_view type) const override;
    void on_message(const load::ServerFrame& frame, Moment at) override;

    Town& town_;
    Retry retry_;
    bool connected_ = false;
};

/// A dispatcher who lets people do what they do: opens each incident after a while, and closes it
/// when everybody is done, or when nobody came for a long time. For demonstrations that run without
/// anybody at the console.
class StandIn final : public load::Session {
  public:
    StandIn(Town& town, std::string token) : Session(town.desk, std::move(token)), town_(town) {}

    void on_timer(Moment due, std::uint64_t tag) override;

  private:
    void on_welcome() override { retry_.welcomed(); }
    void on_lost(std::uint16_t code, std::string_view reason) override;
    bool wants(std::string_view type) const override;
    void on_message(const load::ServerFrame& frame, Moment at) override;
    /// In so many seconds of the demonstration's clock.
    void later(double seconds, std::uint64_t kind, std::uint64_t incident);
    void close_incident(std::uint64_t incident);

    Town& town_;
    Retry retry_;
};

} // namespace dageng::demo
