#include "tests/faults/check.hpp"

#include "server/engine/decision_text.hpp"
#include "server/engine/engine.hpp"
#include "server/journal/sqlite_journal.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace dageng::faults {

namespace {

using Commands = std::map<std::pair<std::uint64_t, std::string>, int>;

/// What the journal says happened.
struct Truth {
    engine::Engine engine;
    Commands commands;                                        ///< How often each took effect.
    std::map<std::uint64_t, std::vector<std::uint64_t>> told; ///< By person, in order.

    explicit Truth(const std::filesystem::path& folder) {
        const journal::SqliteJournal journal{folder / "journal.db"};
        journal.read(1, [&](const journal::Record& record) {
            const auto decision = engine::decision_from_text(record.body);
            if (!decision) {
                throw std::runtime_error("a record can't be read: " + decision.refusal().detail);
            }
            if (!decision->id.value.empty()) {
                ++commands[{decision->by.value, decision->id.value}];
            }
            for (const auto& applied : engine.apply(*decision, record.first, record.at)) {
                for (const auto& to : applied.to) {
                    told[to.hearer.person.value].push_back(applied.stamp.n);
                }
            }
            return true;
        });
    }
};

class Check {
  public:
    Check(const Truth& truth, const Phone& phone, std::vector<std::string>& broken)
        : truth_(truth), phone_(phone), broken_(broken) {}

    void commands() {
        for (const Phone::Ack& ack : phone_.acks()) {
            if (ack.type == "report-tip") {
                tip(ack);
            }
        }
        for (const auto& [command, times] : truth_.commands) {
            if (command.first == phone_.person() && times > 1) {
                say(command.second + " took effect " + std::to_string(times) + " times");
            }
        }
    }

    void notices(std::uint64_t quiet) {
        const auto found = truth_.told.find(phone_.person());
        const auto all = found == truth_.told.end() ? std::vector<std::uint64_t>{} : found->second;
        std::uint64_t until = 0;
        for (const auto& heard : phone_.heard()) {
            if (heard.snapshot < until) {
                say("a snapshot as of " + std::to_string(heard.snapshot) + " after notice " +
                    std::to_string(until));
            }
            until = heard.notices.empty() ? heard.snapshot : heard.notices.back();
            const auto begin = std::upper_bound(all.begin(), all.end(), heard.snapshot);
            const auto end = std::upper_bound(begin, all.end(), until);
            if (!std::equal(begin, end, heard.notices.begin(), heard.notices.end())) {
                say("heard " + std::to_string(heard.notices.size()) +
                    " notices where the journal "
                    "has " +
                    std::to_string(end - begin));
            }
        }
        const auto missed = std::upper_bound(all.begin(), all.end(), until);
        if (missed != all.end() && *missed <= quiet) {
            say("never heard of event " + std::to_string(*missed));
        }
    }

  private:
    void tip(const Phone::Ack& ack) {
        if (!truth_.commands.contains({phone_.person(), ack.id})) {
            say(ack.id + " was acknowledged and isn't in the journal");
            return;
        }
        const auto& tips = truth_.engine.state().tips;
        const auto tip = tips.find({ack.answer.at("tip").get<std::uint64_t>()});
        if (tip == tips.end() || tip->second.reporter.value != phone_.person()) {
            say(ack.id + " was acknowledged as another tip than the journal has");
        }
    }

    void say(const std::string& what) { broken_.push_back(phone_.name() + ": " + what); }

    const Truth& truth_;
    const Phone& phone_;
    std::vector<std::string>& broken_;
};

} // namespace

std::int64_t longest_step_ms(const std::filesystem::path& folder) {
    const journal::SqliteJournal journal{folder / "journal.db"};
    std::int64_t longest = 0;
    std::optional<protocol::TimeMs> before;
    journal.read(1, [&](const journal::Record& record) {
        longest = std::max(longest, record.at - before.value_or(record.at));
        before = record.at;
        return true;
    });
    return longest;
}

std::uint64_t journal_end(const std::filesystem::path& folder) {
    return journal::SqliteJournal{folder / "journal.db"}.head().last;
}

std::vector<std::string> broken_promises(
    const std::filesystem::path& folder,
    const std::vector<const Phone*>& phones,
    std::uint64_t quiet
) {
    const Truth truth{folder};
    std::vector<std::string> broken;
    for (const Phone* phone : phones) {
        if (!phone->complaint().empty()) {
            broken.push_back(phone->name() + ": " + phone->complaint());
        }
        Check check{truth, *phone, broken};
        check.commands();
        check.notices(quiet);
    }
    return broken;
}

} // namespace dageng::faults
