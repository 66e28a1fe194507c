#include "server/engine/decision_text.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "tests/story/client.hpp"
#include "tests/story/key_reader.hpp"
#include "tests/story/server_process.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

// The master key, and where keys lie: `dageng keys rotate`, `backup`, `restore`.
using namespace dageng;
using story::Client;
using story::Json;
using story::KeyReader;
using story::Run;
using story::run_dageng;
namespace fs = std::filesystem;

namespace {

struct Named {
    Run run(std::vector<std::string> words) const {
        words.insert(words.end(), {"--data", folder.string()});
        return run_dageng(words);
    }
    static std::string content(const fs::path& file) {
        std::ifstream opened(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(opened), {}};
    }
    /// The sealed name of the account.
    protocol::Sealed name() const {
        protocol::Sealed box;
        const journal::SqliteJournal journal{folder / "journal.db"};
        journal.read(1, [&](const journal::Record& record) {
            const auto decision = engine::decision_from_text(record.body);
            for (const auto& event : decision->events) {
                if (const auto* person = std::get_if<engine::PersonRegistered>(&event)) {
                    box = person->name.sealed();
                }
            }
            return true;
        });
        return box;
    }
    fs::path file(const std::string& end = {}) const { return scratch / ("backup" + end); }

    TemporaryFolder scratch;
    fs::path folder = scratch / "district";
    std::string token = story::add_account(folder, "resident", "", "Zhao the reporter");
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(keys, Named)

BOOST_AUTO_TEST_CASE(the_master_key_changes_while_a_client_is_served_and_the_old_one_is_worthless) {
    const std::string before = content(folder / "master.key");
    const auto box = name();
    {
        story::ServerProcess server{folder};
        Client phone{token, "the-phone-1"};
        phone.connect(server.port(), false);
        const Run rotated = run({"keys", "rotate"});
        BOOST_REQUIRE_MESSAGE(rotated.status == 0, rotated.output);
        BOOST_TEST(phone.say("ping", Json::object()) == Json::object());
        BOOST_TEST(content(folder / "master.key") != before);
        phone.connect(server.port(), false);
        BOOST_TEST(phone.welcome().at("name") == "Zhao the reporter");
        phone.disconnect();
        server.terminate();
    }
    BOOST_TEST(KeyReader{folder}.open(box).value_or("") == "Zhao the reporter");
    // The files of now with the master key of then.
    const fs::path stolen = scratch / "stolen";
    fs::copy(folder, stolen, fs::copy_options::recursive);
    std::ofstream(stolen / "master.key", std::ios::trunc) << before;
    BOOST_TEST(!KeyReader{stolen}.open(box).has_value());
}

BOOST_AUTO_TEST_CASE(a_back_up_without_its_keys_shows_nothing_and_isnt_restored) {
    const auto box = name();
    BOOST_REQUIRE_EQUAL(run({"backup", file().string()}).status, 0);
    const fs::path stolen = scratch / "stolen";
    fs::create_directory(stolen);
    fs::copy_file(file(), stolen / "backup");
    fs::copy_file(file(".key"), stolen / "master.key");
    BOOST_TEST(!KeyReader{stolen}.open(box).has_value());
    fs::copy_file(file(".vault"), stolen / "vault");
    BOOST_TEST(KeyReader{stolen}.open(box).has_value()); // So that it could have been found.

    fs::rename(file(".vault"), scratch / "elsewhere");
    const Run without =
        run_dageng({"restore", file().string(), "--data", (scratch / "again").string()});
    BOOST_TEST(without.status == 1);
    BOOST_TEST(without.output.find("backup.vault is missing") != std::string::npos, without.output);
    BOOST_TEST(!fs::exists(scratch / "again"));
    fs::rename(scratch / "elsewhere", file(".vault"));
    const Run with =
        run_dageng({"restore", file().string(), "--data", (scratch / "again").string()});
    BOOST_TEST(with.status == 0, with.output);
}

BOOST_AUTO_TEST_CASE(keys_of_another_back_up_are_refused) {
    BOOST_REQUIRE_EQUAL(run({"backup", file().string()}).status, 0);
    story::add_account(folder, "resident", "", "another");
    BOOST_REQUIRE_EQUAL(run({"backup", file("2").string()}).status, 0);
    fs::copy_file(file("2.vault"), file(".vault"), fs::copy_options::overwrite_existing);
    const Run run =
        run_dageng({"restore", file().string(), "--data", (scratch / "again").string()});
    BOOST_TEST(run.status == 1);
    BOOST_TEST(run.output.find("belongs to another back-up") != std::string::npos, run.output);
}

BOOST_AUTO_TEST_CASE(keys_of_back_ups_go_after_30_days_and_the_back_ups_stay) {
    BOOST_REQUIRE_EQUAL(run({"backup", file().string()}).status, 0);
    BOOST_REQUIRE_EQUAL(run({"backup", file("2").string()}).status, 0);
    std::ofstream(scratch / "of-somebody-else.vault") << "not ours";
    const auto age = [](const fs::path& of, int days) {
        fs::last_write_time(of, fs::file_time_type::clock::now() - std::chrono::hours(24 * days));
    };
    age(file(".vault"), 31);
    age(file("2.vault"), 29);
    age(scratch / "of-somebody-else.vault", 31);
    const Run third = run({"backup", file("3").string()});
    BOOST_TEST(third.output.find("keys of 1 older back-ups removed") != std::string::npos);
    BOOST_TEST(fs::exists(file()));
    BOOST_TEST(!fs::exists(file(".vault")));
    BOOST_TEST(!fs::exists(file(".key")));
    BOOST_TEST(fs::exists(file("2.vault")));
    BOOST_TEST(fs::exists(scratch / "of-somebody-else.vault"));
}

BOOST_AUTO_TEST_CASE(the_master_key_may_come_from_a_command_and_lie_in_no_file) {
    const fs::path secret = scratch / "secret";
    const fs::path config = scratch / "dageng.toml";
    const fs::path data = scratch / "commanded";
    std::ofstream(secret) << std::string(64, 'a') << '\n';
    std::ofstream(config) << "[data]\nmaster_key_command = \"cat " << secret.string() << "\"\n";
    const auto with = [&](std::vector<std::string> words) {
        words.insert(words.end(), {"--data", data.string(), "--config", config.string()});
        return run_dageng(words);
    };
    BOOST_REQUIRE_EQUAL(with({"account", "add", "--role", "resident", "--name", "Li"}).status, 0);
    BOOST_TEST(!fs::exists(data / "master.key"));
    BOOST_TEST(with({"keys", "rotate"}).status == 1); // It still says the same.
    std::ofstream(secret, std::ios::trunc) << std::string(64, 'b') << '\n';
    BOOST_TEST(with({"account", "code", "--account", "1"}).status == 1);
    std::ofstream(secret, std::ios::trunc) << std::string(64, 'a') << '\n';
    BOOST_TEST(with({"account", "code", "--account", "1"}).status == 0);

    BOOST_REQUIRE_EQUAL(with({"backup", file().string()}).status, 0);
    BOOST_TEST(!fs::exists(file(".key")));
    const Run restored = run_dageng(
        {"restore",
         file().string(),
         "--data",
         (scratch / "again").string(),
         "--config",
         config.string()}
    );
    BOOST_TEST(restored.status == 0, restored.output);
    std::ofstream(secret, std::ios::trunc) << "no key\n";
    const Run none = with({"account", "code", "--account", "1"});
    BOOST_TEST(none.status == 1);
    BOOST_TEST(none.output.find("master_key_command") != std::string::npos, none.output);
}

BOOST_AUTO_TEST_CASE(the_journal_s_head_is_signed_when_the_server_starts) {
    const fs::path heads = folder / "heads.jsonl";
    {
        story::ServerProcess server{folder};
        while (!fs::exists(heads) || content(heads).find('\n') == std::string::npos) {
            std::this_thread::yield();
        }
        server.terminate();
    }
    const Run verified =
        run_dageng({"audit", "verify", folder.string(), "--heads", heads.string()});
    BOOST_TEST(verified.status == 0);
    BOOST_TEST(
        verified.output.find("proven by 1 signed heads") != std::string::npos, verified.output
    );
}

BOOST_AUTO_TEST_SUITE_END()
