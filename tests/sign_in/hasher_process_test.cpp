#include "server/sign_in/hasher_process.hpp"
#include "server/sign_in/password.hpp"

#include <boost/test/unit_test.hpp>

#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sched.h>
#include <string>
#include <unistd.h>
#include <vector>

using namespace dageng::sign_in;

namespace {

const std::vector<std::string> itself{"/proc/self/exe", "answer-hashes"};

std::vector<pid_t> children() {
    const std::string own = std::to_string(getpid());
    std::ifstream listed("/proc/" + own + "/task/" + own + "/children");
    std::vector<pid_t> found;
    for (pid_t child = 0; listed >> child;) {
        found.push_back(child);
    }
    return found;
}

pid_t only_child() {
    const auto found = children();
    BOOST_REQUIRE_EQUAL(found.size(), 1);
    return found.front();
}

} // namespace

BOOST_AUTO_TEST_SUITE(hasher_process)

BOOST_AUTO_TEST_CASE(a_hash_knows_its_password_and_no_other) {
    HasherProcess hasher{itself};
    const std::string hash = hasher.hash("four words  with spaces \xe5\xa4\x9c");
    BOOST_TEST(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
    BOOST_TEST(hasher.matches(hash, "four words  with spaces \xe5\xa4\x9c"));
    BOOST_TEST(!hasher.matches(hash, "four words with spaces"));
    BOOST_TEST(!hasher.matches("nohash", ""));
}

BOOST_AUTO_TEST_CASE(it_stands_behind_everybody_and_holds_nothing_that_is_open_here) {
    const int open_here = ::open("/dev/null", O_RDONLY); // NOLINT: without O_CLOEXEC, as some are.
    HasherProcess hasher{itself};
    hasher.hash("so that it runs");
    const pid_t child = only_child();
    BOOST_TEST(sched_getscheduler(child) == SCHED_IDLE);
    for (const auto& file :
         std::filesystem::directory_iterator("/proc/" + std::to_string(child) + "/fd")) {
        BOOST_TEST(std::stoi(file.path().filename().string()) <= STDERR_FILENO);
    }
    ::close(open_here);
}

BOOST_AUTO_TEST_CASE(one_that_was_killed_is_told_of_once_and_started_anew) {
    HasherProcess hasher{itself};
    const std::string hash = hasher.hash("the password");
    kill(only_child(), SIGKILL);
    BOOST_CHECK_THROW(hasher.matches(hash, "the password"), HasherError);
    BOOST_TEST(hasher.matches(hash, "the password"));
}

BOOST_AUTO_TEST_CASE(it_ends_with_its_owner) {
    {
        HasherProcess hasher{itself};
        hasher.hash("so that it runs");
        BOOST_TEST(children().size() == 1);
    }
    BOOST_TEST(children().empty());
}

BOOST_AUTO_TEST_CASE(what_cant_be_started_is_said) {
    HasherProcess missing{{"/no/such/program"}};
    BOOST_CHECK_THROW(missing.hash("a password"), HasherError);
    HasherProcess silent{{"/bin/true"}};
    BOOST_CHECK_THROW(silent.hash("a password"), HasherError);
}

BOOST_AUTO_TEST_CASE(what_is_no_hash_or_too_long_to_be_a_password_is_refused) {
    HasherProcess hasher{itself};
    BOOST_CHECK_THROW(hasher.matches("no hash", "a password"), HasherError);
    BOOST_CHECK_THROW(hasher.hash(std::string(5000, 'x')), HasherError);
}

BOOST_AUTO_TEST_SUITE_END()
