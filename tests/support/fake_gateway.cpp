#include "tests/support/fake_gateway.hpp"

#include <utility>

namespace dageng::support {

namespace {

std::string frame_of(const bus::Notice& notice, protocol::Offset prev) {
    return "{\"type\":\"" + notice.type + "\",\"n\":" + std::to_string(notice.n) +
           ",\"prev\":" + std::to_string(prev) + *notice.rest;
}

} // namespace

std::vector<Json> FakeGateway::Connection::parsed() const {
    std::vector<Json> all;
    for (const std::string& frame : frames) {
        all.push_back(Json::parse(frame));
    }
    return all;
}

std::vector<Json> FakeGateway::Connection::told(std::string_view type) const {
    std::vector<Json> found;
    for (const Json& frame : parsed()) {
        if (frame.at("type") == type) {
            found.push_back(frame.at("data"));
        }
        for (const Json& item : frame.value("items", Json::array())) {
            if (item.at("type") == type) {
                found.push_back(item.at("data"));
            }
        }
    }
    return found;
}

std::vector<Json> FakeGateway::Connection::notices() const {
    std::vector<Json> found;
    for (Json& frame : parsed()) {
        if (frame.contains("n")) {
            found.push_back(std::move(frame));
        }
    }
    return found;
}

Json FakeGateway::Connection::answer(std::string_view id) const {
    Json latest;
    for (Json& frame : parsed()) {
        if (frame.value("id", "") == id) {
            latest = std::move(frame);
        }
    }
    return latest;
}

Json FakeGateway::Connection::welcome() const {
    return Json::parse(*accepted.value().frames.front()).at("data");
}

bool FakeGateway::Connection::holds(std::string_view text) const {
    for (const std::string& frame : frames) {
        if (frame.find(text) != std::string::npos) {
            return true;
        }
    }
    return false;
}

FakeGateway::FakeGateway(bus::Bus& bus) {
    bus.on_gateway([this](std::vector<bus::ToGateway> batch) {
        for (bus::ToGateway& item : batch) {
            ++released_;
            std::visit([this](auto& one) { take(one); }, item);
        }
    });
}

std::vector<Json> FakeGateway::moments(bus::SessionId session, std::string_view type) const {
    std::vector<Json> found;
    const auto theirs = moments_.find(session);
    if (theirs == moments_.end()) {
        return found;
    }
    for (const auto& [slot, text] : theirs->second) {
        const Json frame = Json::parse(text);
        if (frame.at("type") == type) {
            found.push_back(frame.at("data"));
        }
    }
    return found;
}

void FakeGateway::take(bus::Accepted& accepted) {
    Connection& connection = connections_[accepted.session];
    for (const bus::Shared& frame : accepted.frames) {
        connection.frames.push_back(*frame);
    }
    connection.accepted = std::move(accepted);
}

void FakeGateway::take(bus::Rejected& rejected) {
    Connection& connection = connections_[rejected.session];
    connection.frames.push_back(*rejected.frame);
    connection.rejected = rejected.code;
}

void FakeGateway::take(bus::Reply& reply) {
    connections_[reply.session].frames.push_back(*reply.frame);
}

void FakeGateway::take(bus::PhotoReply& reply) {
    photo_replies_.push_back(std::move(reply));
}

void FakeGateway::take(bus::RecordReply& reply) {
    record_replies_.push_back(std::move(reply));
}

void FakeGateway::take(bus::Notice& notice) {
    for (const bus::Recipient& to : notice.to) {
        for (auto& [session, connection] : connections_) {
            if (connection.accepted && connection.accepted->person == to.person &&
                notice.n > connection.accepted->n) {
                connection.frames.push_back(frame_of(notice, to.prev));
            }
        }
    }
}

void FakeGateway::take(bus::Moment& moment) {
    for (const bus::SessionId session : moment.to) {
        moments_[session][moment.slot] = *moment.frame;
    }
}

void FakeGateway::take(bus::Close& close) {
    connections_[close.session].rejected = close.code;
}

} // namespace dageng::support
