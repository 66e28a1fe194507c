#include "server/app/registry_export.hpp"

#include "server/app/people_csv.hpp"
#include "server/engine/registry_lists.hpp"

#include <utility>

namespace dageng::app {

namespace {

using district::Clocks;
using district::Leader;
using protocol::PersonId;

using Lines = protocol::Result<std::vector<std::string>>;

/// So many at once, so that the district isn't held up.
constexpr std::size_t people_at_once = 200;

std::optional<AccountNumber> number_of(std::optional<PersonId> person) {
    if (!person || !*person) {
        return std::nullopt;
    }
    AccountNumber number;
    number.value = static_cast<std::int64_t>(person->value);
    return number;
}

/// Of a text that isn't sealed: empty when it was, and stays so.
template <class P>
std::string clear_of(const P& value, const protocol::Opener& opener) {
    if (value.is_sealed()) {
        return opener(value.sealed()).value_or("");
    }
    return value.clear().value;
}

PersonLine line_of(
    const protocol::PersonRow& row, const engine::Stewards& own, const protocol::Opener& opener
) {
    PersonLine line;
    line.number = number_of(row.person);
    line.role = row.role;
    line.category = row.category;
    line.trainings = row.trainings;
    line.unit = row.unit;
    line.name.value = clear_of(row.name, opener);
    line.phone.value = row.phone ? clear_of(*row.phone, opener) : "";
    line.service = row.service;
    line.until = row.until;
    line.contact = number_of(own.contact);
    line.trainer = number_of(own.trainer);
    line.manager = number_of(own.manager);
    return line;
}

} // namespace

Lines export_people(Foundation& foundation, const ExportPeople& wanted) {
    const bool opens = !wanted.opening.approvals.items.empty();
    if (opens) {
        const auto kept = put_on_record(
            foundation,
            wanted.opening,
            [](Leader& leader, const Approved& approved, Clocks clocks) {
                return leader.open_registry(approved.by, approved.reason, clocks);
            }
        );
        if (!kept) {
            return kept.refusal();
        }
    }
    const protocol::Opener opener = [&](const protocol::Sealed& sealed) {
        return opens ? foundation.vault.open(sealed) : std::nullopt;
    };
    std::vector<std::string> lines{people_csv_header()};
    protocol::ListPeople wish;
    wish.nobody = wanted.nobody;
    do {
        std::vector<engine::Stewards> own;
        auto some = foundation.ask([&](const Leader& leader, Clocks clocks) {
            const engine::State& state = leader.engine().state();
            auto listed = engine::list_people(state, {}, wish, people_at_once, leader.now(clocks));
            if (listed) {
                for (const auto& row : listed->people) {
                    const auto found = state.registry.own.find(row.person);
                    own.push_back(
                        found == state.registry.own.end() ? engine::Stewards{} : found->second
                    );
                }
            }
            return listed;
        });
        if (!some) {
            return some.refusal();
        }
        for (std::size_t i = 0; i < own.size(); ++i) {
            lines.push_back(csv_row(line_of(some->people[i], own[i], opener)));
        }
        wish.after = some->next;
    } while (wish.after);
    return lines;
}

Lines export_units(Foundation& foundation, const ExportUnits&) {
    const auto list = foundation.ask([&](const Leader& leader, Clocks) {
        return engine::list_units(leader.engine().state(), {});
    });
    if (!list) {
        return list.refusal();
    }
    std::vector<std::string> lines{units_csv_header()};
    for (const protocol::UnitRow& row : list->units.items) {
        lines.push_back(csv_row(UnitLine{
            row.unit,
            row.above,
            row.name.zh,
            row.name.en,
            number_of(row.contact),
            number_of(row.trainer),
            number_of(row.manager)
        }));
    }
    return lines;
}

} // namespace dageng::app
