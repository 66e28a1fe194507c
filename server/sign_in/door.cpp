#include "server/sign_in/door.hpp"

#include "server/sign_in/code.hpp"
#include "server/sign_in/one_time.hpp"

#include <algorithm>
#include <utility>

namespace dageng::sign_in {

using protocol::ErrorCode;
using protocol::PersonId;
using protocol::Refusal;
using protocol::Role;
using protocol::SignedIn;
using protocol::SignInStep;
using protocol::TimeMs;

namespace {

constexpr std::int64_t hour_ms = 60 * 60 * 1000;
constexpr std::int64_t day_ms = 24 * hour_ms;
constexpr std::int64_t token_life_ms = 90 * day_ms;
constexpr std::int64_t choosing_ms = 30 * 60 * 1000;
constexpr std::size_t most_choosing = 1000;
constexpr std::size_t least_password = 12; // NIST SP 800-63B asks for 8; consoles see more.

/// Who works at a console or is responsible for accounts has a password.
constexpr protocol::Roles login_roles{
    Role::dispatcher, Role::coordinator, Role::supervisor, Role::administrator
};

Refusal wrong(const char* what) {
    return {ErrorCode::not_signed_in, what, {}};
}

Refusal later(std::chrono::milliseconds wait) {
    const auto ms = static_cast<std::uint32_t>(wait.count());
    const auto minutes = (ms + 59'999) / 60'000;
    return {
        ErrorCode::too_many,
        "too many wrong tries; come back in " + std::to_string(minutes) + " min",
        {},
        ms
    };
}

std::size_t characters_in(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string key_of(std::string_view name, const vault::DeviceMark* device) {
    std::string key(name);
    if (device != nullptr) {
        key += ' ';
        key.append(reinterpret_cast<const char*>(device->data()), device->size());
    }
    return key;
}

} // namespace

Door::Door(Parts parts) : parts_(std::move(parts)), prover_(parts_.credentials, parts_.hasher) {}

Door::Opened Door::sign_in(const protocol::SignIn& wish, Network network) {
    const std::lock_guard lock{mutex_};
    sweep(parts_.now());
    if (wish.code) {
        return by_code(wish, network);
    }
    if (wish.login && wish.password && wish.one_time) {
        return by_login(wish, network);
    }
    return Answer{
        Refusal{ErrorCode::bad_field, "a code, or login, password and one-time code", "code"}
    };
}

Door::Answer Door::by_code(const protocol::SignIn& wish, Network network) {
    const TimeMs now = parts_.now();
    const std::string from = std::to_string(network);
    if (const auto wait = by_network_.wait(from, now)) {
        return later(*wait);
    }
    const vault::TokenHash code = hash_code(wish.code->value);
    const auto person = parts_.credentials.person_of_code(code, now);
    const auto role = person ? parts_.people.role_of(*person) : std::nullopt;
    if (!role) {
        by_network_.failed(from, now);
        return wrong("this code isn't good, or not any more");
    }
    if (login_roles.has(*role)) {
        return choose_login(wish, code, *person);
    }
    return admit(*person, wish.device, engine::Admission::code, now);
}

Door::Answer
Door::choose_login(const protocol::SignIn& wish, const vault::TokenHash& code, PersonId person) {
    const TimeMs now = parts_.now();
    if (!wish.login || !wish.password) {
        return SignedIn{SignInStep::choose_login, std::nullopt, std::nullopt};
    }
    const auto name = login_name(wish.login->value);
    if (!name) {
        return Refusal{
            ErrorCode::bad_field, "at least 3 of the letters a to z, digits and . - _ @", "login"
        };
    }
    const std::string& password = wish.password->value;
    if (characters_in(password) < least_password || password.find(*name) != std::string::npos) {
        return Refusal{
            ErrorCode::bad_field, "at least 12 characters, without the login in it", "password"
        };
    }
    std::erase_if(choosing_, [&](const auto& one) { return one.second.until <= now; });
    const auto choosing = choosing_.find(code);
    if (!wish.one_time || choosing == choosing_.end()) {
        if (choosing == choosing_.end() && choosing_.size() >= most_choosing) {
            return Refusal{ErrorCode::busy, "too many are choosing a login", {}, 60'000};
        }
        const Choosing chosen{vault::make_one_time_secret(), now + choosing_ms};
        const auto& kept = choosing_.try_emplace(code, chosen).first->second;
        return SignedIn{SignInStep::confirm_one_time, std::nullopt, {{secret_text(kept.secret)}}};
    }
    const auto step = step_of(choosing->second.secret, wish.one_time->value, now);
    if (!step) {
        return Refusal{ErrorCode::bad_field, "not the code that the app shows now", "one_time"};
    }
    const vault::Login login{person, parts_.hasher.hash(password), choosing->second.secret, *step};
    if (!parts_.credentials.keep_login(*name, login)) {
        return Refusal{ErrorCode::bad_field, "somebody else has this login", "login"};
    }
    choosing_.erase(choosing);
    return admit(person, wish.device, engine::Admission::code, now);
}

Door::Opened Door::by_login(const protocol::SignIn& wish, Network network) {
    const vault::DeviceMark device = vault::mark_device(wish.device.value);
    const std::string name = login_name(wish.login->value).value_or("");
    const auto login = parts_.credentials.login(name);
    const bool known = login && parts_.credentials.knows(login->person, device);
    Knock knock{
        {wish.login->value, wish.password->value, wish.one_time->value},
        wish.device,
        std::to_string(network),
        key_of(name, known ? &device : nullptr),
        known
    };
    if (const auto wait = hold_up(knock)) {
        return Answer{later(*wait)};
    }
    if (known) {
        return settle(knock, prover_.prove(knock.proof, parts_.now(), parts_.hasher));
    }
    return Trial{[this, knock = std::move(knock)] { return try_stranger(knock); }};
}

Door::Answer Door::try_stranger(const Knock& knock) {
    {
        // Those in front may have failed meanwhile.
        const std::lock_guard lock{mutex_};
        if (const auto wait = hold_up(knock)) {
            return later(*wait);
        }
    }
    const auto proven = prover_.prove(knock.proof, parts_.now(), parts_.strangers);
    const std::lock_guard lock{mutex_};
    return settle(knock, proven);
}

std::optional<std::chrono::milliseconds> Door::hold_up(const Knock& knock) {
    const TimeMs now = parts_.now();
    auto wait = by_device_.wait(knock.key, now);
    if (!wait && !knock.known) {
        wait = by_network_.wait(knock.from, now);
    }
    return wait;
}

Door::Answer Door::settle(const Knock& knock, const std::optional<PersonId>& proven) {
    const TimeMs now = parts_.now();
    if (proven && parts_.people.role_of(*proven)) {
        by_device_.succeeded(knock.key);
        return admit(*proven, knock.device, engine::Admission::login, now);
    }
    by_device_.failed(knock.key, now);
    if (!knock.known) {
        by_network_.failed(knock.from, now);
    }
    return wrong("login, password or one-time code is wrong, or that code was used");
}

Door::Answer Door::sign_up(const protocol::SignUp& wish, Network network) {
    const std::lock_guard lock{mutex_};
    if (!parts_.residents_register) {
        return Refusal{ErrorCode::not_allowed, "accounts are made by the community here", {}};
    }
    const TimeMs now = parts_.now();
    const std::string from = std::to_string(network);
    if (const auto wait = sign_ups_.wait(from, now)) {
        return later(*wait);
    }
    sign_ups_.failed(from, now); // Each counts.
    const auto person = parts_.people.register_resident(wish);
    if (!person) {
        return person.refusal();
    }
    return admit(*person, wish.device, engine::Admission::sign_up, now);
}

Door::Answer
Door::admit(PersonId person, const protocol::ClientId& device, engine::Admission by, TimeMs now) {
    const vault::DeviceMark mark = vault::mark_device(device.value);
    if (!parts_.people.admit(person, mark, by)) {
        return wrong("there is no such account any more");
    }
    const std::string token = vault::make_token();
    parts_.credentials.admit(
        vault::hash_token(token), {person, mark, now}, by == engine::Admission::code
    );
    return SignedIn{SignInStep::done, {{token}}, std::nullopt};
}

Door::Answer Door::renew(std::string_view token) {
    const std::lock_guard lock{mutex_};
    sweep(parts_.now());
    const std::string fresh = vault::make_token();
    if (!parts_.credentials.renew(
            vault::hash_token(token), vault::hash_token(fresh), parts_.now()
        )) {
        return wrong("this token isn't good, or no device's");
    }
    return SignedIn{SignInStep::done, {{fresh}}, std::nullopt};
}

Door::Answer Door::sign_out(std::string_view token, const protocol::SignOut& wish) {
    const std::lock_guard lock{mutex_};
    const auto owner = parts_.vault.owner_of(vault::hash_token(token));
    if (!owner) {
        return wrong("this token isn't good");
    }
    if (wish.everywhere) {
        parts_.vault.forget_tokens(owner->person);
        parts_.people.sign_out(owner->person, std::nullopt);
    } else if (owner->device) { // Else it is the operator's, who made it for any device.
        parts_.credentials.forget_device(owner->person, *owner->device, false);
        parts_.people.sign_out(owner->person, owner->device);
    }
    return SignedIn{};
}

void Door::sweep(TimeMs now) {
    if (now - swept_ >= hour_ms) {
        swept_ = now;
        parts_.credentials.forget_old(now + -token_life_ms, now + -day_ms);
    }
}

} // namespace dageng::sign_in
