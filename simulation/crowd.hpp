#pragma once

#include "server/geo/plane.hpp"
#include "simulation/network.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace dageng::simulation {

/// The people: who there is, where they walk, when they go on duty.
class Crowd {
  public:
    Crowd(
        const Options& options,
        Chance& chance,
        Schedule& schedule,
        std::vector<Phone>& phones,
        District& district,
        Network& network
    );

    /// Makes all accounts.
    void settle();
    /// From now on people go on and off duty by the hour.
    void begin();
    /// A second has gone by: those whose turn it is walk on and tell where they are.
    void walk(std::uint64_t second);

    /// Believes to be on duty from now on, or not any more.
    void set_duty(Phone& phone, bool on);
    void head_for(Phone& phone, protocol::LatLon place);
    protocol::LatLon place_of(const Phone& phone) const {
        return plane_.to_globe({phone.x_cm, phone.y_cm});
    }

    const std::vector<std::size_t>& volunteers() const { return volunteers_; }
    const std::vector<std::size_t>& dispatchers() const { return dispatchers_; }
    const std::vector<std::size_t>& readers() const { return readers_; }
    std::int32_t half_cm() const { return half_cm_; }

  private:
    /// A place a minute, each person at a second of their own.
    static constexpr std::uint64_t seconds_a_place = 60;

    void settle_one(protocol::Role role, const char* category);
    void stroll(Phone& phone);
    void step(Phone& phone);
    void tell_place(Phone& phone);
    void minute();
    void fill(const std::vector<std::size_t>& people, std::uint64_t wanted, std::uint64_t there);
    void begin_duty(Phone& phone);
    void leave(const std::vector<std::size_t>& people, std::uint64_t share);

    const Options& options_;
    Chance& chance_;
    Schedule& schedule_;
    std::vector<Phone>& phones_;
    District& district_;
    Network& network_;
    geo::Plane plane_;
    std::int32_t half_cm_;
    std::vector<std::size_t> volunteers_; ///< Indices of phones, as all of these.
    std::vector<std::size_t> officers_;
    std::vector<std::size_t> dispatchers_;
    std::vector<std::size_t> readers_;
    std::array<std::vector<std::size_t>, seconds_a_place> walking_;
};

} // namespace dageng::simulation
