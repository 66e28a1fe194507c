#include "server/app/registry_import.hpp"

#include "server/app/log.hpp"
#include "server/district/sealing.hpp"
#include "server/engine/apply.hpp"
#include "server/engine/registry_tree.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <deque>
#include <future>
#include <memory>
#include <utility>

namespace dageng::app {

namespace {

using district::Clocks;
using district::Leader;
using protocol::ErrorCode;
using protocol::PersonId;
using protocol::Refusal;

using Lines = protocol::Result<std::vector<std::string>>;

/// So many rows in one step of the district's, so that nobody is held up.
constexpr std::size_t rows_at_once = 8;
/// So many steps on their way to the disk, which takes its time over each (Haste::soon); with them
/// far fewer events than those from which on others are told to wait (Leader::max_undurable).
constexpr std::size_t steps_at_once = 32;
/// So many bad rows are told of by name.
constexpr std::size_t most_told = 1000;

PersonId somebody(const std::optional<AccountNumber>& number) {
    return number ? person_of(*number) : PersonId{};
}

engine::ListedPerson listed(const PersonLine& line) {
    engine::ListedPerson one;
    one.person = somebody(line.number);
    one.is.role = line.role;
    one.is.category = line.category;
    one.is.trainings = line.trainings;
    one.is.unit = line.unit;
    one.stewards = {somebody(line.contact), somebody(line.trainer), somebody(line.manager)};
    one.service = line.service.value_or(protocol::Service::serving);
    one.until = line.until;
    return one;
}

district::AccountWish wish_of(const PersonLine& line) {
    return {line.role, line.category, line.name.value, line.phone.value, line.trainings, line.unit};
}

engine::UnitSet unit_of(const UnitLine& line) {
    return {
        line.unit,
        line.above,
        {line.zh, line.en},
        somebody(line.contact),
        somebody(line.trainer),
        somebody(line.manager)
    };
}

std::string why(const Refusal& refusal) {
    return refusal.field.empty() ? refusal.detail : refusal.field + ": " + refusal.detail;
}

/// Of what wasn't so any more when its turn came.
std::string left_out(std::size_t row, const Refusal& refusal) {
    return "row " + std::to_string(row) + " was left out: " + why(refusal);
}

Refusal all_bad(const char* what, std::vector<BadRow> bad) {
    std::sort(bad.begin(), bad.end(), [](const BadRow& one, const BadRow& other) {
        return one.row < other.row;
    });
    std::string text = std::to_string(bad.size()) + (bad.size() == 1 ? " row of " : " rows of ") +
                       what + " can't be taken; nothing of it was";
    for (std::size_t i = 0; i < std::min(bad.size(), most_told); ++i) {
        text += "\nrow " + std::to_string(bad[i].row) + ": " + bad[i].why;
    }
    if (bad.size() > most_told) {
        text += "\nand " + std::to_string(bad.size() - most_told) + " more";
    }
    return {ErrorCode::bad_field, text, {}};
}

/// What the district's thread did in a step, and how long that took it with the system giving its
/// core to others meanwhile.
struct LongestStep {
    std::chrono::nanoseconds own{0};
    std::chrono::nanoseconds wall{0};
};

/// Of the calling thread.
std::chrono::nanoseconds worked_so_far() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

std::int64_t microseconds(std::chrono::nanoseconds time) {
    return std::chrono::duration_cast<std::chrono::microseconds>(time).count();
}

/// Calls `each` with the rows `from` on, some in one step of the district's. All is durable on
/// return. Gives the longest step.
template <class Line, class Each>
LongestStep
for_rows(Foundation& foundation, const Table<Line>& table, std::size_t from, Each each) {
    const std::size_t all = table.rows.size();
    LongestStep longest;
    std::deque<std::future<void>> under_way;
    for (std::size_t first = from; first < all; first += rows_at_once) {
        auto done = std::make_shared<std::promise<void>>();
        auto decided = done->get_future();
        under_way.push_back(foundation.district.run(
            [&, first, done = std::move(done)](Leader& leader, Clocks clocks) {
                const auto begun = std::chrono::steady_clock::now();
                const auto worked = worked_so_far();
                for (std::size_t i = first; i < std::min(first + rows_at_once, all); ++i) {
                    each(leader, clocks, i);
                }
                longest.own = std::max(longest.own, worked_so_far() - worked);
                longest.wall = std::max<std::chrono::nanoseconds>(
                    longest.wall, std::chrono::steady_clock::now() - begun
                );
                done->set_value();
            }
        ));
        // The next one only then: what waits for the district is done in one go.
        decided.get();
        if (under_way.size() == steps_at_once) {
            under_way.front().get();
            under_way.pop_front();
        }
    }
    for (std::future<void>& step : under_way) {
        step.get();
    }
    return longest;
}

/// Units stand on those before them: they are tried on a copy of what the rule looks at.
std::vector<BadRow> try_units(Foundation& foundation, const Table<UnitLine>& table) {
    engine::State copy;
    protocol::TimeMs now;
    foundation.ask([&](const Leader& leader, Clocks clocks) {
        const engine::State& state = leader.engine().state();
        copy.catalogue = state.catalogue;
        copy.registry.units = state.registry.units;
        copy.registry.index_of = state.registry.index_of;
        now = leader.now(clocks);
        return true;
    });
    std::vector<BadRow> bad;
    // Who stands by their people is asked of the district.
    for_rows(foundation, table, 0, [&](Leader& leader, Clocks, std::size_t i) {
        const engine::UnitSet unit = unit_of(table.rows[i].second);
        const auto stewards = engine::stand_by(
            leader.engine().state(), {}, {unit.contact, unit.trainer, unit.manager}, now
        );
        if (!stewards) {
            bad.push_back({table.rows[i].first, why(stewards.refusal())});
        }
    });
    for (const auto& [row, line] : table.rows) {
        engine::UnitSet unit = unit_of(line);
        unit.contact = unit.trainer = unit.manager = {};
        const auto known = copy.registry.index_of.find(unit.unit);
        if (known != copy.registry.index_of.end()) {
            copy.registry.units[known->second].stewards = {};
        }
        const auto events = engine::take_unit(copy, unit, now);
        if (!events) {
            bad.push_back({row, why(events.refusal())});
        } else {
            for (const engine::Event& event : *events) {
                engine::apply(copy, {}, std::get<engine::UnitSet>(event));
            }
        }
    }
    return bad;
}

Lines import_units(Foundation& foundation, const std::string& text) {
    Table<UnitLine> table = units_from_csv(text);
    for (BadRow& one : try_units(foundation, table)) {
        table.bad.push_back(std::move(one));
    }
    if (!table.bad.empty()) {
        return all_bad("the units", std::move(table.bad));
    }
    std::vector<std::string> done;
    for_rows(foundation, table, 0, [&](Leader& leader, Clocks clocks, std::size_t i) {
        const auto& [row, line] = table.rows[i];
        const auto taken = leader.take_unit(unit_of(line), clocks);
        if (!taken) {
            done.push_back(left_out(row, taken.refusal()));
        }
    });
    done.push_back(std::to_string(table.rows.size()) + " units are as the list says");
    return done;
}

std::vector<BadRow>
try_people(Foundation& foundation, const Table<PersonLine>& table, std::size_t from) {
    std::vector<BadRow> bad;
    for_rows(foundation, table, from, [&](Leader& leader, Clocks clocks, std::size_t i) {
        const auto& [row, line] = table.rows[i];
        const auto events =
            engine::take_listed(leader.engine().state(), listed(line), leader.now(clocks));
        if (!events) {
            bad.push_back({row, why(events.refusal())});
        }
    });
    return bad;
}

/// Rows that name the same account.
void find_twice(Table<PersonLine>& table) {
    std::vector<std::pair<std::int64_t, std::size_t>> numbers;
    for (const auto& [row, line] : table.rows) {
        if (line.number) {
            numbers.emplace_back(line.number->value, row);
        }
    }
    std::sort(numbers.begin(), numbers.end());
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        if (numbers[i].first == numbers[i - 1].first) {
            table.bad.push_back(
                {numbers[i].second,
                 "number: row " + std::to_string(numbers[i - 1].second) + " is of this account"}
            );
        }
    }
}

Lines import_people(Foundation& foundation, const std::string& text) {
    Table<PersonLine> table = people_from_csv(text);
    find_twice(table);
    // Keyed: whoever guesses what a list says can't tell by its name.
    const std::string import =
        district::keyed_hash(text, foundation.vault.key(district::district_key).value());
    std::size_t from = 0; ///< So many are in.
    bool in_before = false;
    std::optional<Refusal> other;
    foundation.ask([&](const Leader& leader, Clocks) {
        const engine::Registry& registry = leader.engine().state().registry;
        in_before = registry.imported.contains(import);
        if (registry.import.import == import) {
            from = registry.import.rows;
        } else if (!registry.import.import.empty()) {
            other = Refusal{
                ErrorCode::wrong_state,
                "another list was cut off after " + std::to_string(registry.import.rows) +
                    " rows: give that one again first",
                {}
            };
        }
        return true;
    });
    if (other) {
        return *other;
    }
    const auto is_new = [](const auto& one) { return !one.second.number; };
    const auto fresh = std::count_if(table.rows.begin(), table.rows.end(), is_new);
    if (in_before && fresh > 0) {
        return Refusal{
            ErrorCode::wrong_state, "this very list was taken in before: export one to change", {}
        };
    }
    for (BadRow& one : try_people(foundation, table, from)) {
        table.bad.push_back(std::move(one));
    }
    if (!table.bad.empty()) {
        return all_bad("the people", std::move(table.bad));
    }
    std::vector<std::string> done;
    const auto longest =
        for_rows(foundation, table, from, [&](Leader& leader, Clocks clocks, std::size_t i) {
            const auto& [row, line] = table.rows[i];
            const district::ImportRow step{{import}, static_cast<std::uint32_t>(i + 1)};
            const auto taken = leader.import_person(listed(line), wish_of(line), step, clocks);
            if (!taken) {
                done.push_back(left_out(row, taken.refusal()));
            }
        });
    foundation.ask([&](Leader& leader, Clocks clocks) {
        if (leader.engine().state().registry.import.import == import) {
            leader.end_import(clocks);
        }
        return true;
    });
    log_info(
        "a list of people is in",
        {{"rows", static_cast<std::int64_t>(table.rows.size() - from)},
         {"longest_step_us", microseconds(longest.own)},
         {"longest_step_wall_us", microseconds(longest.wall)}}
    );
    done.push_back(
        std::to_string(table.rows.size()) + " people are as the list says, " +
        std::to_string(fresh) + " of them new"
    );
    return done;
}

} // namespace

protocol::Result<std::vector<std::string>>
import_registry(Foundation& foundation, const ImportRegistry& wanted) {
    std::vector<std::string> done;
    for (const auto& [text, take] :
         {std::pair{&wanted.units, &import_units}, std::pair{&wanted.people, &import_people}}) {
        if (!*text) {
            continue;
        }
        auto lines = take(foundation, (*text)->value);
        if (!lines) {
            return lines.refusal();
        }
        done.insert(done.end(), lines->begin(), lines->end());
    }
    return done;
}

} // namespace dageng::app
