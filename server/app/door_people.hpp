#pragma once

#include "server/app/foundation.hpp"
#include "server/sign_in/people.hpp"

namespace dageng::app {

/// The accounts of the district of this process.
class DoorPeople final : public sign_in::People {
  public:
    /// The foundation outlives it.
    explicit DoorPeople(Foundation& foundation) : foundation_(foundation) {}

    std::optional<protocol::Role> role_of(protocol::PersonId person) override;
    protocol::Result<protocol::PersonId> register_resident(const protocol::SignUp& wish) override;
    bool admit(protocol::PersonId person, const vault::DeviceMark& device, engine::Admission by)
        override;
    void
    sign_out(protocol::PersonId person, const std::optional<vault::DeviceMark>& device) override;

  private:
    Foundation& foundation_;
};

} // namespace dageng::app
