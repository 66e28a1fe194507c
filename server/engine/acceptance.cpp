#include "server/engine/acceptance.hpp"

#include <algorithm>
#include <numeric>

namespace dageng::engine {

namespace {

constexpr std::uint64_t count_of_one = std::uint64_t{1} << 16;
constexpr std::uint32_t half_life_days = 90;
/// 2^(-1/90) × 2^24: what a day leaves of a count.
constexpr std::uint64_t left_by_a_day = 16'648'500;
constexpr unsigned day_shift = 24;

std::uint64_t aged_count(std::uint64_t count, std::uint32_t days) {
    count >>= std::min(days / half_life_days, 63U);
    for (std::uint32_t day = 0; count > 0 && day < days % half_life_days; ++day) {
        count = count * left_by_a_day >> day_shift;
    }
    return count;
}

} // namespace

Experience Experience::aged(std::uint32_t to_day) const {
    if (to_day <= day) {
        return *this;
    }
    const std::uint32_t days = to_day - day;
    return {to_day, aged_count(asked, days), aged_count(accepted, days)};
}

void Experience::learn(bool accepting, std::uint32_t on_day) {
    *this = aged(on_day);
    asked += count_of_one;
    accepted += accepting ? count_of_one : 0;
}

std::uint32_t
likelihood(const protocol::Prior& prior, const Experience& learnt, std::uint32_t on_day) {
    const Experience now = learnt.aged(on_day);
    const auto prior_count = [](std::int64_t count) {
        return static_cast<std::uint64_t>(count) * count_of_one;
    };
    const std::uint64_t accepting = prior_count(prior.accepting.value) + now.accepted;
    const std::uint64_t asked = prior_count(prior.asked.value) + now.asked;
    return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(accepting * 1000 / asked, 1, 1000));
}

Odds::Odds(std::uint32_t wanted) : accepting_(wanted, 0) {
    if (wanted > 0) {
        accepting_.front() = one;
    }
}

void Odds::ask(std::uint32_t per_mille) {
    const std::uint64_t yes = per_mille;
    for (std::size_t number = accepting_.size(); number-- > 0;) {
        const std::uint64_t fewer = number > 0 ? accepting_[number - 1] : 0;
        accepting_[number] = (accepting_[number] * (1000 - yes) + fewer * yes) / 1000;
    }
}

bool Odds::sure(std::int64_t per_mille) const {
    const std::uint64_t too_few =
        std::accumulate(accepting_.begin(), accepting_.end(), std::uint64_t{0});
    return (one - too_few) * 1000 >= static_cast<std::uint64_t>(per_mille) * one;
}

} // namespace dageng::engine
