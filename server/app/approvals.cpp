#include "server/app/approvals.hpp"

#include "server/app/own_hasher.hpp"
#include "server/sign_in/hasher_process.hpp"
#include "server/sign_in/proof.hpp"

namespace dageng::app {

using protocol::ErrorCode;
using protocol::Refusal;

namespace {

protocol::Result<Approved> prove(Foundation& foundation, const Opening& opening) {
    sign_in::HasherProcess hasher{own_hasher()};
    sign_in::Prover prover{foundation.vault, hasher};
    Approved approved;
    for (const Approval& one : opening.approvals.items) {
        const auto proven = prover.prove(
            {one.login.value, one.password.value, one.one_time.value}, wall_time(), hasher
        );
        if (!proven) {
            return Refusal{
                ErrorCode::not_signed_in,
                "the approval of " + one.login.value + " isn't right",
                "approvals"
            };
        }
        approved.by.push_back(*proven);
    }
    if (!opening.reason) {
        return Refusal{ErrorCode::bad_field, "a reason is needed, 10 to 200 characters", "reason"};
    }
    approved.reason = *opening.reason;
    return approved;
}

} // namespace

protocol::Result<protocol::Offset>
put_on_record(Foundation& foundation, const Opening& opening, const Recording& record) {
    const auto approved = prove(foundation, opening);
    if (!approved) {
        return approved.refusal();
    }
    return foundation.ask([&](district::Leader& leader, district::Clocks clocks) {
        return record(leader, *approved, clocks);
    });
}

} // namespace dageng::app
