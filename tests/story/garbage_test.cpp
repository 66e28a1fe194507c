#include "tests/story/server_process.hpp"
#include "tests/story/story.hpp"
#include "tests/support/pictures.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>

// What isn't well made gets its documented answer, and the server goes on for everybody else.
using namespace dageng::story;
using dageng::support::http;
using dageng::support::WsClient;

namespace {

struct Served {
    dageng::TemporaryFolder scratch;
    std::filesystem::path folder = scratch / "district";
    std::string token = add_account(folder, "resident", "", "居民");
    ServerProcess server{folder};
    Client steady{token, "a-steady-phone"};

    Served() { steady.connect(server.port(), false); }

    /// Somebody else's connection still works.
    void still_works() { BOOST_TEST(steady.say("ping", Json::object()) == Json::object()); }

    /// The error's code and field for a frame from a signed-in connection, which stays open.
    std::string refusal(const std::string& frame) {
        WsClient client{server.port()};
        const Json hello{
            {"type", "hello"},
            {"id", "hello-of-garbage"},
            {"data",
             {{"token", token},
              {"device", "garbage-device"},
              {"device_time", Client::now()},
              {"client", "garbage"},
              {"language", "en"}}}
        };
        client.send_text(hello.dump());
        while (Json::parse(client.receive_text()).at("type") != "snapshot") {
        }
        client.send_text(frame);
        Json answer;
        do {
            answer = Json::parse(client.receive_text());
        } while (answer.at("type") != "error");
        client.send_text(R"({"type":"ping","id":"ping-after-it"})");
        BOOST_TEST(Json::parse(client.receive_text()).at("type") == "ok");
        const Json& error = answer.at("error");
        return error.at("code").get<std::string>() + " " + error.value("field", "");
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(garbage, Served)

BOOST_AUTO_TEST_CASE(bad_messages_are_answered_and_the_connection_stays) {
    BOOST_TEST(refusal("{") == "bad-json ");
    BOOST_TEST(refusal("[]") == "bad-json ");
    BOOST_TEST(
        refusal(R"({"type":"no-such-thing","id":"garbage-1","data":{}})") == "unknown-type type"
    );
    BOOST_TEST(
        refusal(R"({"type":"report-tip","id":"garbage-2","data":{"kind":7}})") ==
        "bad-field data.kind"
    );
    BOOST_TEST(
        refusal(
            R"({"type":"report-tip","id":"garbage-3","data":{"kind":"noise","place":{"at":{"lat":91,"lon":0},"accuracy_m":1}}})"
        ) == "bad-field data.place.at.lat"
    );
    BOOST_TEST(
        refusal(
            R"({"type":"report-tip","id":"garbage-4","data":{"kind":"no-such-kind","place":{"at":{"lat":39.9,"lon":116.4},"accuracy_m":1}}})"
        ) == "bad-field data.kind"
    );
    BOOST_TEST(
        refusal(
            R"({"type":"close-incident","id":"garbage-5","data":{"incident":1,"disposition":"resolved"}})"
        ) == "not-allowed "
    );
    BOOST_TEST(
        refusal(R"({"type":"add-to-tip","id":"garbage-6","data":{"tip":99}})") ==
        "not-found data.tip"
    );
    BOOST_TEST(refusal(std::string(40, '[') + std::string(40, ']')) == "bad-json ");
    still_works();
}

BOOST_AUTO_TEST_CASE(frames_that_break_the_protocol_close_with_their_codes) {
    WsClient binary{server.port()};
    binary.send_binary("\x01\x02");
    BOOST_TEST(binary.receive_close() == 1003);
    WsClient bad_text{server.port()};
    bad_text.send_text("\xff\xfe");
    BOOST_TEST(bad_text.receive_close() == 1007);
    WsClient huge{server.port()};
    huge.send_text(std::string(70'000, 'x'));
    BOOST_TEST(huge.receive_close() == 1009);
    WsClient reserved{server.port()};
    reserved.send_raw(dageng::support::ws_frame(dageng::support::Opcode::text, "{}", true, 4));
    BOOST_TEST(reserved.receive_close() == 1002);
    still_works();
}

BOOST_AUTO_TEST_CASE(who_does_not_sign_in_well_is_told_so_and_closed) {
    WsClient silent{server.port()};
    WsClient stale{server.port()};
    stale.send_text(Json{
        {"type", "hello"},
        {"id", "hello-stale-1"},
        {"data",
         {{"token", "00000000000000000000000000"},
          {"device", "stale-device"},
          {"device_time", Client::now()},
          {"client", "stale"},
          {"language", "zh"}}}
    }.dump());
    BOOST_TEST(Json::parse(stale.receive_text()).at("error").at("code") == "not-signed-in");
    BOOST_TEST(stale.receive_close() == 4401);
    WsClient early{server.port()};
    early.send_text(R"({"type":"ping","id":"ping-too-early"})");
    BOOST_TEST(Json::parse(early.receive_text()).at("error").at("code") == "not-signed-in");
    // Nothing at all for the time that hello has.
    BOOST_TEST(silent.receive_close() == 4401);
    still_works();
}

BOOST_AUTO_TEST_CASE(photos_that_are_none_are_refused_and_leave_nothing) {
    const dageng::support::HttpFields signed_in{{"authorization", "Bearer " + token}};
    const auto put = [&](const std::string& id,
                         const std::string& body,
                         const dageng::support::HttpFields& fields) {
        return http(server.port(), "PUT", "/api/v1/photos/" + id, fields, body).status;
    };
    BOOST_TEST(put("not-a-picture", "GIF89a and then nothing like it", signed_in) == 415U);
    BOOST_TEST(
        put("png-that-claims-much", dageng::support::png_bomb(60'000, 60'000), signed_in) == 415U
    );
    BOOST_TEST(put("no-token-at-all", dageng::support::png_picture(8, 8), {}) == 401U);
    BOOST_TEST(put("bad", dageng::support::png_picture(8, 8), signed_in) >= 400U);
    BOOST_TEST(put("..%2f..%2fescape", dageng::support::png_picture(8, 8), signed_in) >= 400U);
    BOOST_TEST(put("a-good-picture", dageng::support::png_picture(8, 8), signed_in) == 201U);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "photos")) {
        files += entry.is_regular_file() ? 1 : 0;
    }
    BOOST_TEST(files == 2U); // The good one and its preview.
    still_works();
}

BOOST_AUTO_TEST_CASE(http_garbage_gets_a_status_or_a_closed_connection) {
    dageng::support::TcpClient noise{server.port()};
    noise.send("\x16\x03\x01garbage\r\n\r\n");
    noise.receive_all();
    BOOST_TEST(http(server.port(), "GET", "/../../etc/passwd").status == 404U);
    BOOST_TEST(http(server.port(), "GET", "/no-such-page").status == 404U);
    BOOST_TEST(http(server.port(), "DELETE", "/health/live").status == 405U);
    BOOST_TEST(http(server.port(), "GET", "/health/ready").status == 200U);
    BOOST_TEST(
        http(server.port(), "GET", "/metrics").body.find("dageng_people_on_duty") !=
        std::string::npos
    );
    still_works();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(starting)

BOOST_AUTO_TEST_CASE(an_unknown_setting_stops_the_start_with_file_line_and_what_was_expected) {
    const dageng::TemporaryFolder scratch;
    const auto config = scratch / "wrong.toml";
    std::ofstream(config) << "[server]\nport = 8080\nprot = 1\n";
    const Run run =
        run_dageng({"serve", "--config", config.string(), "--data", (scratch / "d").string()});
    BOOST_TEST(run.status == 1);
    BOOST_TEST(run.output.find("wrong.toml:3:") != std::string::npos, run.output);
}

BOOST_AUTO_TEST_CASE(a_second_server_on_the_same_folder_is_refused) {
    const dageng::TemporaryFolder scratch;
    const ServerProcess server{scratch / "district"};
    const Run run = run_dageng({"serve", "--port", "0", "--data", (scratch / "district").string()});
    BOOST_TEST(run.status == 1);
    BOOST_TEST(run.output.find("another server") != std::string::npos, run.output);
}

BOOST_AUTO_TEST_CASE(a_back_up_of_a_running_district_is_restored_under_a_new_log) {
    const dageng::TemporaryFolder scratch;
    const auto folder = scratch / "district";
    const std::string token = add_account(folder, "resident", "", "居民");
    const ServerProcess server{folder};
    Client client{token, "a-phone-of-before"};
    client.connect(server.port(), false);
    client.say(
        "report-tip",
        {{"kind", "noise"},
         {"place", {{"at", {{"lat", 39.93}, {"lon", 116.44}}}, {"accuracy_m", 9}}},
         {"words", "夜里施工"},
         {"photos", {"a-photo-to-keep"}}}
    );
    const auto put = http(
        server.port(),
        "PUT",
        "/api/v1/photos/a-photo-to-keep",
        {{"authorization", "Bearer " + token}},
        dageng::support::png_picture(32, 32)
    );
    BOOST_REQUIRE_EQUAL(put.status, 201U);
    const std::string file = (scratch / "backup").string();
    BOOST_TEST(run_dageng({"backup", file, "--data", folder.string()}).status == 0);
    const std::string copy = (scratch / "copy").string();
    const Run restored = run_dageng({"restore", file, "--data", copy});
    BOOST_TEST(restored.status == 0, restored.output);
    BOOST_TEST(run_dageng({"restore", file, "--data", copy}).status == 1);

    const ServerProcess again{copy};
    const std::string log = client.welcome().at("log");
    client.connect(again.port(), true);
    BOOST_TEST(!client.resumed());
    BOOST_TEST(client.welcome().at("log") != log);
    BOOST_TEST(client.told("my-tip").at(0).at("words") == "夜里施工");
    const auto preview = http(
        again.port(),
        "GET",
        "/api/v1/photos/a-photo-to-keep/preview",
        {{"authorization", "Bearer " + token}}
    );
    BOOST_TEST(preview.status == 200U);
}

BOOST_AUTO_TEST_CASE(a_damaged_back_up_is_not_restored) {
    const dageng::TemporaryFolder scratch;
    const auto folder = scratch / "district";
    add_account(folder, "resident", "", "居民");
    const std::string file = (scratch / "backup").string();
    BOOST_REQUIRE_EQUAL(run_dageng({"backup", file, "--data", folder.string()}).status, 0);
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekg(0, std::ios::end);
    const auto middle = bytes.tellg() / 2;
    bytes.seekp(middle);
    bytes.write("damaged!", 8);
    bytes.close();
    const Run run = run_dageng({"restore", file, "--data", (scratch / "copy").string()});
    BOOST_TEST(run.status == 1);
    BOOST_TEST(!std::filesystem::exists(scratch / "copy"));
}

BOOST_AUTO_TEST_SUITE_END()
