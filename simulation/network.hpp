#pragma once

#include "simulation/chance.hpp"
#include "simulation/district.hpp"
#include "simulation/phone.hpp"
#include "simulation/schedule.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dageng::simulation {

/// What lies between phones and the district: commands come late, twice or after a break; notices
/// are missed and made up for. Checks what every client may count on.
class Network : public Listener {
  public:
    /// A person hears a notice now.
    using Told = std::function<void(Phone&, const Notice&)>;
    /// A person is connected again and has the snapshot.
    using Arrived = std::function<void(Phone&)>;

    Network(
        Chance& chance,
        Schedule& schedule,
        std::vector<Phone>& phones,
        District& district,
        Verdict& verdict
    )
        : chance_(chance), schedule_(schedule), phones_(phones), district_(district),
          verdict_(verdict) {}

    void listen(Told told, Arrived arrived) {
        told_ = std::move(told);
        arrived_ = std::move(arrived);
    }

    /// Sends a command from the device in use; it arrives some time, and is repeated until it is
    /// answered. Gives the id that it goes under.
    protocol::ClientId send(const Phone& phone, protocol::Command command);

    /// No network for so long.
    void lose(Phone& phone, std::int64_t ms);
    /// Puts it away: it doesn't come back by itself.
    void leave(Phone& phone);
    /// In so long, unless it is connected then.
    void connect_in(Phone& phone, std::int64_t ms);

    /// The district is there again: everybody connects anew, and sends what wasn't answered.
    void district_came_back();

    void hear(const Notice& notice) override;
    void hear(const Reply& reply) override;
    void hear(const Welcome& welcome) override;
    bool reads(protocol::PersonId person) const override {
        return phones_[person.value - 1].reader != nullptr;
    }

  private:
    struct Sent {
        protocol::Command command;
        std::size_t from = 0; ///< Index of the phone.
        protocol::ClientId device;
        protocol::ClientId id;
        protocol::TimeMs made_at; ///< By the device's clock.
        bool answered = false;
        std::string answer;
    };

    void deliver_in(std::uint64_t ticket, std::int64_t ms);
    void deliver(std::uint64_t ticket);
    void connect(Phone& phone);

    Chance& chance_;
    Schedule& schedule_;
    std::vector<Phone>& phones_;
    District& district_;
    Verdict& verdict_;
    Told told_;
    Arrived arrived_;
    std::map<std::uint64_t, Sent> sent_; ///< By ticket, until they need no more repeating.
    std::uint64_t tickets_ = 0;
};

} // namespace dageng::simulation
