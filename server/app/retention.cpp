#include "server/app/retention.hpp"

#include "protocol/names.hpp"
#include "protocol/time_text.hpp"
#include "server/app/journal_front.hpp"
#include "server/app/log.hpp"
#include "server/engine/retention_rules.hpp"
#include "server/http/photo_store.hpp"
#include "server/vault/files.hpp"

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <span>
#include <utility>

namespace dageng::app {

namespace {

using district::Clocks;
using district::Leader;
using protocol::IncidentId;

using Lines = protocol::Result<std::vector<std::string>>;

/// So many incidents at once, so that the district isn't held up.
constexpr std::size_t looked_at_once = 500;
/// So many parts leave in one step of the district's.
constexpr std::size_t parts_at_once = 16;

/// A part that is due, with all that goes with it.
struct Leaving {
    engine::Due due;
    protocol::IncidentCode code;
    std::vector<protocol::KeyId> keys;
    std::vector<protocol::ClientId> photos;
};

std::vector<Leaving> some_leaving(
    Foundation& foundation, bool finish, IncidentId after, std::optional<IncidentId>& next
) {
    std::vector<Leaving> leaving;
    foundation.ask([&](const Leader& leader, Clocks clocks) {
        const engine::State& state = leader.engine().state();
        const auto found = engine::due_records(state, after, looked_at_once, leader.now(clocks));
        for (const engine::Due& due : found.due) {
            if (due.told && !finish) {
                continue;
            }
            Leaving one{due, state.incidents.at(due.incident).code, {}, {}};
            one.keys = engine::keys_of_part(state, due.incident, due.part);
            if (due.part == engine::RecordPart::photos) {
                one.photos = engine::photos_of(state, due.incident);
            }
            leaving.push_back(std::move(one));
        }
        next = found.next;
        return true;
    });
    for (Leaving& one : leaving) {
        std::erase_if(one.keys, [&](protocol::KeyId key) { return !foundation.vault.key(key); });
    }
    // Done with, or without photos.
    std::erase_if(leaving, [](const Leaving& one) { return one.keys.empty(); });
    return leaving;
}

std::string line_of(std::string line, bool told, protocol::TimeMs since, std::size_t keys) {
    line += told ? "  told before" : "  over since ";
    if (!told) {
        protocol::append_time(line, since);
    }
    return line + "  " + std::to_string(keys) + (keys == 1 ? " key" : " keys");
}

std::string line_of(const Leaving& one) {
    const std::string what = one.code.value + "  " + std::string(protocol::enum_name(one.due.part));
    return line_of(what, one.due.told, one.due.since, one.keys.size());
}

/// Some at once: their events, which share a sync, then their keys in one go.
void let_go(Foundation& foundation, std::span<const Leaving> some) {
    std::vector<const Leaving*> gone;
    foundation.ask([&](Leader& leader, Clocks clocks) {
        for (const Leaving& one : some) {
            // Refused: a hold came between, or another run.
            if (one.due.told || leader.expire(one.due.incident, one.due.part, clocks)) {
                gone.push_back(&one);
            }
        }
        return true;
    });
    std::vector<protocol::KeyId> keys;
    for (const Leaving* const one : gone) {
        keys.insert(keys.end(), one->keys.begin(), one->keys.end());
    }
    foundation.vault.destroy_keys(keys);
    const auto files = vault::posix_files();
    for (const Leaving* const one : gone) {
        for (const auto& photo : one->photos) {
            http::remove_photo(*files, foundation.folder / "photos", photo);
        }
    }
}

std::vector<engine::DueBroadcast>
broadcasts_leaving(Foundation& foundation, const RunRetention& wanted, std::size_t most) {
    std::vector<engine::DueBroadcast> due;
    foundation.ask([&](const Leader& leader, Clocks clocks) {
        due = engine::due_broadcasts(leader.engine().state(), leader.now(clocks));
        return true;
    });
    std::erase_if(due, [&](const engine::DueBroadcast& one) {
        return (one.told && !wanted.finish) || !foundation.vault.key(one.key);
    });
    due.resize(std::min(due.size(), most));
    return due;
}

void let_go(Foundation& foundation, const std::vector<engine::DueBroadcast>& broadcasts) {
    std::vector<protocol::KeyId> keys;
    foundation.ask([&](Leader& leader, Clocks clocks) {
        for (const engine::DueBroadcast& one : broadcasts) {
            if (one.told || leader.expire_broadcast(one.broadcast, clocks)) {
                keys.push_back(one.key);
            }
        }
        return true;
    });
    foundation.vault.destroy_keys(keys);
}

} // namespace

Lines run_retention(Foundation& foundation, const RunRetention& wanted) {
    const std::lock_guard alone{foundation.letting_go};
    std::vector<std::string> lines;
    std::optional<IncidentId> next = IncidentId{};
    while (next && lines.size() < wanted.most) {
        const IncidentId after = *next;
        auto leaving = some_leaving(foundation, wanted.finish, after, next);
        leaving.resize(std::min<std::size_t>(leaving.size(), wanted.most - lines.size()));
        for (const Leaving& one : leaving) {
            lines.push_back(line_of(one));
        }
        for (std::size_t first = 0; first < leaving.size() && !wanted.dry_run;
             first += parts_at_once) {
            const std::size_t count = std::min(parts_at_once, leaving.size() - first);
            let_go(foundation, std::span{leaving}.subspan(first, count));
        }
    }
    const auto broadcasts = broadcasts_leaving(foundation, wanted, wanted.most - lines.size());
    for (const engine::DueBroadcast& one : broadcasts) {
        const std::string what = "broadcast " + std::to_string(one.broadcast) + "  words";
        lines.push_back(line_of(what, one.told, one.since, 1));
    }
    if (!wanted.dry_run && !broadcasts.empty()) {
        let_go(foundation, broadcasts);
    }
    if (lines.size() < wanted.most) {
        if (auto line = let_front_go(foundation, wanted.dry_run)) {
            lines.push_back(*std::move(line));
        }
    }
    if (!wanted.dry_run && !lines.empty()) {
        log_info(
            "records left, their time was over",
            {{"parts", static_cast<std::int64_t>(lines.size())}}
        );
    }
    return lines;
}

Lines hold_record(Foundation& foundation, const HoldRecord& wanted) {
    const auto kept =
        foundation.ask([&](Leader& leader, Clocks clocks) -> protocol::Result<protocol::Offset> {
            const auto id = engine::incident_of_code(leader.engine().state(), wanted.incident);
            if (!id) {
                return protocol::Refusal{
                    protocol::ErrorCode::not_found, "there is no such incident", "incident"
                };
            }
            return leader.set_legal_hold(*id, wanted.on, wanted.reason, clocks);
        });
    if (!kept) {
        return kept.refusal();
    }
    log_info(
        wanted.on ? "an incident is under a legal hold" : "a legal hold has ended",
        {{"incident", wanted.incident.value}}
    );
    return std::vector<std::string>{};
}

} // namespace dageng::app
