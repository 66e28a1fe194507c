#include "server/app/account_control.hpp"

#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "server/app/accounts.hpp"
#include "server/app/control.hpp"
#include "server/app/erasures.hpp"
#include "server/app/log.hpp"
#include "server/app/person_record.hpp"

#include <vector>

namespace dageng::app {

namespace {

using Lines = protocol::Result<std::vector<std::string>>;

Lines added(Foundation& foundation, const AddAccounts& wanted) {
    auto tokens = add_accounts(foundation, wanted);
    if (tokens) {
        log_info("accounts added", {{"count", wanted.count.value}});
    }
    return tokens;
}

Lines issued(Foundation& foundation, const IssueCode& wanted) {
    auto code = issue_code(foundation, wanted);
    if (!code) {
        return code.refusal();
    }
    log_info("a code was issued", {{"account", wanted.person.value}});
    return std::vector{std::move(*code)};
}

Lines signed_out(Foundation& foundation, const SignOutAccount& wanted) {
    auto done = sign_out(foundation, wanted);
    if (!done) {
        return done.refusal();
    }
    log_info(
        wanted.device ? "a device was signed out" : "signed out everywhere",
        {{"account", wanted.person.value},
         {"connections", static_cast<std::int64_t>(done->connections)}}
    );
    return done->token.empty() ? std::vector<std::string>{} : std::vector{std::move(done->token)};
}

Lines erased(Foundation& foundation, const ErasePerson& wanted) {
    const auto erasure = erase_person(foundation, wanted);
    if (!erasure) {
        return erasure.refusal();
    }
    log_info(
        "a person was erased",
        {{"account", wanted.person.value}, {"keys", static_cast<std::int64_t>(erasure->keys.size())}
        }
    );
    return std::vector{"erased: " + std::to_string(erasure->keys.size()) + " keys are destroyed"};
}

Lines exported(Foundation& foundation, const ExportPerson& wanted) {
    auto record = export_person(foundation, wanted);
    if (!record) {
        return record.refusal();
    }
    log_info(
        wanted.approvals.items.empty() ? "a person's record was read, what is sealed is not"
                                       : "a person's record was opened",
        {{"account", wanted.person.value}}
    );
    return std::vector{std::move(*record)};
}

struct RotateKeys {};
BOOST_DESCRIBE_STRUCT(RotateKeys, (), ())

Lines rotated(Foundation& foundation, const RotateKeys&) {
    try {
        foundation.vault.rotate_master();
    } catch (const vault::VaultError& error) {
        return protocol::Refusal{protocol::ErrorCode::wrong_state, error.what(), {}};
    }
    log_info("another master key is in use");
    return std::vector<std::string>{"another master key is in use"};
}

/// Reads what is asked for and does it, if this is the request.
template <class Wanted>
std::optional<std::string> try_one(
    std::string_view request,
    std::string_view word,
    Foundation& foundation,
    Lines (*work)(Foundation&, const Wanted&)
) {
    if (!request.starts_with(word)) {
        return std::nullopt;
    }
    const auto wanted = protocol::read_json<Wanted>(request.substr(word.size()));
    const Lines lines = wanted ? work(foundation, *wanted) : Lines{wanted.refusal()};
    if (!lines) {
        return refused_answer(lines.refusal());
    }
    std::string answer = "ok\n";
    for (const std::string& line : *lines) {
        answer += line + "\n";
    }
    return answer;
}

} // namespace

std::optional<std::string> answer_accounts(Foundation& foundation, std::string_view request) {
    auto answer = try_one(request, account_request::add, foundation, added);
    if (!answer) {
        answer = try_one(request, account_request::code, foundation, issued);
    }
    if (!answer) {
        answer = try_one(request, account_request::devices, foundation, list_devices);
    }
    if (!answer) {
        answer = try_one(request, account_request::sign_out, foundation, signed_out);
    }
    if (!answer) {
        answer = try_one(request, account_request::erase, foundation, erased);
    }
    if (!answer) {
        answer = try_one(request, account_request::export_person, foundation, exported);
    }
    if (!answer) {
        answer = try_one(request, account_request::rotate, foundation, rotated);
    }
    return answer;
}

} // namespace dageng::app
