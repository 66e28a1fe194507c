#include "demo/city/town.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace dageng::demo {

void Tally::note_error(const load::ServerFrame& frame) {
    ++errors;
    last_error = fmt::format("{}: {}", frame.error_code, frame.error_detail);
}

Town::Town(const load::ClientOptions& client, Outline where, double how_fast, std::uint64_t seed)
    : desk(client), outline(std::move(where)), speed(how_fast), random(seed),
      run_(fmt::format("city-{:x}", load::time_of_day().value)) {}

Moment Town::in(double real_seconds) const {
    return Clock::now() + std::chrono::duration_cast<std::chrono::nanoseconds>(
                              std::chrono::duration<double>(real_seconds)
                          );
}

void Town::learn(const load::ServerFrame& frame) {
    if (!catalogue) {
        catalogue = desk.parser.catalogue(frame.text);
    }
}

std::string Town::next_id() {
    return fmt::format("{}-{}", run_, ++commands_);
}

std::optional<double> Retry::after(std::uint16_t code, load::Random& random) {
    constexpr std::uint16_t not_signed_in = 4401;
    constexpr std::uint16_t not_allowed = 4403;
    constexpr std::uint16_t replaced = 4409;
    if (code == not_signed_in || code == not_allowed || code == replaced) {
        return std::nullopt;
    }
    constexpr unsigned most_doublings = 4;
    const double longest = 2.0 * (1U << std::min(failures_++, most_doublings));
    return random.between(0.1, longest);
}

} // namespace dageng::demo
