#include "tests/faults/check.hpp"
#include "tests/faults/town.hpp"
#include "tests/support/tcp_client.hpp"
#include "tests/support/ws_client.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <poll.h>
#include <sys/mount.h>
#include <sys/resource.h>

// The real binary under a load of phones, and what can happen to it. After each a checker holds
// what every phone has logged against the journal.
using namespace dageng::faults;
using dageng::story::ServerProcess;

namespace {

/// How far the wall clock of servers that are started meanwhile is ahead of the machine's.
class WallClock {
  public:
    explicit WallClock(std::filesystem::path file) : file_(std::move(file)) {
        ahead(std::chrono::milliseconds{0});
        setenv("DAGENG_CLOCK_FILE", file_.c_str(), 1);
        setenv("LD_PRELOAD", DAGENG_CLOCK_JUMP, 1);
    }
    ~WallClock() {
        unsetenv("LD_PRELOAD");
        unsetenv("DAGENG_CLOCK_FILE");
    }
    WallClock(const WallClock&) = delete;
    WallClock& operator=(const WallClock&) = delete;

    /// From now on, in those that run, too.
    void ahead(std::chrono::milliseconds by) const {
        const std::int64_t ms = by.count();
        std::fstream file(file_, std::ios::binary | std::ios::in | std::ios::out);
        if (!file.is_open()) {
            file.open(file_, std::ios::binary | std::ios::out);
        }
        file.write(reinterpret_cast<const char*>(&ms), sizeof ms);
    }

  private:
    std::filesystem::path file_;
};

/// Waits until /metrics says so of a gauge.
void await_gauge(const ServerProcess& server, const std::string& line) {
    const auto page = [&] { return dageng::support::http(server.port(), "GET", "/metrics").body; };
    while (page().find("\n" + line + "\n") == std::string::npos) {
        poll(nullptr, 0, 50);
    }
}

std::string maps_of(const ServerProcess& server) {
    std::ifstream file("/proc/" + std::to_string(server.pid()) + "/maps");
    return {std::istreambuf_iterator<char>(file), {}};
}

rlim_t files_of(const ServerProcess& server) {
    const std::filesystem::path folder = "/proc/" + std::to_string(server.pid()) + "/fd";
    rlim_t highest = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        highest = std::max<rlim_t>(highest, std::stoul(entry.path().filename().string()));
    }
    return highest + 1;
}

/// How many files the server may have open from now on; what it was before.
rlimit limit_files(const ServerProcess& server, rlim_t most) {
    rlimit before{};
    prlimit(server.pid(), RLIMIT_NOFILE, nullptr, &before);
    const rlimit now{most, before.rlim_max};
    BOOST_TEST(prlimit(server.pid(), RLIMIT_NOFILE, &now, nullptr) == 0);
    return before;
}

/// A file system of a few MB over a folder, with what the folder held.
class SmallDisk {
  public:
    explicit SmallDisk(const std::filesystem::path& folder) : folder_(folder) {
        const std::filesystem::path aside = folder.string() + ".aside";
        std::filesystem::copy(folder, aside, std::filesystem::copy_options::recursive);
        mounted_ = mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=20m,mode=700") == 0;
        if (mounted_) {
            std::filesystem::copy(aside, folder, std::filesystem::copy_options::recursive);
        }
        std::filesystem::remove_all(aside);
    }
    ~SmallDisk() {
        if (mounted_) {
            umount2(folder_.c_str(), MNT_DETACH);
        }
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool mounted() const { return mounted_; }
    /// Until nothing more fits.
    void fill() const {
        std::ofstream filler(folder_ / "filler", std::ios::binary);
        const std::string part(4096, 'x');
        while (filler.write(part.data(), static_cast<std::streamsize>(part.size())).flush()) {
        }
    }
    void make_room() const { std::filesystem::remove(folder_ / "filler"); }

  private:
    std::filesystem::path folder_;
    bool mounted_ = false;
};

} // namespace

BOOST_AUTO_TEST_SUITE(faults)

BOOST_AUTO_TEST_CASE(killed_at_any_moment_under_load_it_keeps_every_promise) {
    Town town;
    auto server = std::make_unique<ServerProcess>(town.folder);
    town.begin(*server);
    for (int kills = 0; kills < 8; ++kills) {
        town.go_on_for_a_while();
        server->kill();
        town.come_back(server);
    }
    town.go_on_for_a_while();
    say_all(town.end(*server));
    town.check_that_much_happened();
}

BOOST_AUTO_TEST_CASE(a_journal_that_lost_its_end_is_found_out) {
    Town town;
    auto server = std::make_unique<ServerProcess>(town.folder);
    town.begin(*server);
    town.go_on_for_a_while();
    server->kill();
    const std::filesystem::path old = town.scratch / "old";
    std::filesystem::create_directory(old);
    for (const char* const file : {"journal.db", "journal.db-wal"}) {
        std::filesystem::copy(town.folder / file, old / file);
    }
    town.come_back(server);
    town.place.await_more(40);
    say_all(town.end(*server));
    BOOST_TEST(!broken_promises(old, town.all(), 0).empty());
}

BOOST_AUTO_TEST_CASE(on_a_disk_that_takes_a_second_to_sync_nothing_is_acknowledged_before_it_is_kept
) {
    Town town;
    setenv("LD_PRELOAD", DAGENG_SLOW_SYNC, 1);
    auto server = std::make_unique<ServerProcess>(town.folder);
    unsetenv("LD_PRELOAD");
    BOOST_TEST(maps_of(*server).find(DAGENG_SLOW_SYNC) != std::string::npos);
    town.begin(*server);
    town.place.await_more(15);
    poll(nullptr, 0, static_cast<int>(town.random() % 1000));
    server->kill();
    town.come_back(server);
    town.place.await_more(15);
    say_all(town.end(*server));
}

BOOST_AUTO_TEST_CASE(a_wall_clock_that_jumps_alarms_somebody_and_ends_no_offer_and_no_promise) {
    Town town;
    const WallClock wall{town.scratch / "clock"};
    auto server = std::make_unique<ServerProcess>(town.folder);
    BOOST_TEST(maps_of(*server).find(DAGENG_CLOCK_JUMP) != std::string::npos);
    town.begin(*server);
    town.go_on_for_a_while();
    for (const auto jump : {std::chrono::hours{1}, std::chrono::hours{-2}}) {
        wall.ahead(jump);
        await_gauge(*server, "dageng_clock_alarm 1");
        town.go_on_for_a_while();
        wall.ahead(std::chrono::hours{0});
        await_gauge(*server, "dageng_clock_alarm 0");
    }
    // A start with a clock that is far behind goes on from the journal's last moment.
    wall.ahead(std::chrono::hours{-3});
    server->kill();
    town.come_back(server);
    town.go_on_for_a_while();
    say_all(town.end(*server));
    BOOST_TEST(longest_step_ms(town.folder) < 1'800'000);
    town.check_that_much_happened();
}

BOOST_AUTO_TEST_CASE(without_a_file_descriptor_left_it_serves_who_is_there_and_then_others_again) {
    Town town;
    ServerProcess server{town.folder};
    town.begin(server);
    town.go_on_for_a_while();
    const rlimit before = limit_files(server, files_of(server));
    std::vector<dageng::support::TcpClient> waiting;
    for (int i = 0; i < 50; ++i) {
        waiting.emplace_back(server.port());
    }
    town.go_on_for_a_while();
    BOOST_TEST(files_of(server) <= before.rlim_cur);
    limit_files(server, before.rlim_cur);
    waiting.clear();
    const dageng::support::WsClient next{server.port()};
    BOOST_TEST(next.reply().status == 101);
    town.go_on_for_a_while();
    say_all(town.end(server));
    town.check_that_much_happened();
}

BOOST_AUTO_TEST_CASE(
    with_a_full_disk_it_stops_and_what_it_had_acknowledged_is_there_when_there_is_room
) {
    // The journal has room in advance, which many fill sooner.
    Town town{16};
    const SmallDisk disk{town.folder};
    if (!disk.mounted()) {
        BOOST_TEST_MESSAGE("skipped: no file system can be mounted here");
        return;
    }
    auto server = std::make_unique<ServerProcess>(town.folder);
    town.begin(*server);
    town.go_on_for_a_while();
    disk.fill();
    BOOST_TEST(server->end() != 0);
    BOOST_TEST(server->log().find("full") != std::string::npos);
    disk.make_room();
    town.come_back(server);
    town.go_on_for_a_while();
    say_all(town.end(*server));
}

BOOST_AUTO_TEST_SUITE_END()
