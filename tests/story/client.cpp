#include "tests/story/client.hpp"

#include "protocol/names.hpp"
#include "tests/story/frame_rights.hpp"

#include <chrono>
#include <stdexcept>

namespace dageng::story {

namespace {

void require(bool kept, const std::string& what) {
    if (!kept) {
        throw std::runtime_error(what);
    }
}

} // namespace

std::string Client::now() {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                        std::chrono::system_clock::now().time_since_epoch()
    )
                        .count();
    const std::time_t seconds = static_cast<std::time_t>(ms / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[40];
    const std::size_t end = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    std::snprintf(text + end, sizeof text - end, ".%03dZ", static_cast<int>(ms % 1000));
    return text;
}

void Client::connect(std::uint16_t port, bool resume) {
    socket_.emplace(port);
    const std::string id = device_ + "-hello-" + std::to_string(++commands_);
    Json hello{
        {"token", token_},
        {"device", device_},
        {"device_time", now()},
        {"client", "story"},
        {"language", "zh"}
    };
    if (resume) {
        hello["log"] = log_;
        hello["last_n"] = last_n_;
    }
    socket_->send_text(Json{{"type", "hello"}, {"id", id}, {"data", hello}}.dump());
    const Json answer = read_answer(id);
    require(answer.at("type") == "ok", "hello was refused: " + answer.dump());
    welcome_ = answer.at("data");
    log_ = welcome_.at("log");
    if (!resumed()) {
        items_.clear();
        const int parts = welcome_.at("parts");
        for (int part = 1; part <= parts; ++part) {
            const Json frame = Json::parse(socket_->receive_text());
            require(
                frame.at("type") == "snapshot" && frame.at("part") == part,
                "not the snapshot's part: " + frame.dump()
            );
            for (const Json& item : frame.at("items")) {
                check(item);
                items_.push_back({item.at("type"), 0, item.at("data")});
            }
        }
        last_n_ = welcome_.at("n");
        heard_.push_back({last_n_, {}});
    }
}

Json Client::ask(const std::string& type, const Json& data) {
    last_id_ = device_ + "-" + std::to_string(++commands_);
    last_command_ =
        Json{{"type", type}, {"id", last_id_}, {"made_at", now()}, {"data", data}}.dump();
    return repeat();
}

Json Client::repeat() {
    answers_.erase(last_id_);
    socket_->send_text(last_command_);
    answer_ = read_answer(last_id_);
    return answer_;
}

Json Client::say(const std::string& type, const Json& data) {
    const Json answer = ask(type, data);
    require(answer.at("type") == "ok", type + " was refused: " + answer.dump());
    return answer.at("data");
}

void Client::tell(const std::string& type, const Json& data) {
    socket_->send_text(Json{{"type", type}, {"data", data}}.dump());
}

Json Client::read_answer(const std::string& id) {
    while (!answers_.contains(id)) {
        read_one();
    }
    return answers_.at(id);
}

void Client::read_one() {
    const Json frame = Json::parse(socket_->receive_text());
    const std::string type = frame.at("type");
    if (type == "ok" || type == "error") {
        answers_[frame.at("id")] = frame;
    } else if (frame.contains("n")) {
        keep(frame);
    } else if (frame.contains("data")) {
        check(frame);
        items_.push_back({type, 0, frame.at("data")});
    }
}

void Client::check(const Json& told) const {
    const auto role =
        protocol::enum_from_name<protocol::Role>(welcome_.at("role").get<std::string>());
    const std::string fields = may_not_see(role.value(), told.at("type"), told.at("data"));
    require(fields.empty(), "it may not see " + fields + " in " + told.dump());
}

void Client::keep(const Json& frame) {
    const std::uint64_t n = frame.at("n");
    const std::uint64_t prev = frame.at("prev");
    require(
        prev == last_n_ && n > prev,
        "notice " + std::to_string(n) + " follows " + std::to_string(prev) + ", but the last was " +
            std::to_string(last_n_)
    );
    check(frame);
    last_n_ = n;
    heard_.back().notices.push_back(n);
    items_.push_back({frame.at("type"), n, frame.at("data")});
    items_.back().data["n"] = n;
}

void Client::hear(std::chrono::milliseconds time) {
    while (socket_->anything(time)) {
        read_one();
        time = std::chrono::milliseconds{0};
    }
}

Json Client::await(const std::string& type, const std::function<bool(const Json&)>& fits) {
    for (std::size_t i = 0;; ++i) {
        while (i >= items_.size()) {
            read_one();
        }
        if (items_[i].type == type && (!fits || fits(items_[i].data))) {
            return items_[i].data;
        }
    }
}

std::vector<Json> Client::told(const std::string& type) const {
    std::vector<Json> all;
    for (const Item& item : items_) {
        if (item.type == type) {
            all.push_back(item.data);
        }
    }
    return all;
}

} // namespace dageng::story
