#include "load-tests/engine/core.hpp"
#include "server/engine/registry_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

// What rights cost a command, among 135,000 people in 2,000 units four deep: the check by role as
// part of the cheapest command there is, and the check by unit alone.

namespace {

using namespace dageng;
using Clock = std::chrono::steady_clock;

constexpr std::size_t people = 135'000;
constexpr std::size_t units = 2'000;
constexpr std::size_t calls = 1'000'000;
constexpr int runs = 7;

protocol::Bilingual both(const std::string& text) {
    return {{text}, {text}};
}

/// The median over the runs of a call's mean time, in ns.
template <class Call>
double median_ns(Call call) {
    std::vector<double> means;
    for (int run = 0; run < runs; ++run) {
        const auto begun = Clock::now();
        for (std::size_t i = 0; i < calls; ++i) {
            call(i);
        }
        const std::chrono::duration<double, std::nano> took = Clock::now() - begun;
        means.push_back(took.count() / static_cast<double>(calls));
    }
    std::nth_element(means.begin(), means.begin() + runs / 2, means.end());
    return means[runs / 2];
}

std::string unit_name(std::size_t number) {
    return "unit-" + std::to_string(number);
}

} // namespace

int main() {
    load::Core core{{1'795'600'000'000}};
    protocol::Catalogue catalogue;
    catalogue.district = {"Town"};
    catalogue.code = {"TN"};
    catalogue.categories.items.push_back({{"patrol"}, both("patrol"), {"shield"}});
    core.commit(*core.engine().take_catalogue(std::move(catalogue)));
    for (std::size_t i = 0; i < units; ++i) {
        engine::UnitSet unit{{unit_name(i)}, {}, both("unit"), {}, {}, {}};
        if (i > 0) {
            unit.above = protocol::Slug{unit_name((i - 1) / 12)};
        }
        core.commit({std::move(unit)});
    }
    const auto coordinator = core.enlist(protocol::Role::coordinator);
    core.commit({engine::PersonPlaced{coordinator, {unit_name(1)}, {}}});
    std::mt19937_64 chance{1};
    for (std::size_t i = 1; i < people; ++i) {
        const auto person = core.enlist(protocol::Role::volunteer, protocol::Slug{"patrol"});
        core.commit({engine::PersonPlaced{person, {unit_name(chance() % units)}, {}}});
    }

    std::vector<protocol::PersonId> some(calls);
    for (auto& one : some) {
        one = {chance() % people + 1};
    }
    std::size_t allowed = 0;
    const double by_unit = median_ns([&](std::size_t i) {
        allowed += engine::manages(core.state(), coordinator, some[i]) ? 1U : 0U;
    });
    const protocol::Command ping{protocol::Ping{}};
    engine::Request request;
    request.id = {"a-ping-of-theirs"};
    request.now = core.now();
    const double whole = median_ns([&](std::size_t i) {
        request.by = some[i];
        allowed += core.engine().decide(ping, request).index() == 0 ? 1U : 0U;
    });
    fmt::print("rights by unit, of random people: {:.0f} ns a check\n", by_unit);
    fmt::print("a ping decided, rights by role and all else: {:.0f} ns\n", whole);
    fmt::print("{} of {} were allowed\n", allowed, 2 * runs * calls);
    return 0;
}
