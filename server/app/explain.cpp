#include "server/app/explain.hpp"

#include "protocol/json_write.hpp"
#include "protocol/names.hpp"
#include "protocol/time_text.hpp"
#include "server/app/journal_copy.hpp"
#include "server/district/choices.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace dageng::app {

using protocol::ChoiceKind;
using protocol::ExplainedChoice;
using protocol::Unsealed;

namespace {

std::string number(std::uint64_t value) {
    return std::to_string(value);
}

std::string hex(std::uint32_t value) {
    std::array<char, 8> digits{};
    const char* const end =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
    const std::string text(digits.data(), static_cast<std::size_t>(end - digits.data()));
    return std::string(digits.size() - text.size(), '0') + text;
}

template <class Enum>
std::string word_of(Enum value) {
    return std::string(protocol::enum_name(value));
}

std::string per_cent(std::uint32_t per_mille) {
    return number(per_mille / 10) + "." + number(per_mille % 10) + " %";
}

std::string head(const ExplainedChoice& choice) {
    const std::string wave = "wave " + number(choice.wave) + ", " +
                             (choice.officers ? "officers within " : "within ") +
                             number(choice.radius_m) + " m";
    switch (choice.kind) {
    case ChoiceKind::wave_opened:
        return "opened " + wave;
    case ChoiceKind::asked:
        return "asked " + number(choice.asked.items.size()) + " by rule in " + wave;
    case ChoiceKind::nobody_found:
        return "found nobody more in " + wave;
    case ChoiceKind::by_hand:
        return "asked by hand, by account " +
               number(choice.by.value_or(protocol::PersonId{}).value);
    case ChoiceKind::shortfall:
        return "ran out of people: " +
               word_of(choice.reason.value_or(protocol::ShortfallReason{})) + ", " +
               number(choice.missing) + " missing";
    }
    return {};
}

std::string funnel(const ExplainedChoice& choice) {
    std::string line = "  on duty " + number(choice.funnel->on_duty) + ", fitting " +
                       number(choice.funnel->eligible) + ", of them free " +
                       number(choice.funnel->free) + ", in reach " +
                       number(choice.funnel->in_reach);
    for (const auto& need : choice.needs.items) {
        line += "; need " + number(need.need + 1) + " lacks " + number(need.missing) + " of " +
                number(need.count);
    }
    for (const auto& likely : choice.likelihoods.items) {
        line += "; " + likely.category.value + " accepts " + per_cent(likely.per_mille);
    }
    return line + "\n";
}

std::string figures(const protocol::ChoiceFigures& of) {
    return ", rank " + number(of.rank) + ", " + word_of(of.mode) +
           (of.by_road ? " along roads" : " by air line") + ", accepts " + per_cent(of.likelihood) +
           ", time step " + number(of.step) + ", alerts before today " + number(of.alerts) +
           ", tie " + hex(of.tie);
}

std::string person(const protocol::ExplainedPerson& one) {
    std::string line = "  account " + number(one.person.value);
    if (!one.name.is_sealed() && !one.name.clear().empty()) {
        line += " " + one.name.clear().value;
    }
    line += ", " + one.category.value + ", need " + number(one.need + 1) + ", " +
            number(one.distance_m) + " m";
    if (one.eta_s) {
        line += ", " + number(*one.eta_s) + " s";
    }
    return line + (one.figures ? figures(*one.figures) : "") + "\n";
}

std::string left_out(const protocol::NotAsked& counts) {
    const std::vector<std::pair<const char*, std::uint32_t>> reasons{
        {"outside the radius", counts.outside_radius},
        {"fit no need", counts.not_fitting},
        {"declined", counts.declined},
        {"asked before", counts.asked_before},
        {"engaged elsewhere", counts.engaged},
        {"place too old", counts.place_too_old},
        {"resting", counts.resting},
        {"alerted enough today", counts.budget_spent},
        {"behind those chosen", counts.behind},
    };
    std::string line;
    for (const auto& [reason, count] : reasons) {
        if (count > 0) {
            line += (line.empty() ? "" : ", ") + number(count) + " " + reason;
        }
    }
    return "  not asked: " + (line.empty() ? "nobody else is on duty" : line) + "\n";
}

/// Of something that isn't open, and has not expired.
std::string unread(Unsealed how) {
    return how == Unsealed::sealed ? "sealed; dageng incident explain opens it when two approve\n"
                                   : "can't be read, the key is not there\n";
}

std::string next_in_line(const ExplainedChoice& choice) {
    if (choice.next_in_line == Unsealed::expired) {
        return "  next in line: no longer shown, it was kept for 30 days\n";
    }
    if (choice.next_in_line != Unsealed::open) {
        return "  next in line: " + unread(*choice.next_in_line);
    }
    std::string line = "  next in line:";
    for (const auto& one : choice.next.items) {
        line += " " + hex(one.number) + " (rank " + number(one.rank) + ", " +
                number(one.distance_m) + " m)";
    }
    return line + "\n";
}

std::string lines_of(const ExplainedChoice& choice) {
    std::string lines = "event " + number(choice.n) + "  ";
    protocol::append_time(lines, choice.at);
    lines += "  " + head(choice) + "\n";
    if (choice.funnel) {
        lines += funnel(choice);
    }
    for (const auto& one : choice.asked.items) {
        lines += person(one);
    }
    if (choice.figures && choice.figures != Unsealed::open) {
        lines += "  figures: " + unread(*choice.figures);
    }
    if (choice.kind == ChoiceKind::asked && !choice.not_asked) {
        lines += "  not explained: it was decided by a version that did not yet explain\n";
    }
    if (choice.not_asked) {
        lines += left_out(*choice.not_asked);
    }
    return lines + (choice.next_in_line ? next_in_line(choice) : "");
}

void open_names(protocol::Choices& choices, const protocol::Opener& opener) {
    for (auto& choice : choices.decisions.items) {
        for (auto& one : choice.asked.items) {
            const auto name = one.name.is_sealed() ? opener(one.name.sealed()) : std::nullopt;
            if (name) {
                one.name = protocol::PersonName{protocol::PersonName::Clear{*name}};
            }
        }
    }
}

/// What no key was looked for is sealed, whether there is one or not.
void say_sealed(protocol::Choices& choices) {
    for (auto& choice : choices.decisions.items) {
        for (auto* const part : {&choice.figures, &choice.next_in_line}) {
            if (*part == Unsealed::erased) {
                *part = Unsealed::sealed;
            }
        }
    }
}

} // namespace

protocol::Result<Explained>
explain(const std::filesystem::path& folder, const std::string& incident, protocol::TimeMs now) {
    const JournalCopy copy{folder};
    auto ticket = district::find_choices(copy.journal(), incident);
    if (!ticket) {
        return ticket.refusal();
    }
    ticket->now = std::max(ticket->now, now);
    const protocol::Opener closed = [](const protocol::Sealed&) {
        return std::optional<std::string>{};
    };
    Explained explained{district::read_choices(copy.journal(), *ticket, closed), {}};
    say_sealed(explained.choices);
    explained.json = protocol::to_json(explained.choices, {protocol::JsonMode::wire, &closed});
    return explained;
}

protocol::Result<Explained>
open_explanation(Foundation& foundation, const OpenExplanation& wanted) {
    auto ticket = district::find_choices(foundation.journal, wanted.incident.value);
    if (!ticket) {
        return ticket.refusal();
    }
    const auto kept = put_on_record(
        foundation,
        wanted.opening,
        [&](district::Leader& leader, const Approved& approved, district::Clocks clocks) {
            ticket->now = std::max(ticket->now, leader.now(clocks));
            return leader.open_explanation(ticket->incident, approved.by, approved.reason, clocks);
        }
    );
    if (!kept) {
        return kept.refusal();
    }
    const protocol::Opener opener = [&](const protocol::Sealed& sealed) {
        return foundation.vault.open(sealed);
    };
    Explained explained{district::read_choices(foundation.journal, *ticket, opener), {}};
    explained.json = protocol::to_json(explained.choices, {protocol::JsonMode::wire, &opener});
    open_names(explained.choices, opener);
    return explained;
}

std::string to_lines(const Explained& explained) {
    const protocol::Choices& choices = explained.choices;
    std::string lines = "incident " + number(choices.incident.value) + "  " + choices.code.value +
                        "  " + choices.kind.value + (choices.exercise ? "  exercise\n" : "\n");
    for (const ExplainedChoice& choice : choices.decisions.items) {
        lines += lines_of(choice);
    }
    if (choices.decisions.items.empty()) {
        lines += "nobody has been asked, and no wave was opened\n";
    }
    return lines + (choices.cut ? "there were more decisions than these\n" : "");
}

} // namespace dageng::app
