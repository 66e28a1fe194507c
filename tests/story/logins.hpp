#pragma once

#include "tests/support/tcp_client.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

/// The way in over HTTP, for tests.
namespace dageng::story {

support::HttpReply post(
    std::uint16_t port,
    const std::string& path,
    const nlohmann::json& body,
    const std::string& token = {}
);

/// A code for an account, made by the running server or, without one, on its folder.
std::string code_for(const std::filesystem::path& folder, std::uint64_t account);

/// What an authenticator app shows now, or so much later.
std::string shown_now(const std::string& secret, std::int64_t later_ms = 0);

/// Whether the server takes this token from this device.
bool may_come(const std::string& token, const std::string& device, std::uint16_t port);

/// A login that an account chose with a code.
struct ChosenLogin {
    std::string login;
    std::string password;
    std::string secret; ///< Of its one-time codes; that of now is used.
};
ChosenLogin
choose_login(std::uint16_t port, const std::filesystem::path& folder, std::uint64_t account);

} // namespace dageng::story
