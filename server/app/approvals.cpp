#include "server/app/approvals.hpp"

#include "server/sign_in/proof.hpp"

namespace dageng::app {

using protocol::ErrorCode;
using protocol::Refusal;

protocol::Result<Approved> prove(Foundation& foundation, const Opening& opening) {
    const sign_in::Prover prover{foundation.vault, {}};
    Approved approved;
    for (const Approval& one : opening.approvals.items) {
        const auto proven =
            prover.prove({one.login.value, one.password.value, one.one_time.value}, wall_time());
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

} // namespace dageng::app
