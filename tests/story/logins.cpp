#include "tests/story/logins.hpp"

#include "tests/sign_in/authenticator.hpp"
#include "tests/story/client.hpp"
#include "tests/story/server_process.hpp"

#include <chrono>
#include <stdexcept>

namespace dageng::story {

support::HttpReply post(
    std::uint16_t port,
    const std::string& path,
    const nlohmann::json& body,
    const std::string& token
) {
    support::HttpFields fields{{"content-type", "application/json"}};
    if (!token.empty()) {
        fields.emplace_back("authorization", "Bearer " + token);
    }
    return support::http(port, "POST", "/api/v1/" + path, fields, body.dump());
}

bool may_come(const std::string& token, const std::string& device, std::uint16_t port) {
    Client client{token, device};
    try {
        client.connect(port, false);
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

std::string code_for(const std::filesystem::path& folder, std::uint64_t account) {
    const Run run = run_dageng(
        {"account", "code", "--account", std::to_string(account), "--data", folder.string()}
    );
    if (run.status != 0) {
        throw std::runtime_error("account code: " + run.output);
    }
    return run.output.substr(0, run.output.find('\n'));
}

std::string shown_now(const std::string& secret, std::int64_t later_ms) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    return test::shown_code(secret, {ms + later_ms});
}

ChosenLogin
choose_login(std::uint16_t port, const std::filesystem::path& folder, std::uint64_t account) {
    ChosenLogin chosen{"login-" + std::to_string(account), "nothing but a test's words", {}};
    nlohmann::json wish{
        {"device", "the-console-" + std::to_string(account)},
        {"code", code_for(folder, account)},
        {"login", chosen.login},
        {"password", chosen.password}
    };
    chosen.secret = nlohmann::json::parse(post(port, "sign-in", wish).body).at("secret");
    wish["one_time"] = shown_now(chosen.secret);
    const auto reply = post(port, "sign-in", wish);
    if (reply.status != 200) {
        throw std::runtime_error("no login: " + reply.body);
    }
    return chosen;
}

} // namespace dageng::story
