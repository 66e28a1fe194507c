#include "simulation/network.hpp"

#include <algorithm>
#include <utility>

namespace dageng::simulation {

using protocol::TimeMs;

namespace {

constexpr std::string_view follows = "notice-follows-last";
constexpr std::string_view resumes = "resumed-without-gap";
constexpr std::string_view repeats = "repetition-changes-nothing";

} // namespace

protocol::ClientId Network::send(const Phone& phone, protocol::Command command) {
    const std::uint64_t ticket = ++tickets_;
    Sent sent;
    sent.command = std::move(command);
    sent.from = phone.person.value - 1;
    sent.device = phone.device_name;
    sent.id = {"command-" + std::to_string(ticket)};
    sent.made_at = district_.now() + phone.clock_off_ms;
    const protocol::ClientId id = sent.id;
    sent_.emplace(ticket, std::move(sent));
    deliver_in(ticket, chance_.between(20, 250));
    return id;
}

void Network::deliver_in(std::uint64_t ticket, std::int64_t ms) {
    schedule_.at(district_.now() + ms, [this, ticket] { deliver(ticket); });
}

void Network::deliver(std::uint64_t ticket) {
    const auto found = sent_.find(ticket);
    if (found == sent_.end() || district_.down()) {
        return;
    }
    const Sent& sent = found->second;
    const Phone& phone = phones_[sent.from];
    if (!phone.connected) {
        return deliver_in(ticket, chance_.between(2'000, 6'000));
    }
    engine::Request request;
    request.by = phone.person;
    request.device = sent.device;
    request.id = sent.id;
    request.made_at = std::min(sent.made_at + -phone.clock_known_ms, district_.now());
    // A copy: the answer may come, and end the sending, before the district is done with it.
    const protocol::Command command = sent.command;
    district_.take(command, std::move(request), ticket);
}

void Network::hear(const Reply& reply) {
    const auto found = sent_.find(reply.ticket);
    if (found == sent_.end()) {
        return;
    }
    Sent& sent = found->second;
    if (sent.answered) {
        const bool same = reply.repeated && reply.answer == sent.answer;
        verdict_.check(repeats, same, "decided anew", phones_[sent.from].person.value);
    }
    const bool again = !sent.answered && reply.recorded && chance_.per_mille(100);
    if (!again) {
        sent_.erase(found);
        return;
    }
    sent.answered = true;
    sent.answer = reply.answer;
    deliver_in(
        reply.ticket,
        chance_.per_mille(500) ? chance_.between(10, 2'000) : chance_.between(2'000, 5'400'000)
    );
}

void Network::lose(Phone& phone, std::int64_t ms) {
    if (phone.connected) {
        phone.connected = false;
        district_.goodbye(phone.person);
        connect_in(phone, ms);
    }
}

void Network::leave(Phone& phone) {
    if (phone.connected) {
        phone.connected = false;
        district_.goodbye(phone.person);
    }
}

void Network::connect_in(Phone& phone, std::int64_t ms) {
    const std::size_t index = phone.person.value - 1;
    schedule_.at(district_.now() + ms, [this, index] { connect(phones_[index]); });
}

void Network::connect(Phone& phone) {
    if (phone.connected || phone.greeting || district_.down()) {
        return;
    }
    if (chance_.per_mille(100)) {
        phone.clock_off_ms = chance_.between(-3'600'000, 3'600'000);
    }
    phone.clock_known_ms = phone.clock_off_ms - chance_.between(0, 200);
    phone.greeting = true;
    district_.hello(phone.person, phone.last_n);
}

void Network::hear(const Welcome& welcome) {
    Phone& phone = phones_[welcome.person.value - 1];
    phone.greeting = false;
    phone.connected = true;
    if (welcome.resumed) {
        const auto count = static_cast<std::int64_t>(welcome.missed.size());
        verdict_.check(
            resumes,
            phone.missed < 0 || phone.missed == count,
            "others than those missed",
            phone.person.value
        );
        for (const Notice& notice : welcome.missed) {
            hear(notice);
        }
    } else {
        if (phone.reader) {
            phone.reader->start(welcome.items);
        }
        arrived_(phone);
    }
    phone.last_n = welcome.n;
    phone.missed = 0;
}

void Network::hear(const Notice& notice) {
    Phone& phone = phones_[notice.to.value - 1];
    if (!phone.connected) {
        phone.missed += phone.missed < 0 ? 0 : 1;
        return;
    }
    verdict_.check(follows, notice.prev == phone.last_n, "a notice was missed", notice.to.value);
    phone.last_n = notice.stamp.n;
    if (phone.reader && !notice.type.empty()) {
        phone.reader->hear(notice.type, notice.data);
    }
    told_(phone, notice);
}

void Network::district_came_back() {
    for (Phone& phone : phones_) {
        phone.greeting = false;
        phone.missed = -1;
        phone.connected = !phone.on_duty && !phone.reader && !phone.watches();
        if (phone.connected) {
            // Nobody looks at this one until it reports: as if it had connected already.
            phone.last_n = district_.ledger().last_n[phone.person.value - 1];
            phone.missed = 0;
        } else {
            connect_in(phone, chance_.between(200, 8'000));
        }
    }
    for (const auto& [ticket, sent] : sent_) {
        if (!sent.answered) {
            deliver_in(ticket, chance_.between(1'000, 20'000));
        }
    }
}

} // namespace dageng::simulation
