#include "server/engine/choice.hpp"

#include "server/engine/incident_making.hpp"
#include "server/engine/planted.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace dageng::engine {

namespace {

constexpr std::uint32_t next_step_m = 100;

/// A line of figures is seldom longer.
constexpr std::size_t usual_line = 56;

void append(std::string& text, std::uint64_t number, char after) {
    std::array<char, 21> digits{};
    char* const end = std::to_chars(digits.data(), digits.data() + 20, number).ptr;
    *end = after;
    text.append(digits.data(), static_cast<std::size_t>(end - digits.data()) + 1);
}

/// The whole numbers of a line; nothing when it isn't just `count` of them.
template <std::size_t count>
std::optional<std::array<std::uint64_t, count>> numbers_of(std::string_view line) {
    std::array<std::uint64_t, count> numbers{};
    const char* at = line.data();
    const char* const end = at + line.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto read = std::from_chars(at, end, numbers[i]);
        const bool last = i + 1 == count;
        const bool ended = read.ptr == end;
        if (read.ec != std::errc{} || ended != last || (!last && *read.ptr != ' ')) {
            return std::nullopt;
        }
        at = last ? end : read.ptr + 1;
    }
    return numbers;
}

template <std::size_t count, class Visit>
void each_line(std::string_view lines, Visit visit) {
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        if (const auto numbers = numbers_of<count>(lines.substr(0, end))) {
            visit(*numbers);
        }
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    }
}

std::uint32_t small(std::uint64_t number) {
    return static_cast<std::uint32_t>(number);
}

/// Those who aren't asked, first of those who could be.
std::vector<Waiting>
next_in_line(const std::vector<Candidate>& candidates, const std::vector<Chosen>& chosen) {
    const std::size_t looked_at = std::min(candidates.size(), chosen.size() + next_kept);
    std::vector<bool> taken(looked_at);
    for (const Chosen& one : chosen) {
        if (one.rank <= looked_at) {
            taken[one.rank - 1] = true;
        }
    }
    std::vector<Waiting> next;
    for (std::uint32_t i = 0; i < looked_at && next.size() < next_kept; ++i) {
        if (!taken[i]) {
            const std::uint32_t steps = candidates[i].distance_cm / 100 / next_step_m;
            next.push_back({candidates[i].person, i + 1, steps * next_step_m});
        }
    }
    return next;
}

} // namespace

ChoiceExplained explain_choice(
    const World& world,
    const Incident& incident,
    const Found& found,
    const std::vector<Chosen>& chosen,
    const std::vector<std::uint32_t>& likelihoods,
    TimeMs now
) {
    const std::uint32_t step_ms = equal_step_ms(*world.state.catalogue);
    std::string figures;
    figures.reserve(chosen.size() * usual_line);
    for (const Chosen& one : chosen) {
        const Candidate& candidate = found.candidates[one.rank - 1];
        const Person& person = *world.state.person(one.person);
        append(figures, one.person.value, ' ');
        append(figures, one.rank, ' ');
        append(figures, one.need, ' ');
        append(figures, candidate.distance_cm / 100, ' ');
        append(figures, one.eta_s, ' ');
        append(figures, static_cast<std::uint64_t>(candidate.mode), ' ');
        append(figures, candidate.by_road ? 1 : 0, ' ');
        append(figures, likelihoods.at(person.category), ' ');
        append(figures, candidate.eta_ms / step_ms, ' ');
        append(figures, candidate.alerts, ' ');
        append(figures, tie_of(incident.id, one.person) >> 32, '\n');
    }
    ChoiceExplained event;
    event.incident = incident.id;
    event.wave = small(incident.waves.size());
    event.level = incident.level;
    event.plan_version = incident.plan_version;
    event.not_asked = found.not_asked;
    event.not_asked.behind = small(found.in_reach - chosen.size());
    event.figures = decltype(event.figures){{std::move(figures)}};
    if (const auto next = next_in_line(found.candidates, chosen); !next.empty()) {
        event.next = decltype(event.next){{to_lines(next)}};
        event.next_key = incident.next_key ? incident.next_key : next_key(world.state);
        event.next_until = now + next_shown_ms;
    }
    return event;
}

std::string to_lines(const std::vector<Waiting>& next) {
    std::string text;
    text.reserve(next.size() * usual_line / 2);
    for (const Waiting& one : next) {
        append(text, one.person.value, ' ');
        append(text, one.rank, ' ');
        append(text, one.distance_m, '\n');
    }
    return text;
}

std::vector<protocol::ChoiceFigures> figures_from_lines(std::string_view lines) {
    std::vector<protocol::ChoiceFigures> figures;
    each_line<11>(lines, [&](const auto& of) {
        protocol::ChoiceFigures one;
        one.person = {of[0]};
        one.rank = small(of[1]);
        one.need = small(of[2]);
        one.distance_m = small(of[3]);
        one.eta_s = small(of[4]);
        one.mode = static_cast<protocol::TravelMode>(std::min<std::uint64_t>(of[5], 2));
        one.by_road = of[6] != 0;
        one.likelihood = small(of[7]);
        one.step = small(of[8]);
        one.alerts = small(of[9]);
        one.tie = small(of[10]);
        figures.push_back(one);
    });
    return figures;
}

std::vector<Waiting> waiting_from_lines(std::string_view lines) {
    std::vector<Waiting> next;
    each_line<3>(lines, [&](const auto& of) {
        next.push_back({{of[0]}, small(of[1]), small(of[2])});
    });
    return next;
}

std::vector<protocol::NextInLine> next_from_lines(std::string_view lines) {
    std::vector<protocol::NextInLine> next;
    each_line<3>(lines, [&](const auto& of) {
        next.push_back({small(of[0]), small(of[1]), small(of[2])});
    });
    return next;
}

} // namespace dageng::engine
