#include "server/app/plan_control.hpp"

#include "protocol/json_read.hpp"
#include "server/app/catalogue_file.hpp"
#include "server/app/control.hpp"
#include "server/app/log.hpp"
#include "server/engine/plan_trial.hpp"

#include <optional>

namespace dageng::app {

std::string reload_plans(Foundation& foundation, const std::string& file) {
    auto catalogue = read_catalogue(file);
    if (!catalogue) {
        return refused_answer(catalogue.refusal());
    }
    std::optional<protocol::Refusal> refusal;
    bool changed = false;
    foundation.district
        .run([&](district::Leader& leader, district::Clocks clocks) {
            const auto before = leader.catalogue_version();
            const auto taken = leader.take_configuration(*catalogue, std::nullopt, clocks);
            if (!taken) {
                refusal = taken.refusal();
            }
            changed = leader.catalogue_version() != before;
        })
        .get();
    if (refusal) {
        return refused_answer({refusal->code, file + ": " + refusal->detail, refusal->field});
    }
    log_info("plans reloaded", {{"changed", std::string(changed ? "yes" : "no")}});
    return changed ? "ok\ntaken into use, for incidents that begin from now on\n"
                   : "ok\nin use already; nothing has changed\n";
}

std::string try_plan(Foundation& foundation, std::string_view request) {
    const auto wish = protocol::read_json<TryPlan>(request);
    if (!wish) {
        return refused_answer(wish.refusal());
    }
    std::string answer;
    foundation.district
        .run([&](district::Leader& leader, district::Clocks clocks) {
            const auto trial = leader.try_plan(
                {wish->kind, wish->at, static_cast<std::uint32_t>(wish->level.value)}, clocks
            );
            answer = trial ? "ok\n" + engine::to_text(*trial) : refused_answer(trial.refusal());
        })
        .get();
    return answer;
}

} // namespace dageng::app
