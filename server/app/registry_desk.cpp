#include "server/app/registry_desk.hpp"

#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "server/app/accounts.hpp"
#include "server/engine/registry_lists.hpp"
#include "server/http/problem.hpp"

#include <utility>

namespace dageng::app {

namespace {

using district::Clocks;
using district::Leader;
using protocol::PersonId;

constexpr std::size_t most_rows = decltype(protocol::PeopleList::people)::max_items;

protocol::Result<protocol::UnitList>
units_for(Foundation& foundation, PersonId by, const protocol::ListUnits&) {
    return foundation.ask([&](const Leader& leader, Clocks) {
        return engine::list_units(leader.engine().state(), by);
    });
}

protocol::Result<protocol::PeopleList>
people_for(Foundation& foundation, PersonId by, protocol::ListPeople wish) {
    protocol::PeopleList list;
    auto& people = list.people.items;
    do {
        auto some = foundation.ask([&](const Leader& leader, Clocks clocks) {
            return engine::list_people(
                leader.engine().state(), by, wish, most_rows - people.size(), leader.now(clocks)
            );
        });
        if (!some) {
            return some.refusal();
        }
        for (protocol::PersonRow& row : some->people) {
            people.push_back(std::move(row));
        }
        wish.after = list.next = some->next;
    } while (list.next && people.size() < most_rows);
    return list;
}

protocol::Result<protocol::IssuedCode>
code_for(Foundation& foundation, PersonId by, const protocol::IssueCode& wish) {
    return issue_code(foundation, wish, by);
}

/// `work` answers what an account asks.
template <class Wish, class Work>
http::Posts::Path path_of(Foundation& foundation, std::string_view path, Work work) {
    return {
        path,
        true,
        [&foundation, work](const std::string& body, const http::Posts::Visit& visit) {
            const auto owner = foundation.vault.owner_of(vault::hash_token(visit.token));
            if (!owner) {
                return http::problem(401, "not-signed-in", "The token is not good.");
            }
            const auto wish = protocol::read_json<Wish>(body);
            if (!wish) {
                return http::problem(wish.refusal());
            }
            const auto made = work(foundation, owner->person, *wish);
            if (!made) {
                return http::problem(made.refusal());
            }
            const protocol::Opener opener = [&](const protocol::Sealed& sealed) {
                return foundation.vault.open(sealed);
            };
            return http::json_response(
                200, protocol::to_json(*made, {protocol::JsonMode::wire, &opener})
            );
        }
    };
}

} // namespace

std::vector<http::Posts::Path> registry_paths(Foundation& foundation) {
    return {
        path_of<protocol::ListUnits>(foundation, "/api/v1/units", units_for),
        path_of<protocol::ListPeople>(foundation, "/api/v1/people", people_for),
        path_of<protocol::IssueCode>(foundation, "/api/v1/issue-code", code_for)
    };
}

} // namespace dageng::app
