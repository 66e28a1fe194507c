#pragma once

#include "tests/support/ws_client.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dageng::story {

using Json = nlohmann::json;

/// A signed-in client as a phone or console is one: numbers its commands, keeps what it was told,
/// and resumes after a break. Throws std::runtime_error when the server breaks its word: a gap
/// between notices, a notice out of order, an answer to nobody's question.
class Client {
  public:
    Client(std::string token, std::string device)
        : token_(std::move(token)), device_(std::move(device)) {}

    /// Connects and says hello; with `resume`, from the last notice kept.
    void connect(std::uint16_t port, bool resume);
    void disconnect() { socket_.reset(); }
    /// While it is connected.
    support::WsClient& socket() { return socket_.value(); }

    /// Sends a command and waits for its answer's data; an error answer throws.
    Json say(const std::string& type, const Json& data);
    /// The same, but gives the whole answer, error or not.
    Json ask(const std::string& type, const Json& data);
    /// Sends the last command again, as it was, and gives the whole answer.
    Json repeat();
    /// Without an answer.
    void tell(const std::string& type, const Json& data);

    /// Reads on until a notice or moment of this type for which `fits` says yes has come, or had
    /// come before.
    Json await(const std::string& type, const std::function<bool(const Json&)>& fits = {});

    /// Reads what has come, and waits so long for the first of it.
    void hear(std::chrono::milliseconds time);

    /// What it was told, snapshot items, notices and moments, in order; `data` of one type.
    std::vector<Json> told(const std::string& type) const;
    bool resumed() const { return welcome_.at("resumed").get<bool>(); }
    const Json& welcome() const { return welcome_; }
    const std::string& token() const { return token_; }
    /// The answer to the last command.
    const Json& last_answer() const { return answer_; }

    /// The numbers of the notices that followed a snapshot, through all breaks.
    struct Heard {
        std::uint64_t snapshot = 0;
        std::vector<std::uint64_t> notices;
    };
    const std::vector<Heard>& heard() const { return heard_; }

    static std::string now();

  private:
    struct Item {
        std::string type;
        std::uint64_t n = 0;
        Json data;
    };

    Json read_answer(const std::string& id);
    void read_one();
    void keep(const Json& frame);
    /// Throws when it says what this account's role may not see.
    void check(const Json& told) const;

    std::string token_;
    std::string device_;
    std::optional<support::WsClient> socket_;
    Json welcome_;
    std::string log_;
    std::uint64_t last_n_ = 0;
    std::vector<Item> items_;
    std::vector<Heard> heard_;
    std::map<std::string, Json> answers_;
    std::string last_command_;
    std::string last_id_;
    Json answer_;
    std::uint64_t commands_ = 0;
};

} // namespace dageng::story
