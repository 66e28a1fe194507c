#include "server/engine/remembered_commands.hpp"

#include <boost/test/unit_test.hpp>

#include <deque>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

// Server/engine/remembered_commands.hpp: the accepted commands of the last day.
using namespace dageng::protocol;
using dageng::engine::CommandKey;
using dageng::engine::RememberedCommand;
using dageng::engine::RememberedCommands;
using dageng::engine::short_hash;

namespace {

constexpr TimeMs start{1'764'000'000'000};

RememberedCommand
command(const CommandKey& key, TimeMs at, const std::string& answer = R"({"first":true})") {
    return RememberedCommand::of(key, "its content", at, answer);
}

CommandKey key_of(std::uint64_t by, const std::string& id) {
    return {{by}, {id}};
}

bool same(const RememberedCommand& a, const RememberedCommand& b) {
    return a.by == b.by && a.id == b.id && a.content == b.content && a.at == b.at &&
           a.answer == b.answer;
}

std::vector<RememberedCommand> all_of(const RememberedCommands& commands) {
    std::vector<RememberedCommand> all;
    commands.each([&](const RememberedCommand& one) { all.push_back(one); });
    return all;
}

} // namespace

BOOST_AUTO_TEST_SUITE(remembered_commands)

BOOST_AUTO_TEST_CASE(a_command_is_found_by_its_account_and_its_id_only) {
    RememberedCommands commands;
    BOOST_TEST(!commands.contains(key_of(7, "one-command")));
    commands.add(command(key_of(7, "one-command"), start));
    const auto found = commands.find(key_of(7, "one-command"));
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST(same(*found, command(key_of(7, "one-command"), start)));
    BOOST_TEST(found->has_content("its content"));
    BOOST_TEST(!found->has_content("another content"));
    BOOST_TEST(!commands.contains(key_of(8, "one-command")));
    BOOST_TEST(!commands.contains(key_of(7, "two-command")));
}

BOOST_AUTO_TEST_CASE(the_oldest_are_forgotten_and_the_others_stay) {
    RememberedCommands commands;
    for (std::uint64_t i = 1; i <= 10; ++i) {
        commands.add(
            command(key_of(i, "command-of-theirs"), start + static_cast<std::int64_t>(i) * 1000)
        );
    }
    commands.forget_before(start + 4000);
    BOOST_TEST(commands.size() == 7U);
    for (std::uint64_t i = 1; i <= 10; ++i) {
        BOOST_TEST(commands.contains(key_of(i, "command-of-theirs")) == (i >= 4));
    }
    commands.forget_before(start + 100'000);
    BOOST_TEST(commands.size() == 0U);
    commands.add(command(key_of(1, "after-them-all"), start + 200'000));
    BOOST_TEST(commands.contains(key_of(1, "after-them-all")));
}

BOOST_AUTO_TEST_CASE(one_with_a_time_before_the_others_stays_as_long_as_those_before_it) {
    RememberedCommands commands;
    commands.add(command(key_of(1, "of-later-1"), start + 5000));
    commands.add(command(key_of(1, "of-before-1"), start));
    commands.forget_before(start + 4000);
    BOOST_TEST(commands.size() == 2U);
    BOOST_TEST((commands.find(key_of(1, "of-before-1"))->at == start));
}

BOOST_AUTO_TEST_CASE(an_answer_of_any_size_is_kept) {
    RememberedCommands commands;
    const std::string long_answer(200'000, 'x');
    commands.add(command(key_of(1, "of-few-words"), start));
    commands.add(command(key_of(1, "of-many-words"), start, long_answer));
    commands.add(command(key_of(1, "of-few-words-again"), start));
    BOOST_TEST((commands.find(key_of(1, "of-many-words"))->answer == long_answer));
    BOOST_TEST(commands.contains(key_of(1, "of-few-words-again")));
    BOOST_TEST(all_of(commands).size() == 3U);
}

BOOST_AUTO_TEST_CASE(many_days_of_commands_are_as_a_map_and_a_queue_have_them) {
    RememberedCommands commands;
    std::map<CommandKey, RememberedCommand> map;
    std::deque<CommandKey> queue;
    std::mt19937_64 random{11};
    TimeMs now = start;
    std::uint64_t ids = 0;
    for (int round = 0; round < 60'000; ++round) {
        now = now + static_cast<std::int64_t>(random() % 10'000);
        const auto key = key_of(1 + random() % 5000, "command-" + std::to_string(++ids));
        const std::string answer = R"({"tip":)" + std::to_string(random()) + ",\"words\":\"" +
                                   std::string(random() % 60, 'a') + "\"}";
        commands.add(command(key, now, answer));
        map.emplace(key, command(key, now, answer));
        queue.push_back(key);
        const TimeMs oldest = now + -86'400'000;
        commands.forget_before(oldest);
        while (map.at(queue.front()).at < oldest) {
            map.erase(queue.front());
            queue.pop_front();
        }
    }
    const RememberedCommands copied = commands;
    const auto all = all_of(copied);
    BOOST_REQUIRE(all.size() == queue.size());
    BOOST_TEST(copied.size() == queue.size());
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const auto found = copied.find(queue[i]);
        const auto& wanted = map.at(queue[i]);
        wrong += found && same(*found, wanted) && same(all[i], wanted) ? 0U : 1U;
    }
    BOOST_TEST(wrong == 0U);
    BOOST_TEST(!copied.contains(key_of(1, "command-never-sent")));
}

BOOST_AUTO_TEST_CASE(the_hash_of_an_id_is_the_same_in_every_build) {
    BOOST_TEST(short_hash("") == 0x1e92'4b9d'7377'00d7U);
}

BOOST_AUTO_TEST_SUITE_END()
