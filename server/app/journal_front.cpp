#include "server/app/journal_front.hpp"

#include "protocol/hex.hpp"
#include "protocol/time_text.hpp"
#include "server/app/log.hpp"
#include "server/district/front.hpp"
#include "server/district/incident_record.hpp"
#include "server/engine/front_rules.hpp"
#include "server/engine/state_text.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace dageng::app {

namespace {

using district::Clocks;
using district::Leader;
using protocol::IncidentId;
using protocol::TimeMs;

/// So many incidents at once, so that the district isn't held up.
constexpr std::size_t looked_at_once = 2'000;
/// So many leave with one event; the others with the next.
constexpr std::size_t most_leaving = 10'000;
constexpr std::int64_t least_ms = 24LL * 3'600'000;

/// Of all incidents together.
engine::FrontLook look_at_all(Foundation& foundation, TimeMs last) {
    engine::FrontLook all;
    std::optional<IncidentId> next = IncidentId{};
    while (next) {
        engine::FrontLook some;
        foundation.ask([&](const Leader& leader, Clocks) {
            some = engine::look_at_front(leader.engine().state(), *next, looked_at_once, last);
            return true;
        });
        if (some.stays > 0 && (all.stays == 0 || some.stays < all.stays)) {
            all.stays = some.stays;
            all.stays_at = some.stays_at;
        }
        all.leaving.insert(all.leaving.end(), some.leaving.begin(), some.leaving.end());
        next = some.next;
    }
    all.leaving.resize(std::min(all.leaving.size(), most_leaving));
    return all;
}

/// Small enough to be written between two groups of records.
constexpr std::size_t piece_bytes = std::size_t{256} * 1024;

engine::FrontCut cut_at(const journal::Journal& journal, protocol::Offset n) {
    std::optional<engine::FrontCut> found;
    journal.read(n, [&](const journal::Record& record) {
        if (n - record.first < record.events) {
            const auto decision = district::decision_of(record);
            if (const auto* cut =
                    std::get_if<engine::FrontCut>(&decision.events[n - record.first])) {
                found = *cut;
            }
        }
        return false;
    });
    if (!found) {
        throw journal::JournalError("event " + std::to_string(n) + " lets nothing go");
    }
    return std::move(*found);
}

engine::State state_after(const journal::Journal& journal, const engine::FrontCut& cut) {
    engine::Engine engine = district::engine_at_front(journal);
    journal.read(engine.state().last + 1, [&](const journal::Record& record) {
        if (record.first > cut.last) {
            return false;
        }
        engine.apply(district::decision_of(record), record.first, record.at);
        return true;
    });
    engine::State state = engine.state();
    // That it was cut is said by the event when the rest is folded.
    const engine::Front before = state.front;
    engine::apply(state, {}, cut);
    state.front = before;
    return state;
}

/// What was said and not done: the process ended between the two.
void finish(Foundation& foundation) {
    engine::Front said;
    foundation.ask([&](const Leader& leader, Clocks) {
        said = leader.engine().state().front;
        return true;
    });
    const auto front = foundation.journal.front();
    if (said.last > (front ? front->last : 0)) {
        cut_journal(foundation.journal, said.n);
    }
    foundation.journal.clear_front();
}

std::optional<engine::FrontCut> wish_of(Foundation& foundation) {
    std::optional<TimeMs> limit;
    foundation.ask([&](const Leader& leader, Clocks clocks) {
        limit = engine::front_limit(leader.engine().state(), leader.now(clocks));
        return true;
    });
    if (!limit) {
        return std::nullopt;
    }
    const engine::FrontLook look = look_at_all(foundation, *limit + -1);
    const auto position =
        look.stays > 0 ? foundation.journal.position(std::min(*limit, look.stays_at), look.stays)
                       : foundation.journal.position(*limit, foundation.journal.head().last + 1);
    const auto front = foundation.journal.front();
    if (!position || (front && position->at - front->at < least_ms)) {
        return std::nullopt;
    }
    engine::FrontCut wish;
    wish.last = position->last;
    wish.hash.value = protocol::to_hex(position->hash);
    wish.at = position->at;
    wish.incidents = look_at_all(foundation, position->at).leaving;
    foundation.ask([&](const Leader& leader, Clocks) {
        wish.broadcasts = engine::broadcasts_leaving(leader.engine().state(), position->at);
        return true;
    });
    return wish;
}

} // namespace

void cut_journal(journal::SqliteJournal& journal, protocol::Offset n) {
    const engine::FrontCut cut = cut_at(journal, n);
    const auto hash = journal.hash_at(cut.last);
    if (!hash || protocol::to_hex(*hash) != cut.hash.value) {
        throw journal::JournalError(
            "event " + std::to_string(n) + " lets go what isn't in the journal"
        );
    }
    const engine::State state = state_after(journal, cut);
    journal.cut({cut.last, *hash, cut.at}, [&](const journal::SqliteJournal::Give& give) {
        std::string piece;
        engine::write_state(state, [&](std::string_view line) {
            piece += line;
            piece += '\n';
            if (piece.size() >= piece_bytes) {
                give(std::exchange(piece, {}));
            }
        });
        if (!piece.empty()) {
            give(std::move(piece));
        }
    });
}

std::optional<std::string> let_front_go(Foundation& foundation, bool dry_run) {
    if (!dry_run) {
        finish(foundation);
    }
    const auto wish = wish_of(foundation);
    if (!wish) {
        return std::nullopt;
    }
    std::string line = "journal  events up to " + std::to_string(wish->last) + " of ";
    protocol::append_time(line, wish->at);
    line += ", with " + std::to_string(wish->incidents.size()) + " incidents";
    if (dry_run) {
        return line;
    }
    const auto kept = foundation.ask([&](Leader& leader, Clocks clocks) {
        return leader.cut_front(*wish, clocks);
    });
    if (!kept) {
        return std::nullopt; // A hold came between.
    }
    cut_journal(foundation.journal, *kept);
    log_info(
        "the journal's front was let go",
        {{"last", static_cast<std::int64_t>(wish->last)},
         {"incidents", static_cast<std::int64_t>(wish->incidents.size())}}
    );
    return line;
}

} // namespace dageng::app
