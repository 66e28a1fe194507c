#include "server/app/shown_heads.hpp"

#include "server/app/audit.hpp"
#include "server/app/log.hpp"

namespace dageng::app {

void sign_and_show_head(Foundation& foundation) {
    const auto head =
        sign_head(foundation.journal, foundation.folder, foundation.folder / "heads.jsonl");
    if (!head) {
        log_error("the journal's head can't be signed", {{"why", head.refusal().detail}});
        return;
    }
    foundation.district
        .run([&](district::Leader& leader, district::Clocks) { leader.show_head(*head); })
        .get();
}

} // namespace dageng::app
