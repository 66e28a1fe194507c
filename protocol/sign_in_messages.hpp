#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <optional>

/// How people come in and leave, over HTTP: bodies of `POST /api/v1/<path>` and of the answers. A
/// token stands in no URL, and a request that needs one has it in its `authorization` field.
namespace dageng::protocol {

/// To `sign-in`: with a code that was issued, or with login, password and one-time code. Who works
/// at a console comes with a code first and chooses login and password in two further steps, each
/// with the code again.
struct SignIn {
    ClientId device; ///< As in Hello.
    std::optional<Text<12, 24>> code;
    std::optional<Text<1, 40>> login;
    std::optional<Text<1, 128>> password;
    std::optional<Text<6, 6>> one_time;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (device, code, login, password, one_time))

/// To `sign-up`: a resident registers themselves.
struct SignUp {
    ClientId device;
    Text<1, 50> name;
    std::optional<Text<5, 30>> phone = {}; ///< A telephone number.
};
BOOST_DESCRIBE_STRUCT(SignUp, (), (device, name, phone))

/// To `sign-out`, with a token: this device, or all of the account's.
struct SignOut {
    bool everywhere = false;
};
BOOST_DESCRIBE_STRUCT(SignOut, (), (everywhere))

/// To `renew-token`, with a token of a device: the answer has the one that takes its place. The old
/// one stays good for a day.
struct RenewToken {};
BOOST_DESCRIBE_STRUCT(RenewToken, (), ())

enum class SignInStep : std::uint8_t {
    done,             ///< With a token; without, if one was left.
    choose_login,     ///< The code is good: a login and a password are to be chosen.
    confirm_one_time, ///< `secret` is to be put into an app, and a code of it is to be sent.
};
BOOST_DESCRIBE_ENUM(SignInStep, done, choose_login, confirm_one_time)

/// The answer to each of them.
struct SignedIn {
    SignInStep step = SignInStep::done;
    std::optional<Text<20, 64>> token;
    std::optional<Text<32, 32>> secret; ///< Of one-time codes (RFC 6238), base 32.
};
BOOST_DESCRIBE_STRUCT(SignedIn, (), (step, token, secret))

using SignInMessages = boost::mp11::mp_list<SignIn, SignUp, SignOut, RenewToken, SignedIn>;

} // namespace dageng::protocol
