#include "server/app/account_control.hpp"

#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "server/app/accounts.hpp"
#include "server/app/control.hpp"
#include "server/app/erasures.hpp"
#include "server/app/explain.hpp"
#include "server/app/log.hpp"
#include "server/app/person_record.hpp"
#include "server/app/registry_export.hpp"
#include "server/app/registry_import.hpp"
#include "server/app/retention.hpp"
#include "server/app/searches.hpp"

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

Lines issued(Foundation& foundation, const protocol::IssueCode& wanted) {
    auto code = issue_code(foundation, wanted);
    if (!code) {
        return code.refusal();
    }
    log_info("a code was issued", {{"account", static_cast<std::int64_t>(wanted.person.value)}});
    return std::vector{std::move(code->code.value)};
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
        wanted.opening.approvals.items.empty() ? "a person's record was read, what is sealed is not"
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

Lines imported(Foundation& foundation, const ImportRegistry& wanted) {
    auto done = import_registry(foundation, wanted);
    if (done) {
        log_info("lists of the registry were taken in");
    }
    return done;
}

Lines people_out(Foundation& foundation, const ExportPeople& wanted) {
    auto lines = export_people(foundation, wanted);
    if (lines && !wanted.opening.approvals.items.empty()) {
        log_info("the registry's names were opened");
    }
    return lines;
}

Lines explained(Foundation& foundation, const OpenExplanation& wanted) {
    auto opened = open_explanation(foundation, wanted);
    if (!opened) {
        return opened.refusal();
    }
    log_info("why people were asked was opened", {{"incident", opened->choices.code.value}});
    return std::vector{wanted.json ? opened->json : to_lines(*opened)};
}

/// Reads what is asked for and does it.
template <class Wanted, Lines (*work)(Foundation&, const Wanted&)>
Lines read_and_do(Foundation& foundation, std::string_view data) {
    const auto wanted = protocol::read_json<Wanted>(data);
    return wanted ? work(foundation, *wanted) : Lines{wanted.refusal()};
}

struct Known {
    std::string_view word;
    Lines (*answer)(Foundation& foundation, std::string_view data);
};

constexpr Known all_known[]{
    {account_request::add, read_and_do<AddAccounts, added>},
    {account_request::code, read_and_do<protocol::IssueCode, issued>},
    {account_request::devices, read_and_do<ListDevices, list_devices>},
    {account_request::sign_out, read_and_do<SignOutAccount, signed_out>},
    {account_request::erase, read_and_do<ErasePerson, erased>},
    {account_request::export_person, read_and_do<ExportPerson, exported>},
    {account_request::rotate, read_and_do<RotateKeys, rotated>},
    {account_request::import_lists, read_and_do<ImportRegistry, imported>},
    {account_request::people, read_and_do<ExportPeople, people_out>},
    {account_request::units, read_and_do<ExportUnits, export_units>},
    {account_request::retention, read_and_do<RunRetention, run_retention>},
    {account_request::hold, read_and_do<HoldRecord, hold_record>},
    {account_request::explain, read_and_do<OpenExplanation, explained>},
    {account_request::searches, read_and_do<ListSearches, list_searches>},
};

} // namespace

std::optional<std::string> answer_accounts(Foundation& foundation, std::string_view request) {
    for (const Known& one : all_known) {
        if (!request.starts_with(one.word)) {
            continue;
        }
        const Lines lines = one.answer(foundation, request.substr(one.word.size()));
        if (!lines) {
            return refused_answer(lines.refusal());
        }
        std::string answer = "ok\n";
        for (const std::string& line : *lines) {
            answer += line + "\n";
        }
        return answer;
    }
    return std::nullopt;
}

} // namespace dageng::app
