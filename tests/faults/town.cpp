#include "tests/faults/town.hpp"

#include "tests/faults/check.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <poll.h>

namespace dageng::faults {

using story::ServerProcess;

namespace {

constexpr int volunteers = 5;

} // namespace

Town::Town(int reporters) {
    add(Phone::Kind::dispatcher, "dispatcher", "", 1);
    add(Phone::Kind::reporter, "resident", "", reporters);
    add(Phone::Kind::volunteer, "volunteer", "community-volunteer", volunteers);
}

void Town::add(Phone::Kind kind, const std::string& role, const std::string& category, int count) {
    for (int i = 0; i < count; ++i) {
        const std::string name = role + "-" + std::to_string(i + 1);
        const std::string token = story::add_account(folder, role, category, name);
        phones.push_back(
            std::make_unique<Phone>(place, kind, token, name, static_cast<unsigned>(phones.size()))
        );
    }
}

void Town::begin(const ServerProcess& server) {
    place.moved_to(server.port());
    for (const auto& phone : phones) {
        phone->start();
    }
}

void Town::come_back(std::unique_ptr<ServerProcess>& server) {
    server = std::make_unique<ServerProcess>(folder);
    place.moved_to(server->port());
}

void Town::go_on_for_a_while() {
    place.await_more(5 + random() % 40);
    poll(nullptr, 0, static_cast<int>(random() % 15));
}

std::uint64_t Town::finish(ServerProcess& server) {
    place.stop();
    for (const auto& phone : phones) {
        phone->join();
    }
    server.kill();
    return journal_end(folder);
}

std::vector<std::string> Town::hear_the_rest(ServerProcess& last, std::uint64_t quiet) {
    place.moved_to(last.port());
    for (const auto& phone : phones) {
        if (phone->complaint().empty()) {
            phone->hear_the_rest();
        }
    }
    BOOST_TEST(last.terminate() == 0);
    return broken_promises(folder, all(), quiet);
}

std::vector<std::string> Town::end(ServerProcess& server) {
    const std::uint64_t quiet = finish(server);
    ServerProcess last{folder};
    return hear_the_rest(last, quiet);
}

std::vector<const Phone*> Town::all() const {
    std::vector<const Phone*> all;
    for (const auto& phone : phones) {
        all.push_back(phone.get());
    }
    return all;
}

std::uint64_t Town::acknowledged(const std::string& type) const {
    std::uint64_t count = 0;
    for (const auto& phone : phones) {
        count += static_cast<std::uint64_t>(std::count_if(
            phone->acks().begin(),
            phone->acks().end(),
            [&](const Phone::Ack& ack) { return ack.type == type; }
        ));
    }
    return count;
}

void Town::check_that_much_happened() const {
    for (const char* const type :
         {"report-tip", "accept-offer", "set-status", "acknowledge-incident"}) {
        BOOST_TEST(acknowledged(type) > 0U, type);
    }
}

void say_all(const std::vector<std::string>& broken) {
    for (const std::string& promise : broken) {
        BOOST_ERROR(promise);
    }
}

} // namespace dageng::faults
