#include "tests/powercut/power_cut_vfs.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <boost/test/unit_test.hpp>

#include <string>
#include <thread>

using namespace dageng::powercut;

namespace {

const int create = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
const std::string file = "/a.db";
constexpr int timeout_ms = 20'000;

struct OnDisk {
    PowerCutDisk disk{1};
    PowerCutVfs vfs{disk};

    SQLite::Database open() const { return {file, create, timeout_ms, vfs.name()}; }
};

} // namespace

BOOST_AUTO_TEST_SUITE(vfs_suite)

BOOST_FIXTURE_TEST_CASE(a_database_works_in_each_journal_mode, OnDisk) {
    for (const std::string mode : {"delete", "truncate", "persist", "wal"}) {
        auto database = open();
        BOOST_TEST(database.execAndGet("PRAGMA journal_mode = " + mode).getString() == mode);
        database.exec("CREATE TABLE t(x)");
        for (int i = 0; i < 100; ++i)
            database.exec("INSERT INTO t VALUES (randomblob(2000))");
        BOOST_CHECK_THROW(
            database.exec("INSERT INTO t SELECT x FROM t; INSERT INTO nowhere VALUES (1)"),
            SQLite::Exception
        );
        BOOST_TEST(database.execAndGet("SELECT count(*) FROM t").getInt() == 200);
        database.exec("DROP TABLE t");
        BOOST_TEST(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
    }
}

BOOST_FIXTURE_TEST_CASE(large_sorts_find_a_place_for_their_files, OnDisk) {
    auto database = open();
    database.exec("PRAGMA cache_size = 10; PRAGMA temp_store = FILE; CREATE TABLE t(x)");
    database.exec("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
                  "INSERT INTO t SELECT (i * 7919) % 5000 || hex(zeroblob(200)) FROM n");
    database.exec("CREATE INDEX by_x ON t(x)");
    BOOST_TEST(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
}

BOOST_FIXTURE_TEST_CASE(connections_exclude_one_another_where_they_must, OnDisk) {
    for (const std::string mode : {"delete", "wal"}) {
        SQLite::Database one(file, create, 0, vfs.name());
        SQLite::Database two(file, create, 0, vfs.name());
        one.exec("PRAGMA journal_mode = " + mode + "; CREATE TABLE IF NOT EXISTS t(x)");
        one.exec("BEGIN IMMEDIATE; INSERT INTO t VALUES (1)");
        BOOST_CHECK_THROW(two.exec("BEGIN IMMEDIATE"), SQLite::Exception);
        BOOST_TEST(two.execAndGet("SELECT count(*) FROM t").getInt() == (mode == "wal" ? 1 : 0));
        one.exec("COMMIT");
        two.exec("BEGIN IMMEDIATE; COMMIT");
    }
}

BOOST_FIXTURE_TEST_CASE(threads_write_one_database_in_turn, OnDisk) {
    open().exec("PRAGMA journal_mode = WAL; CREATE TABLE t(x)");
    const auto write = [this] {
        auto database = open();
        for (int i = 0; i < 100; ++i)
            database.exec("INSERT INTO t VALUES (randomblob(500))");
    };
    std::thread one(write);
    std::thread two(write);
    one.join();
    two.join();
    auto database = open();
    BOOST_TEST(database.execAndGet("SELECT count(*) FROM t").getInt() == 200);
    BOOST_TEST(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
}

BOOST_FIXTURE_TEST_CASE(disks_beside_one_another_dont_share_files, OnDisk) {
    PowerCutDisk other_disk(1);
    const PowerCutVfs other(other_disk);
    open().exec("CREATE TABLE t(x)");
    SQLite::Database elsewhere(file, create, 0, other.name());
    BOOST_TEST(elsewhere.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0);
}

BOOST_FIXTURE_TEST_CASE(after_a_cut_the_database_says_that_the_disk_failed, OnDisk) {
    auto database = open();
    database.exec("PRAGMA journal_mode = WAL; CREATE TABLE t(x)");
    disk.cut_at(disk.count_syncs() + 1);
    BOOST_CHECK_THROW(database.exec("INSERT INTO t VALUES (1)"), SQLite::Exception);
    BOOST_TEST(disk.is_cut());
    BOOST_CHECK_THROW(open(), SQLite::Exception);
}

BOOST_AUTO_TEST_SUITE_END()
