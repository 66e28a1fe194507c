#include "server/app/accounts.hpp"

#include "protocol/hex.hpp"
#include "protocol/time_text.hpp"
#include "server/sign_in/code.hpp"

#include <algorithm>

namespace dageng::app {

namespace {

/// So many at once, so that the district isn't held up.
constexpr std::int64_t at_once = 20;

constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;

std::string name_of(const AddAccounts& wanted, std::int64_t number) {
    const bool numbered = wanted.count.value > 1 && !wanted.name.empty();
    return numbered ? wanted.name.value + " " + std::to_string(number) : wanted.name.value;
}

protocol::Refusal no_account() {
    return {protocol::ErrorCode::not_found, "there is no such account", "person"};
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
                        {wanted.role,
                         wanted.category,
                         name_of(wanted, i + 1),
                         {},
                         wanted.trainings,
                         wanted.unit},
                        clocks
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
            foundation.vault.keep_token(vault::hash_token(tokens.back()), {person});
        }
    }
    return tokens;
}

protocol::Result<protocol::IssuedCode>
issue_code(Foundation& foundation, const protocol::IssueCode& wanted, protocol::PersonId by) {
    const protocol::PersonId person = wanted.person;
    const protocol::TimeMs until = wall_time() + wanted.days.value * day_ms;
    const auto kept = foundation.ask([&](district::Leader& leader, district::Clocks clocks) {
        return leader.issue_code(person, until, clocks, by);
    });
    if (!kept) {
        return kept.refusal();
    }
    std::string code = sign_in::make_code();
    foundation.vault.keep_code(sign_in::hash_code(code), person, until);
    return protocol::IssuedCode{{std::move(code)}, until};
}

protocol::Result<std::vector<std::string>>
list_devices(Foundation& foundation, const ListDevices& wanted) {
    const protocol::PersonId person = person_of(wanted.person);
    if (!foundation.ask([&](district::Leader& leader, district::Clocks) {
            return leader.role_of(person);
        })) {
        return no_account();
    }
    std::vector<std::string> lines;
    for (const auto& known : foundation.vault.devices_of(person)) {
        std::string line = protocol::to_hex(known.device) + "  since ";
        protocol::append_time(line, known.since);
        line += known.signed_in ? "  signed in" : "  signed out";
        lines.push_back(std::move(line));
    }
    return lines;
}

protocol::Result<SignedOutAccount> sign_out(Foundation& foundation, const SignOutAccount& wanted) {
    const protocol::PersonId person = person_of(wanted.person);
    std::optional<vault::DeviceMark> device;
    // Tokens first, so that nobody who is sent away comes back.
    if (wanted.device) {
        for (const auto& known : foundation.vault.devices_of(person)) {
            if (protocol::to_hex(known.device) == wanted.device->value) {
                device = known.device;
            }
        }
        if (!device) {
            return protocol::Refusal{
                protocol::ErrorCode::not_found, "this account has no such device", "device"
            };
        }
        foundation.vault.forget_device(person, *device, true);
    } else {
        foundation.vault.forget_tokens(person);
    }
    const auto ended = foundation.ask([&](district::Leader& leader, district::Clocks clocks) {
        return leader.sign_out(person, device, clocks);
    });
    if (!ended) {
        return ended.refusal();
    }
    SignedOutAccount done{*ended, {}};
    if (wanted.new_token) {
        done.token = vault::make_token();
        foundation.vault.keep_token(vault::hash_token(done.token), {person});
    }
    return done;
}

} // namespace dageng::app
