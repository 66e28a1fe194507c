#pragma once

#include "server/sign_in/hasher.hpp"
#include "server/sign_in/password.hpp"
#include "server/sign_in/people.hpp"

#include <map>
#include <optional>
#include <semaphore>
#include <string>
#include <utility>
#include <vector>

namespace dageng::test {

using protocol::PersonId;
using protocol::Role;

/// Passwords that cost next to nothing.
class CheapHasher final : public sign_in::Hasher {
  public:
    std::string hash(const std::string& password) override {
        return sign_in::hash_password(password, {1, std::size_t{8} * 1024});
    }
    bool matches(const std::string& hash, const std::string& password) override {
        return sign_in::is_password(hash, password);
    }
};

/// The same, but each check of a password lasts until the test lets it go on.
class HeldHasher final : public sign_in::Hasher {
  public:
    std::string hash(const std::string& password) override { return cheap_.hash(password); }
    bool matches(const std::string& hash, const std::string& password) override {
        begun_.release();
        may_go_on_.acquire();
        return cheap_.matches(hash, password);
    }
    /// Waits until a check has begun.
    void await() { begun_.acquire(); }
    void let_go_on() { may_go_on_.release(); }

  private:
    CheapHasher cheap_;
    std::counting_semaphore<> begun_{0};
    std::counting_semaphore<> may_go_on_{0};
};

/// Accounts that are what the test says.
class SaidPeople final : public sign_in::People {
  public:
    std::optional<Role> role_of(PersonId person) override {
        const auto found = roles.find(person);
        return found == roles.end() ? std::nullopt : std::optional{found->second};
    }
    protocol::Result<PersonId> register_resident(const protocol::SignUp& wish) override {
        const PersonId person{1000 + names.size()};
        names.push_back(wish.name.value);
        roles[person] = Role::resident;
        return person;
    }
    bool admit(PersonId person, const vault::DeviceMark&, engine::Admission by) override {
        admitted.emplace_back(person, by);
        return roles.contains(person);
    }
    void sign_out(PersonId person, const std::optional<vault::DeviceMark>& device) override {
        left.emplace_back(person, device);
    }

    std::map<PersonId, Role> roles;
    std::vector<std::string> names;
    std::vector<std::pair<PersonId, engine::Admission>> admitted;
    std::vector<std::pair<PersonId, std::optional<vault::DeviceMark>>> left;
};

} // namespace dageng::test
