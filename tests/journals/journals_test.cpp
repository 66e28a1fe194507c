#define BOOST_TEST_MODULE journals
#include "tests/journals/journal_text.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

// Each release keeps a small journal that it wrote, and the digest of its fold. Whatever has become
// of events and state since, today's code must read it and come to the same state.
using namespace dageng;

namespace {

const std::filesystem::path folder = "tests/journals";

std::vector<std::filesystem::path> kept_journals() {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".journal") {
            found.push_back(entry.path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string read_text(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

} // namespace

BOOST_AUTO_TEST_CASE(every_release_up_to_this_one_has_a_journal) {
    const auto own = folder / (std::string(DAGENG_VERSION) + ".journal");
    BOOST_TEST(
        std::filesystem::exists(own), "build the target keep_journal and run it: see README.md"
    );
}

BOOST_AUTO_TEST_CASE(the_journals_of_all_releases_fold_to_the_states_they_had) {
    for (const auto& file : kept_journals()) {
        BOOST_TEST_CONTEXT(file.string()) {
            const auto kept = journals::from_text(read_text(file));
            BOOST_TEST(!kept.records.empty());
            BOOST_TEST(journals::fold(kept) == kept.digest);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_changed_record_folds_to_another_state) {
    auto kept = journals::from_text(read_text(kept_journals().front()));
    const std::string outcome = "He is at home.";
    for (auto& record : kept.records) {
        if (const auto at = record.body.find(outcome); at != std::string::npos) {
            record.body.replace(at, outcome.size(), "He is in town.");
        }
    }
    BOOST_TEST(journals::fold(kept) != kept.digest);
}

BOOST_AUTO_TEST_CASE(the_text_of_a_kept_journal_reads_back) {
    const std::string text = read_text(kept_journals().front());
    BOOST_TEST(journals::to_text(journals::from_text(text)) == text);
}

BOOST_AUTO_TEST_CASE(a_kept_journal_that_is_cut_off_is_refused) {
    const std::string text = read_text(kept_journals().front());
    BOOST_CHECK_THROW(
        journals::from_text(text.substr(0, text.rfind("record ") + 20)), std::runtime_error
    );
    BOOST_CHECK_THROW(journals::from_text("nonsense"), std::runtime_error);
}
