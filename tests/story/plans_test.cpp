#include "tests/story/plans_file.hpp"
#include "tests/story/server_process.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>

using namespace dageng::story;

// Plans while the server runs: reloaded, and tried.
namespace {

struct Running {
    Running() { write(shipped_plans()); }

    void write(const std::string& plans) const { std::ofstream{file} << plans; }

    Run plan(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "plan");
        arguments.insert(arguments.end(), {"--data", folder.string()});
        return run_dageng(arguments);
    }

    dageng::TemporaryFolder scratch;
    std::filesystem::path folder = scratch / "district";
    std::filesystem::path file = scratch / "plans.toml";
};

bool says(const Run& run, const std::string& piece) {
    return run.output.find(piece) != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(plans_while_running)

BOOST_AUTO_TEST_CASE(a_changed_file_is_taken_and_a_bad_one_is_refused_with_its_line) {
    const Running running;
    const ServerProcess server{running.folder, {"--catalogue", running.file.string()}};
    Run run = running.plan({"reload"});
    BOOST_TEST(run.status == 0, run.output);
    BOOST_TEST(says(run, "nothing has changed"), run.output);

    running.write(shipped_plans_with("needs = [{ count = 2", "needs = [{ count = 3"));
    run = running.plan({"reload"});
    BOOST_TEST(run.status == 0, run.output);
    BOOST_TEST(says(run, "taken into use"), run.output);
    run = running.plan({"try", "--kind", "tailing", "--at", "39.92,116.44"});
    BOOST_TEST(says(run, "need 1: 3 of officer"), run.output);

    running.write(shipped_plans_with(
        "count = 2, categories = [\"officer\"]", "count = 2, categories = [\"wizard\"]"
    ));
    run = running.plan({"reload"});
    BOOST_TEST(run.status == 1);
    BOOST_TEST(says(run, "plans.toml:"), run.output);
    BOOST_TEST(says(run, "expected a category of this file: wizard"), run.output);
    run = running.plan({"try", "--kind", "tailing", "--at", "39.92,116.44"});
    BOOST_TEST(says(run, "need 1: 3 of officer"), run.output);
}

BOOST_AUTO_TEST_CASE(a_trial_says_what_would_be_done_or_why_it_can_not_be_said) {
    const Running running;
    const std::vector<std::string> elder{"try", "--kind", "elder-missing", "--at", "39.92,116.44"};
    Run run = running.plan(elder);
    BOOST_TEST(run.status == 1);
    BOOST_TEST(says(run, "no server runs on"), run.output);

    const ServerProcess server{running.folder, {"--catalogue", running.file.string()}};
    run = running.plan(elder);
    BOOST_TEST(run.status == 0, run.output);
    BOOST_TEST(says(run, "on duty 0"), run.output);
    BOOST_TEST(says(run, "officers' wave: within 5000 m"), run.output);
    run = running.plan({"try", "--kind", "ufo", "--at", "39.92,116.44"});
    BOOST_TEST(run.status == 1);
    BOOST_TEST(says(run, "no such kind"), run.output);
    run = running.plan({"try", "--kind", "fire", "--at", "somewhere"});
    BOOST_TEST(run.status == 1);
    BOOST_TEST(says(run, "--at LAT,LON"), run.output);
}

BOOST_AUTO_TEST_CASE(accounts_have_trainings_and_units_that_the_configuration_knows) {
    const Running running;
    const auto add = [&](const std::string& training) {
        return run_dageng(
            {"account",
             "add",
             "--data",
             running.folder.string(),
             "--role",
             "volunteer",
             "--category",
             "patrol",
             "--training",
             training}
        );
    };
    BOOST_TEST(add("first-aid").status == 0);
    const Run run = add("diving");
    BOOST_TEST(run.status == 1);
    BOOST_TEST(says(run, "no such training"), run.output);
}

BOOST_AUTO_TEST_SUITE_END()
