#include "server/district/state_files.hpp"
#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"
#include "tests/powercut/each_sync.hpp"
#include "tests/powercut/power_cut_files.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <map>
#include <sstream>

// Server/district/state_files.cpp: states on disk, and a start from them.
using namespace dageng;
using namespace dageng::test;

namespace {

namespace fs = std::filesystem;

struct Kept : Rig {
    Kept() {
        account("reporter", Role::resident);
        account("desk", Role::dispatcher);
        reporter = connect("reporter");
        desk = connect("desk");
        tip(reporter, "she wears a red coat");
    }

    district::StateFiles files_of(const std::string& code, std::uint64_t reserve = 0) const {
        return {vault::posix_files(), folder / "states", code, reserve};
    }
    const engine::State& state() const { return leader->engine().state(); }
    std::string digest() const { return engine::digest(state()); }
    bool keep() { return files.keep(state(), journal); }

    std::vector<fs::path> kept() const {
        std::vector<fs::path> all;
        for (const auto& entry : fs::directory_iterator(folder / "states")) {
            all.push_back(entry.path());
        }
        std::sort(all.begin(), all.end());
        return all;
    }
    static std::string text_of(const fs::path& file) {
        std::ostringstream text;
        text << std::ifstream(file, std::ios::binary).rdbuf();
        return std::move(text).str();
    }
    static void write(const fs::path& file, const std::string& text) {
        std::ofstream(file, std::ios::binary) << text;
    }

    TemporaryFolder folder;
    district::StateFiles files = files_of("this program");
    bus::SessionId reporter = 0;
    bus::SessionId desk = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(state_files, Kept)

BOOST_AUTO_TEST_CASE(a_start_takes_the_kept_state_and_folds_what_followed) {
    BOOST_TEST(keep());
    const auto kept_at = state().last;
    tip(reporter, "he has a walking stick");
    const std::string before = digest();
    states = &files;
    restart();
    BOOST_TEST(leader->kept_state() == kept_at);
    BOOST_TEST(digest() == before);
    BOOST_TEST(engine::digest(views->engine().state()) == before);
    tip(connect("reporter"), "a third");
    const std::string after = digest();
    states = nullptr;
    restart();
    BOOST_TEST(leader->kept_state() == 0U);
    BOOST_TEST(digest() == after);
}

BOOST_AUTO_TEST_CASE(who_saw_the_last_before_the_state_was_kept_resumes_without_missing_any) {
    const std::uint64_t last_n = of(desk).notices().back().at("n");
    tip(reporter, "he has a walking stick");
    BOOST_TEST(keep());
    tip(reporter, "a third");
    states = &files;
    restart();
    const auto again = hello("desk", resuming("desk", last_n));
    durable();
    BOOST_TEST(of(again).welcome().at("resumed") == true);
    BOOST_TEST(of(again).told("tip-received").size() == 2U);
}

BOOST_AUTO_TEST_CASE(who_was_away_while_the_configuration_changed_gets_it_from_a_kept_state_too) {
    const std::uint64_t last_n = of(desk).notices().back().at("n");
    auto changed = small_catalogue();
    changed.district = {"Another"};
    leader->take_configuration(changed, std::nullopt, clocks());
    durable();
    BOOST_TEST(keep());
    states = &files;
    restart();
    const auto again = hello("desk", resuming("desk", last_n));
    durable();
    BOOST_TEST(of(again).welcome().at("resumed") == false);
    BOOST_TEST(of(again).told("catalogue").at(0).at("district") == "Another");
}

BOOST_AUTO_TEST_CASE(a_command_of_before_is_known_after_a_start_from_a_kept_state) {
    protocol::ReportTip again;
    again.kind = {"elder-missing"};
    again.place.at = centre;
    const Json first = ask(reporter, again, "tip-number-two");
    BOOST_TEST(keep());
    states = &files;
    restart();
    const auto events = state().last;
    BOOST_TEST(ask(connect("reporter"), again, "tip-number-two") == first);
    BOOST_TEST(state().last == events);
}

BOOST_AUTO_TEST_CASE(what_another_program_kept_does_not_fit) {
    BOOST_TEST(keep());
    BOOST_TEST(files.newest(journal).has_value());
    BOOST_TEST(!files_of("another program").newest(journal).has_value());
}

BOOST_AUTO_TEST_CASE(what_was_kept_of_another_journal_does_not_fit) {
    BOOST_TEST(keep());
    journal::MemoryJournal other{journal.head().log};
    journal.read(1, [&](const journal::Record& record) {
        auto changed = record;
        changed.body += record.first == 1 ? " " : "";
        other.append({changed});
        return true;
    });
    other.make_durable();
    BOOST_TEST(other.head().last == journal.head().last);
    BOOST_TEST(!files.newest(other).has_value());
    BOOST_TEST(!files.newest(journal::MemoryJournal{}).has_value());
}

BOOST_AUTO_TEST_CASE(what_the_journal_does_not_hold_durably_is_not_kept) {
    leader->add_account({}, clocks());
    BOOST_TEST(state().last > journal.head().last);
    BOOST_TEST(!keep());
}

BOOST_AUTO_TEST_CASE(of_a_damaged_state_the_one_before_is_taken) {
    BOOST_TEST(keep());
    const auto first = state().last;
    tip(reporter, "he has a walking stick");
    BOOST_TEST(keep());
    const auto newest = kept().back();
    const std::string text = text_of(newest);
    for (const std::size_t at : {std::size_t{3}, text.size() / 3, text.size() - 10}) {
        std::string damaged = text;
        damaged[at] = damaged[at] == '0' ? '1' : '0';
        write(newest, damaged);
        const auto taken = files.newest(journal);
        BOOST_REQUIRE(taken.has_value());
        BOOST_TEST(taken->last == first);
    }
    write(newest, text.substr(0, text.size() / 2));
    BOOST_TEST(files.newest(journal)->last == first);
    write(newest, "");
    BOOST_TEST(files.newest(journal)->last == first);
    write(newest, text);
    BOOST_TEST(files.newest(journal)->last == state().last);
}

BOOST_AUTO_TEST_CASE(two_are_kept_and_what_a_crash_left_is_removed) {
    fs::create_directory(folder / "states");
    write(folder / "states" / "00000000000000000001.state.part", "half");
    std::vector<protocol::Offset> offsets;
    for (int i = 0; i < 4; ++i) {
        tip(reporter, "one more");
        BOOST_TEST(keep());
        offsets.push_back(state().last);
    }
    BOOST_REQUIRE(kept().size() == 2U);
    BOOST_TEST(kept()[0].filename().string().find(std::to_string(offsets[2])) != std::string::npos);
    BOOST_TEST(kept()[1].filename().string().find(std::to_string(offsets[3])) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(on_a_disk_that_is_nearly_full_nothing_is_written) {
    auto careful = files_of("this program", UINT64_MAX);
    BOOST_TEST(!careful.keep(state(), journal));
    BOOST_TEST(kept().empty());
}

BOOST_AUTO_TEST_CASE(names_and_words_are_sealed_and_the_file_is_its_owner_s) {
    BOOST_TEST(keep());
    const std::string text = text_of(kept().front());
    BOOST_TEST(text.find("red coat") == std::string::npos);
    BOOST_TEST(text.find("\"box\"") != std::string::npos);
    BOOST_TEST(vault::posix_files()->is_private(kept().front()));
}

BOOST_AUTO_TEST_CASE(a_power_cut_at_any_sync_leaves_a_whole_state_or_the_one_before) {
    // One state after the other, each told once it is kept.
    std::vector<std::pair<protocol::Offset, std::string>> moments;
    std::vector<engine::State> states_then;
    for (int i = 0; i < 3; ++i) {
        tip(reporter, "one more");
        moments.emplace_back(state().last, digest());
        states_then.push_back(state());
    }
    struct Story {
        Kept& town;
        const std::vector<std::pair<protocol::Offset, std::string>>& moments;
        const std::vector<engine::State>& states_then;
        protocol::Offset told = 0;

        static district::StateFiles on(powercut::PowerCutDisk& disk) {
            return {
                std::make_shared<powercut::PowerCutFiles>(disk), "/data/states", "this program", 0
            };
        }
        void play(powercut::PowerCutDisk& disk) {
            try {
                powercut::PowerCutFiles folders{disk};
                folders.make_directory("/data");
                folders.sync_directory("/");
                auto files = on(disk);
                for (const auto& state : states_then) {
                    if (files.keep(state, town.journal)) {
                        told = state.last;
                    }
                }
            } catch (const vault::FilesError&) {
                // The power is gone; what was told before counts.
            }
        }
        std::optional<std::string> loss(powercut::PowerCutDisk& disk) const {
            const auto left = on(disk).newest(town.journal);
            if (!left) {
                return told == 0 ? std::nullopt : std::optional<std::string>{"nothing is left"};
            }
            for (const auto& [last, digest] : moments) {
                if (left->last == last && engine::digest(*left) == digest) {
                    return last < told ? std::optional<std::string>{"the newest is gone"}
                                       : std::nullopt;
                }
            }
            return "another state is left";
        }
    };
    const auto cuts =
        powercut::cut_at_each_sync([&] { return Story{*this, moments, states_then}; }, 20'261'129);
    BOOST_TEST(cuts.losses == "");
    BOOST_TEST(cuts.made > 6U);
}

BOOST_AUTO_TEST_SUITE_END()
