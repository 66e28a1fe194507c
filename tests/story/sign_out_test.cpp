#include "tests/story/client.hpp"
#include "tests/story/logins.hpp"
#include "tests/story/server_process.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

// `dageng account sign-out`: a lost phone is nobody's any more, at once.
using namespace dageng;
using story::Client;
using story::may_come;
using story::run_dageng;

namespace {

struct Lost {
    std::string token_of(const std::string& name) const {
        return story::add_account(folder, "resident", "", name);
    }
    story::Run sign_out(std::uint64_t account, bool new_token = false) const {
        std::vector<std::string> words{
            "account", "sign-out", "--account", std::to_string(account), "--data", folder.string()
        };
        if (new_token) {
            words.emplace_back("--new-token");
        }
        return run_dageng(words);
    }
    /// The code that the server closes with; 0: it doesn't.
    static std::uint16_t closes(Client& client) {
        support::WsClient& socket = client.socket();
        return socket.receive_close();
    }
    TemporaryFolder scratch;
    std::filesystem::path folder = scratch / "district";
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(sign_out, Lost)

BOOST_AUTO_TEST_CASE(its_connections_end_and_its_token_is_worthless_and_others_stay) {
    const std::string token = token_of("lost");
    const std::string other_token = token_of("other");
    const story::ServerProcess server{folder};
    Client phone{token, "the-lost-phone"};
    Client tablet{token, "the-tablet-too"};
    Client other{other_token, "somebody-else"};
    for (Client* const client : {&phone, &tablet, &other}) {
        client->connect(server.port(), false);
    }
    const std::uint64_t account = phone.welcome().at("person");
    const auto done = sign_out(account, true);
    BOOST_TEST(done.status == 0);
    BOOST_TEST(closes(phone) == 4401);
    BOOST_TEST(closes(tablet) == 4401);
    BOOST_TEST(other.ask("ping", story::Json::object()).at("type") == "ok");
    BOOST_TEST(!may_come(token, "another-device", server.port()));
    BOOST_TEST(may_come(other_token, "another-device", server.port()));
    const std::string made = done.output.substr(0, done.output.find('\n'));
    BOOST_TEST(made.size() == 26U);
    BOOST_TEST(may_come(made, "another-device", server.port()));
}

BOOST_AUTO_TEST_CASE(without_a_server_the_token_is_worthless_at_the_next_start) {
    const std::string token = token_of("lost");
    std::uint64_t account = 0;
    {
        const story::ServerProcess server{folder};
        Client phone{token, "the-lost-phone"};
        phone.connect(server.port(), false);
        account = phone.welcome().at("person");
    }
    BOOST_TEST(sign_out(account).status == 0);
    const story::ServerProcess server{folder};
    BOOST_TEST(!may_come(token, "another-device", server.port()));
}

BOOST_AUTO_TEST_CASE(an_account_that_there_is_not_is_refused_with_a_server_and_without) {
    token_of("somebody");
    BOOST_TEST(sign_out(77).status != 0);
    const story::ServerProcess server{folder};
    const auto refused = sign_out(77);
    BOOST_TEST(refused.status != 0);
    BOOST_TEST(refused.output.find("no such account") != std::string::npos);
    BOOST_TEST(
        run_dageng({"account", "sign-out", "--account", "0", "--data", folder.string()}).status != 0
    );
}

BOOST_AUTO_TEST_SUITE_END()
