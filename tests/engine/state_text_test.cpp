#include "protocol/json_write.hpp"
#include "server/engine/state_text.hpp"
#include "tests/engine/random_town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

// Server/engine/state_write.cpp and state_read.cpp: the state as text, and from it.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

constexpr int steps_each = 600;

using Lines = std::vector<std::string>;

Lines lines_of(const engine::State& state) {
    Lines lines;
    engine::write_state(state, [&](std::string_view line) { lines.emplace_back(line); });
    return lines;
}

dageng::protocol::Result<engine::State> state_of(const Lines& lines) {
    auto next = lines.begin();
    return engine::read_state([&]() -> std::optional<std::string_view> {
        return next == lines.end() ? std::nullopt : std::optional<std::string_view>{*next++};
    });
}

/// The line after the one that begins a section.
std::size_t first_of(const Lines& lines, const std::string& section) {
    const auto head = std::find_if(lines.begin(), lines.end(), [&](const std::string& line) {
        return line.starts_with(section + " ");
    });
    BOOST_REQUIRE(head != lines.end());
    return static_cast<std::size_t>(head - lines.begin()) + 1;
}

} // namespace

BOOST_AUTO_TEST_SUITE(state_text)

BOOST_AUTO_TEST_CASE(what_is_read_is_what_was_written) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        RandomTown random{seed};
        random.steps(steps_each);
        const Lines lines = lines_of(random.town.state());
        const auto read = state_of(lines);
        BOOST_REQUIRE_MESSAGE(
            static_cast<bool>(read), (read ? std::string{} : read.refusal().detail)
        );
        BOOST_TEST(engine::digest(*read) == random.town.digest());
        BOOST_TEST(lines_of(*read) == lines, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_state_before_anything_happened_is_read_too) {
    const auto read = state_of(lines_of(engine::State{}));
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(read), (read ? std::string{} : read.refusal().detail));
    BOOST_TEST(read->last == 0U);
    BOOST_TEST((read->catalogue == nullptr));
}

BOOST_AUTO_TEST_CASE(a_state_that_was_read_goes_on_as_the_one_that_was_written) {
    RandomTown random{4};
    random.steps(steps_each);
    const std::size_t records = random.town.records.size();
    auto read = state_of(lines_of(random.town.state()));
    BOOST_REQUIRE(static_cast<bool>(read));
    engine::Engine goes_on{std::move(*read)};
    random.steps(steps_each);
    for (std::size_t i = records; i < random.town.records.size(); ++i) {
        goes_on.apply(random.town.records[i], goes_on.state().last + 1, random.town.times[i]);
    }
    BOOST_TEST(engine::digest(goes_on.state()) == random.town.digest());
    BOOST_TEST(
        lines_of(goes_on.state()) == lines_of(random.town.state()), boost::test_tools::per_element()
    );
}

BOOST_AUTO_TEST_CASE(incidents_of_one_plan_share_it_when_they_are_read) {
    RandomTown random{5};
    random.steps(steps_each);
    const auto read = state_of(lines_of(random.town.state()));
    BOOST_REQUIRE(static_cast<bool>(read));
    std::map<std::string, const dageng::protocol::Plan*> plans;
    for (const auto& [id, incident] : read->incidents) {
        const auto& plan = random.town.state().incidents.at(id).plan;
        BOOST_REQUIRE(plan != nullptr);
        const auto& shared =
            plans.emplace(dageng::protocol::to_json(*plan), incident.plan.get()).first->second;
        BOOST_TEST(incident.plan.get() == shared);
    }
    BOOST_TEST(plans.size() > 1U);
}

BOOST_AUTO_TEST_CASE(a_text_that_is_cut_off_anywhere_is_refused) {
    RandomTown random{6};
    random.steps(100);
    const Lines lines = lines_of(random.town.state());
    for (std::size_t size = 0; size < lines.size(); ++size) {
        const auto read = state_of({lines.begin(), lines.begin() + static_cast<long>(size)});
        BOOST_REQUIRE(!read);
        BOOST_TEST(read.refusal().detail.find("ends too soon") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_text_with_a_line_too_many_is_refused) {
    RandomTown random{6};
    random.steps(20);
    Lines lines = lines_of(random.town.state());
    lines.emplace_back("people 0");
    const auto read = state_of(lines);
    BOOST_REQUIRE(!read);
    BOOST_TEST(read.refusal().detail.find("nothing may follow") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(another_section_number_or_item_is_refused_with_the_line_s_number) {
    RandomTown random{7};
    random.steps(steps_each);
    const Lines good = lines_of(random.town.state());
    const auto refusal = [&](const std::string& section, const std::string& line) {
        Lines lines = good;
        const std::size_t at = first_of(lines, section);
        lines[at] = line;
        const auto read = state_of(lines);
        BOOST_REQUIRE(!read);
        BOOST_TEST(
            read.refusal().detail.starts_with("line " + std::to_string(at + 1) + " of a state")
        );
        return read.refusal().detail;
    };
    BOOST_TEST(refusal("people", "[{}]").find("[0].id missing") != std::string::npos);
    BOOST_TEST(refusal("people", "[]").find("more items") != std::string::npos);
    BOOST_TEST(refusal("watchers", "[1,2]").find("fewer items") != std::string::npos);
    BOOST_TEST(refusal("last", "{").find("not a list") != std::string::npos);
    BOOST_TEST(refusal("tips_of", "[\"one\",[]]").find("whole number") != std::string::npos);
    Lines swapped = good;
    const std::size_t tips = first_of(swapped, "tips");
    std::swap(swapped[tips], swapped[tips + 1]);
    BOOST_REQUIRE(!state_of(swapped));
    BOOST_TEST(
        state_of(swapped).refusal().detail.find("expected the number 1") != std::string::npos
    );
    Lines renamed = good;
    renamed[first_of(renamed, "tips") - 1] = "hints 1";
    BOOST_REQUIRE(!state_of(renamed));
    BOOST_TEST(
        state_of(renamed).refusal().detail.find("expected the section tips") != std::string::npos
    );
}

BOOST_AUTO_TEST_SUITE_END()
