#include "tests/gateway/rig.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

/// RFC 6455 from a client that breaks it on purpose: the RFC's own examples, and the cases of the
/// Autobahn test suite by their numbers. We are no echo server: that a text has been taken is seen
/// by the error that answers it, or by the leader.
namespace {

using namespace dageng;
using support::Opcode;
using support::ws_frame;
using support::WsClient;

std::filesystem::path conformance_folder() {
    const char* const data = std::getenv("DAGENG_DATA");
    return std::filesystem::path(data != nullptr ? data : "../shared/data") / "conformance";
}

bool skipped() {
    if (std::filesystem::exists(conformance_folder())) {
        return false;
    }
    BOOST_TEST_MESSAGE("skipped: there is no " << conformance_folder());
    return true;
}

nlohmann::json read_json(const std::string& name) {
    std::ifstream in(conformance_folder() / name);
    return nlohmann::json::parse(in);
}

std::string from_hex(const std::string& hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    }
    return bytes;
}

/// The server took the text: it says that this is no JSON.
void check_taken(WsClient& client) {
    BOOST_TEST(client.receive_text().find("bad-json") != std::string::npos);
}

void check_pong(WsClient& client, const std::string& payload) {
    const auto frame = client.receive();
    BOOST_REQUIRE(frame);
    BOOST_TEST((frame->opcode == Opcode::pong));
    BOOST_TEST(frame->payload == payload);
}

void check_closed(WsClient& client, std::uint16_t code) {
    BOOST_TEST(client.receive_close() == code);
}

void send_in_bytes(WsClient& client, const std::string& bytes) {
    for (const char byte : bytes) {
        client.send_raw({&byte, 1});
    }
}

using Case = std::function<void(WsClient&)>;

std::string text(const std::string& payload, bool fin = true) {
    return ws_frame(Opcode::text, payload, fin);
}
std::string more(const std::string& payload, bool fin) {
    return ws_frame(Opcode::continuation, payload, fin);
}
std::string ping(const std::string& payload) {
    return ws_frame(Opcode::ping, payload);
}

/// Texts of these lengths, whole or in pieces.
Case taken(const std::string& bytes) {
    return [bytes](WsClient& client) {
        client.send_raw(bytes);
        check_taken(client);
    };
}
Case taken_in_bytes(const std::string& bytes) {
    return [bytes](WsClient& client) {
        send_in_bytes(client, bytes);
        check_taken(client);
    };
}
Case closed(const std::string& bytes, std::uint16_t code = 1002) {
    return [bytes, code](WsClient& client) {
        client.send_raw(bytes);
        check_closed(client, code);
    };
}
Case taken_then_closed(const std::string& bytes) {
    return [bytes](WsClient& client) {
        client.send_raw(text("x"));
        check_taken(client);
        client.send_raw(bytes);
        check_closed(client, 1002);
    };
}
Case ponged(const std::string& payload, bool in_bytes = false) {
    return [payload, in_bytes](WsClient& client) {
        if (in_bytes) {
            send_in_bytes(client, ping(payload));
        } else {
            client.send_raw(ping(payload));
        }
        check_pong(client, payload);
    };
}

const std::string valid_utf8 =
    "Hello-\xc2\xb5@\xc3\x9f\xc3\xb6\xc3\xa4\xc3\xbc\xc3\xa0\xc3\xa1-UTF-8!!";
const std::string kosme = "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5";
const std::string surrogate = "\xed\xa0\x80";

std::string in_single_bytes(const std::string& payload) {
    std::string frames;
    for (std::size_t i = 0; i < payload.size(); ++i) {
        frames += ws_frame(
            i == 0 ? Opcode::text : Opcode::continuation,
            payload.substr(i, 1),
            i + 1 == payload.size()
        );
    }
    return frames;
}

std::map<std::string, Case> framing_cases() {
    std::map<std::string, Case> cases;
    const std::vector<std::size_t> lengths{0, 125, 126, 127, 128, 65535, 65536};
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        const std::string payload(lengths[i], '*');
        cases["1.1." + std::to_string(i + 1)] = taken(text(payload));
        cases["1.2." + std::to_string(i + 1)] = closed(ws_frame(Opcode::binary, payload), 1003);
    }
    cases["1.1.8"] = [](WsClient& client) {
        const auto bytes = text(std::string(65536, '*'));
        for (std::size_t at = 0; at < bytes.size(); at += 997) {
            client.send_raw(bytes.substr(at, 997));
        }
        check_taken(client);
    };
    cases["2.1"] = ponged("");
    cases["2.2"] = ponged("Hello, world!");
    cases["2.3"] = ponged(std::string("\x00\xff\xfe\xfd\xfc\xfb\x00\xff", 8));
    cases["2.4"] = ponged(std::string(125, '\xfe'));
    cases["2.5"] = closed(ping(std::string(126, '\xfe')));
    cases["2.6"] = ponged(std::string(125, '\xfe'), true);
    for (const std::string payload : {"", "unsolicited"}) {
        cases[payload.empty() ? "2.7" : "2.8"] = [payload](WsClient& client) {
            client.send_raw(ws_frame(Opcode::pong, payload));
            client.send_close(1000);
            check_closed(client, 1000);
        };
    }
    cases["2.9"] = [](WsClient& client) {
        client.send_raw(ws_frame(Opcode::pong, "unsolicited") + ping("asked"));
        check_pong(client, "asked");
    };
    for (const bool in_bytes : {false, true}) {
        cases[in_bytes ? "2.11" : "2.10"] = [in_bytes](WsClient& client) {
            for (int i = 0; i < 10; ++i) {
                ponged("payload-" + std::to_string(i), in_bytes)(client);
            }
        };
    }
    return cases;
}

std::map<std::string, Case> reserved_cases() {
    std::map<std::string, Case> cases;
    cases["3.1"] = closed(ws_frame(Opcode::text, "x", true, 1));
    for (std::uint8_t rsv = 2; rsv <= 4; ++rsv) {
        cases["3." + std::to_string(rsv)] =
            taken_then_closed(ws_frame(Opcode::text, "x", true, rsv) + ping(""));
    }
    cases["3.5"] = closed(ws_frame(Opcode::binary, "x", true, 5));
    cases["3.6"] = closed(ws_frame(Opcode::ping, "x", true, 6));
    cases["3.7"] = closed(ws_frame(Opcode::close, "\x03\xe8", true, 7));
    for (std::uint8_t i = 0; i < 5; ++i) {
        const auto data = ws_frame(static_cast<std::uint8_t>(3 + i), i % 2 == 0 ? "" : "x");
        const auto control = ws_frame(static_cast<std::uint8_t>(11 + i), i % 2 == 0 ? "" : "x");
        const auto number = std::to_string(i + 1);
        cases["4.1." + number] = i < 2 ? closed(data) : taken_then_closed(data + ping(""));
        cases["4.2." + number] = i < 2 ? closed(control) : taken_then_closed(control + ping(""));
    }
    return cases;
}

std::map<std::string, Case> fragment_cases() {
    std::map<std::string, Case> cases;
    const auto halves = text("frag", false) + more("ment", true);
    const auto between = text("frag", false) + ping("between") + more("ment", true);
    cases["5.1"] = closed(ws_frame(Opcode::ping, "frag", false) + more("ment", true));
    cases["5.2"] = closed(ws_frame(Opcode::pong, "frag", false) + more("ment", true));
    cases["5.3"] = taken(halves);
    cases["5.4"] = [](WsClient& client) {
        client.send_raw(text("frag", false));
        client.send_raw(more("ment", true));
        check_taken(client);
    };
    cases["5.5"] = taken_in_bytes(halves);
    for (const char number : {'6', '7', '8'}) {
        cases[std::string("5.") + number] = [number, between](WsClient& client) {
            if (number == '8') {
                send_in_bytes(client, between);
            } else {
                client.send_raw(between);
            }
            check_pong(client, "between");
            check_taken(client);
        };
    }
    for (int number = 9; number <= 14; ++number) {
        const auto bytes = more("nothing to continue", number <= 11) + text("x");
        cases["5." + std::to_string(number)] = [bytes](WsClient& client) {
            client.send_raw(bytes);
            check_closed(client, 1002);
        };
    }
    cases["5.15"] = [halves](WsClient& client) {
        client.send_raw(halves + more("nothing to continue", false) + text("x"));
        check_closed(client, 1002);
    };
    cases["5.16"] = closed(more("nothing", false) + halves);
    cases["5.17"] = closed(more("nothing", true) + halves);
    cases["5.18"] = closed(text("frag", false) + text("ment", true));
    for (const std::string number : {"5.19", "5.20"}) {
        cases[number] = [](WsClient& client) {
            client.send_raw(text("a", false) + more("b", false) + ping("first"));
            check_pong(client, "first");
            client.send_raw(more("c", false) + more("d", false) + ping("second") + more("e", true));
            check_pong(client, "second");
            check_taken(client);
        };
    }
    return cases;
}

std::map<std::string, Case> utf8_cases() {
    std::map<std::string, Case> cases;
    cases["6.1.1"] = taken(text(""));
    cases["6.1.2"] = taken(text("", false) + more("", false) + more("", true));
    cases["6.1.3"] = taken(text("", false) + more("middle", false) + more("", true));
    cases["6.2.1"] = taken(text(valid_utf8));
    cases["6.2.2"] = taken(text(valid_utf8.substr(0, 8), false) + more(valid_utf8.substr(8), true));
    cases["6.2.3"] = taken(in_single_bytes(valid_utf8));
    cases["6.2.4"] = taken(in_single_bytes(kosme));
    cases["6.3.1"] = closed(text(kosme + surrogate + "edited"), 1007);
    cases["6.3.2"] = closed(in_single_bytes(kosme + surrogate + "edited"), 1007);
    // Refused as soon as it can't become valid, long before its end.
    cases["6.4.1"] = [](WsClient& client) {
        client.send_raw(text(kosme, false));
        client.send_raw(more("\xf4\x90\x80\x80", false));
        check_closed(client, 1007);
    };
    cases["6.4.2"] = [](WsClient& client) {
        client.send_raw(text(kosme + "\xf4", false));
        client.send_raw(more("\x90", false));
        check_closed(client, 1007);
    };
    for (const std::string number : {"6.4.3", "6.4.4"}) {
        cases[number] = [](WsClient& client) {
            const auto bytes = text(kosme + "\xf4\x90\x80\x80" + "edited");
            client.send_raw(bytes.substr(0, bytes.size() - 6));
            check_closed(client, 1007);
        };
    }
    return cases;
}

std::map<std::string, Case> closing_cases() {
    std::map<std::string, Case> cases;
    const auto close_frame = [](const std::string& payload) {
        return ws_frame(Opcode::close, payload);
    };
    const std::string normal("\x03\xe8", 2);
    cases["7.1.1"] = [=](WsClient& client) {
        client.send_raw(text("x") + close_frame(normal));
        check_closed(client, 1000);
    };
    cases["7.1.2"] = closed(close_frame(normal) + close_frame(normal), 1000);
    cases["7.1.3"] = closed(close_frame(normal) + ping("x"), 1000);
    cases["7.1.4"] = closed(close_frame(normal) + text("x"), 1000);
    cases["7.1.5"] = closed(text("x", false) + close_frame(normal) + more("y", true), 1000);
    cases["7.1.6"] = closed(text(std::string(262144, 'x')) + close_frame(normal) + ping(""), 1009);
    cases["7.3.1"] = [=](WsClient& client) {
        client.send_raw(close_frame(""));
        const auto code = client.receive_close();
        BOOST_TEST((code == 1005 || code == 1000));
    };
    cases["7.3.2"] = closed(close_frame("\x03"));
    cases["7.3.3"] = closed(close_frame(normal), 1000);
    cases["7.3.4"] = closed(close_frame(normal + "Hello World!"), 1000);
    cases["7.3.5"] = closed(close_frame(normal + std::string(123, '*')), 1000);
    cases["7.3.6"] = closed(close_frame(normal + std::string(124, '*')));
    cases["7.5.1"] = [=](WsClient& client) {
        client.send_raw(close_frame(normal + surrogate));
        const auto code = client.receive_close();
        BOOST_TEST((code == 1002 || code == 1007 || code == 0));
    };
    for (const std::string number : {"7.13.1", "7.13.2"}) {
        cases[number] = [=](WsClient& client) {
            client.send_raw(close_frame(number == "7.13.1" ? "\x13\x88" : "\xff\xff"));
            client.receive_close(); // Any end will do, but there must be one.
        };
    }
    return cases;
}

/// The rates are another test's subject.
gateway::Settings without_rates() {
    gateway::Settings settings;
    settings.limits.commands = {1'000'000, 1'000'000};
    return settings;
}

} // namespace

BOOST_AUTO_TEST_SUITE(conformance)

BOOST_AUTO_TEST_CASE(the_server_answers_the_cases_of_autobahn_as_a_server_that_takes_text_only) {
    Rig rig(without_rates());
    std::map<std::string, Case> cases;
    for (auto part :
         {framing_cases(), reserved_cases(), fragment_cases(), utf8_cases(), closing_cases()}) {
        cases.merge(part);
    }
    for (const auto& [number, run] : cases) {
        BOOST_TEST_CONTEXT("case " << number) {
            WsClient client(rig.port());
            BOOST_CHECK_NO_THROW(run(client));
        }
    }
    // And the server goes on.
    auto phone = rig.live(1);
    phone.client.send_text(frames::seen(1));
    rig.leader.next<bus::NoticeSeen>();
}

BOOST_AUTO_TEST_CASE(every_case_of_the_published_list_that_concerns_us_is_run) {
    if (skipped()) {
        return;
    }
    std::map<std::string, Case> cases;
    for (auto part :
         {framing_cases(), reserved_cases(), fragment_cases(), utf8_cases(), closing_cases()}) {
        cases.merge(part);
    }
    const auto published = read_json("autobahn_case_texts.json");
    for (const auto& one : published.at("cases")) {
        const auto id = one.at("id").get<std::string>();
        // 9: messages over our limit of 64 KiB, and their speed. 10: fragmenting of what is echoed.
        // 1.2.8: a binary frame like the others, which is refused before its end.
        if (id.starts_with("9.") || id.starts_with("10.") || id == "1.2.8") {
            continue;
        }
        BOOST_TEST(cases.contains(id), "case " << id << " is not run");
    }
}

BOOST_AUTO_TEST_CASE(close_codes_are_judged_as_the_rfc_says) {
    Rig rig;
    const auto close_with = [&](unsigned code) {
        WsClient client(rig.port());
        client.send_close(static_cast<std::uint16_t>(code), "reason");
        return client.receive_close();
    };
    for (const unsigned code :
         {1000U, 1001U, 1002U, 1003U, 1007U, 1008U, 1009U, 1010U, 1011U, 3000U, 3999U, 4000U, 4999U
         }) {
        BOOST_TEST(close_with(code) == code);
    }
    for (const unsigned code : {0x7FU, 999U, 1004U, 1005U, 1006U, 1016U, 1100U, 2000U, 2999U}) {
        BOOST_TEST(close_with(code) == 1002, "code " << code);
    }
}

BOOST_AUTO_TEST_CASE(a_message_over_the_limit_is_refused_by_its_head_alone) {
    Rig rig;
    {
        WsClient client(rig.port());
        client.send_raw(text(std::string(65537, 'x')).substr(0, 14));
        check_closed(client, 1009);
    }
    {
        WsClient client(rig.port());
        client.send_raw(text(std::string(65536, 'x'), false));
        client.send_raw(more("y", true).substr(0, 6));
        check_closed(client, 1009);
    }
}

BOOST_AUTO_TEST_CASE(a_client_that_does_not_mask_is_refused) {
    Rig rig;
    WsClient client(rig.port());
    client.send_raw(ws_frame(1, "x", true, 0, false));
    check_closed(client, 1002);
}

BOOST_AUTO_TEST_CASE(lengths_written_longer_than_need_be_are_refused) {
    Rig rig;
    for (const std::string& bytes :
         {std::string("\x81\xfe\x00\x01\0\0\0\0x", 9),
          std::string("\x81\xff\x00\x00\x00\x00\x00\x00\x00\x01\0\0\0\0x", 15)}) {
        WsClient client(rig.port());
        client.send_raw(bytes);
        check_closed(client, 1002);
    }
}

BOOST_AUTO_TEST_CASE(the_examples_of_rfc_6455_get_what_a_client_of_theirs_would_get) {
    if (skipped()) {
        return;
    }
    Rig rig;
    const auto examples = read_json("rfc6455_rfc7692_examples.json");
    unsigned run = 0;
    for (const auto& example : examples.at("frames")) {
        const auto bytes = from_hex(example.at("hex").get<std::string>());
        const bool masked = (static_cast<unsigned char>(bytes.at(1)) & 0x80U) != 0;
        BOOST_TEST_CONTEXT(example.at("name").get<std::string>()) {
            WsClient client(rig.port());
            client.send_raw(bytes);
            if (!masked) {
                check_closed(client, 1002); // A server's frames, which a client must not send.
            } else if (example.at("opcode") == 1) {
                check_taken(client);
            } else {
                client.send_close(1000); // A pong is taken in silence.
                check_closed(client, 1000);
            }
        }
        ++run;
    }
    BOOST_TEST(run == 7U);
}

BOOST_AUTO_TEST_CASE(compressed_frames_are_refused_as_compression_was_not_agreed_on) {
    if (skipped()) {
        return;
    }
    Rig rig;
    const auto examples = read_json("rfc6455_rfc7692_examples.json");
    for (const auto& example : examples.at("permessage_deflate")) {
        WsClient client(rig.port());
        client.send_raw(from_hex(example.at("hex").get<std::string>()));
        check_closed(client, 1002);
    }
}

BOOST_AUTO_TEST_CASE(garbage_instead_of_a_handshake_harms_nobody) {
    Rig rig;
    for (const std::string& bytes :
         {std::string("\0\0\0\0\r\n\r\n", 8),
          std::string("GET / HTTP/9.9\r\n\r\n"),
          std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) +
              std::string(600, '\x7f'),
          std::string("GET /ws HTTP/1.1\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n"),
          std::string(20'000, 'x')}) {
        support::TcpClient client(rig.port());
        client.send(bytes);
        client.shutdown();
        client.receive_all();
    }
    rig.live(1);
}

BOOST_AUTO_TEST_SUITE_END()
