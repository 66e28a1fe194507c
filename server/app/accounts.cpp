#include "server/app/accounts.hpp"

#include <algorithm>

namespace dageng::app {

namespace {

/// So many at once, so that the district isn't held up.
constexpr std::int64_t at_once = 20;

std::string name_of(const AddAccounts& wanted, std::int64_t number) {
    const bool numbered = wanted.count.value > 1 && !wanted.name.empty();
    return numbered ? wanted.name.value + " " + std::to_string(number) : wanted.name.value;
}

} // namespace

protocol::Result<std::vector<std::string>>
add_accounts(Foundation& foundation, const AddAccounts& wanted) {
    std::vector<std::string> tokens;
    for (std::int64_t first = 0; first < wanted.count.value; first += at_once) {
        const std::int64_t last = std::min(first + at_once, wanted.count.value);
        std::vector<protocol::PersonId> people;
        std::optional<protocol::Refusal> refusal;
        foundation.district
            .run([&](district::Leader& leader, district::Clocks clocks) {
                for (std::int64_t i = first; i < last && !refusal; ++i) {
                    const auto added = leader.add_account(
                        wanted.role,
                        wanted.category,
                        name_of(wanted, i + 1),
                        clocks,
                        {wanted.trainings, wanted.unit}
                    );
                    if (added) {
                        people.push_back(added->person);
                    } else {
                        refusal = added.refusal();
                    }
                }
            })
            .get();
        if (refusal) {
            return *refusal;
        }
        for (const protocol::PersonId person : people) {
            tokens.push_back(vault::make_token());
            foundation.vault.keep_token(vault::hash_token(tokens.back()), person);
        }
    }
    return tokens;
}

protocol::Result<SignedOut> sign_out(Foundation& foundation, const SignOut& wanted) {
    const protocol::PersonId person{static_cast<std::uint64_t>(wanted.person.value)};
    // First, so that nobody who is sent away comes back.
    foundation.vault.forget_tokens(person);
    SignedOut done;
    std::optional<protocol::Refusal> refusal;
    foundation.district
        .run([&](district::Leader& leader, district::Clocks clocks) {
            const auto ended = leader.sign_out(person, clocks);
            if (ended) {
                done.connections = *ended;
            } else {
                refusal = ended.refusal();
            }
        })
        .get();
    if (refusal) {
        return *refusal;
    }
    if (wanted.new_token) {
        done.token = vault::make_token();
        foundation.vault.keep_token(vault::hash_token(done.token), person);
    }
    return done;
}

} // namespace dageng::app
