#include "protocol/messages.hpp"
#include "protocol/names.hpp"
#include "tests/story/client.hpp"
#include "tests/story/server_process.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <map>
#include <string>

// All commands of the socket by all roles, through the wire: docs/rights.md, cell by cell.
using namespace dageng;
using story::Client;
using story::Json;

namespace {

/// A server without rates to speak of, and a client of each role.
struct Everybody {
    Everybody() {
        protocol::for_each_enumerator<protocol::Role>([&](protocol::Role role,
                                                          std::string_view name) {
            const bool responder = protocol::responder_roles.has(role);
            const std::string token = story::add_account(
                folder, std::string(name), responder ? "community-volunteer" : "", std::string(name)
            );
            clients.emplace(role, Client{token, "device-of-" + std::string(name)});
        });
        std::ofstream(settings) << "[limits]\ncommands_per_s = 1000\n";
    }

    TemporaryFolder scratch;
    std::filesystem::path folder = scratch / "district";
    std::filesystem::path settings = scratch / "dageng.toml";
    std::map<protocol::Role, Client> clients;
};

Json example_of(std::string_view type) {
    std::ifstream file("protocol/examples/" + std::string(type) + ".json");
    return Json::parse(file).at("data");
}

} // namespace

BOOST_AUTO_TEST_SUITE(rights)

BOOST_FIXTURE_TEST_CASE(
    each_command_is_refused_to_the_roles_that_may_not_give_it_and_to_no_other, Everybody
) {
    const story::ServerProcess server{folder, {"--config", settings.string()}};
    int allowed = 0;
    int denied = 0;
    for (auto& [role, client] : clients) {
        client.connect(server.port(), false);
        boost::mp11::mp_for_each<
            boost::mp11::mp_iota<boost::mp11::mp_size<protocol::FrameCommands>>>([&](auto index) {
            using C = boost::mp11::mp_at<protocol::FrameCommands, decltype(index)>;
            const Json answer = client.ask(std::string(C::wire), example_of(C::wire));
            // With a field: the role may, but not about this person or unit.
            const bool refused = answer.at("type") == "error" &&
                                 answer.at("error").at("code") == "not-allowed" &&
                                 !answer.at("error").contains("field");
            BOOST_TEST(
                refused == !C::allowed.has(role),
                C::wire << " by " << protocol::enum_name(role) << ": " << answer.dump()
            );
            ++(refused ? denied : allowed);
        });
    }
    BOOST_TEST(denied > 100);
    BOOST_TEST(allowed > 100);
}

BOOST_AUTO_TEST_SUITE_END()
