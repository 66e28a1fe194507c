#include "server/district/choices.hpp"

#include "server/district/incident_record.hpp"
#include "server/engine/choice.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>
#include <vector>

namespace dageng::district {

using engine::ChoiceExplained;
using engine::OfferMade;
using protocol::ChoiceKind;
using protocol::ExplainedChoice;
using protocol::Offset;
using protocol::Unsealed;

namespace {

template <class P>
bool is_empty(const P& value) {
    return !value.is_sealed() && value.clear().empty();
}

/// Gathers one incident's decisions from its records, in order.
class Gathering {
  public:
    Gathering(const protocol::RecordTicket& ticket, const protocol::Opener& opener)
        : ticket_(ticket), opener_(opener) {
        choices_.incident = ticket.incident;
    }

    /// False: there is no room for more.
    bool take(const journal::Record& record) {
        const auto decision = decision_of(record);
        at_ = record.at;
        by_ = decision.by;
        offers_.clear();
        n_ = record.first;
        for (const engine::Event& event : decision.events) {
            std::visit([this](const auto& fact) { take_fact(fact); }, event);
            ++n_;
        }
        // Of a journal that was written before choices were explained.
        if (!offers_.empty()) {
            ExplainedChoice choice = begin(ChoiceKind::asked, offers_.back()->wave);
            add_offers(choice);
            keep(std::move(choice));
        }
        return !choices_.cut;
    }

    void cut() { choices_.cut = true; }
    protocol::Choices result() { return std::move(choices_); }

  private:
    template <class Fact>
    void take_fact(const Fact& fact) {
        if constexpr (requires { take(fact, 0); }) {
            if (fact.incident == ticket_.incident) {
                take(fact, 0);
            }
        }
    }

    void take(const engine::IncidentOpened& event, int) {
        choices_.code = event.code;
        choices_.kind = event.kind;
        choices_.exercise = event.exercise;
    }

    void take(const engine::IncidentReclassified& event, int) { choices_.kind = event.kind; }

    void take(const engine::WaveOpened& event, int) {
        waves_[event.wave] = {event.radius_m, event.officers};
        ExplainedChoice choice = begin(ChoiceKind::wave_opened, event.wave);
        choice.funnel = {event.on_duty, event.eligible, event.free, event.in_reach};
        choice.needs = event.needs;
        choice.likelihoods = event.likelihoods;
        keep(std::move(choice));
    }

    void take(const OfferMade& event, int) {
        offers_.push_back(&event);
        if (event.wave > 0) {
            return; // The explanation follows.
        }
        ExplainedChoice choice = begin(ChoiceKind::by_hand, 0);
        add_offers(choice);
        keep(std::move(choice));
    }

    void take(const ChoiceExplained& event, int) {
        const auto kind = offers_.empty() ? ChoiceKind::nobody_found : ChoiceKind::asked;
        ExplainedChoice choice = begin(kind, event.wave);
        choice.level = event.level;
        choice.plan_version = event.plan_version;
        choice.not_asked = event.not_asked;
        add_offers(choice);
        add_figures(choice, event);
        add_next(choice, event);
        keep(std::move(choice));
    }

    void take(const engine::ShortfallRaised& event, int) {
        const auto last = waves_.empty() ? 0U : waves_.rbegin()->first;
        ExplainedChoice choice = begin(ChoiceKind::shortfall, last);
        choice.reason = event.reason;
        choice.missing = event.missing;
        keep(std::move(choice));
    }

    ExplainedChoice begin(ChoiceKind kind, std::uint32_t wave) const {
        ExplainedChoice choice;
        choice.n = n_;
        choice.at = at_;
        choice.kind = kind;
        choice.wave = wave;
        if (by_) {
            choice.by = by_;
        }
        if (const auto known = waves_.find(wave); known != waves_.end()) {
            choice.radius_m = known->second.radius_m;
            choice.officers = known->second.officers;
        }
        return choice;
    }

    void add_offers(ExplainedChoice& choice) {
        for (const OfferMade* offer : offers_) {
            protocol::ExplainedPerson one;
            one.assignment = offer->assignment;
            one.person = offer->person;
            one.name = offer->name;
            one.category = offer->category;
            one.need = offer->need.value_or(0);
            one.distance_m = offer->distance_m;
            one.eta_s = offer->eta_s;
            choice.asked.items.push_back(std::move(one));
        }
        offers_.clear();
    }

    void add_figures(ExplainedChoice& choice, const ChoiceExplained& event) const {
        if (is_empty(event.figures)) {
            return;
        }
        const auto lines = opened(event.figures, opener_);
        choice.figures = lines ? Unsealed::open : Unsealed::erased;
        for (const auto& figures : engine::figures_from_lines(lines.value_or(""))) {
            for (auto& person : choice.asked.items) {
                if (person.person == figures.person) {
                    person.figures = figures;
                }
            }
        }
    }

    void add_next(ExplainedChoice& choice, const ChoiceExplained& event) const {
        if (is_empty(event.next)) {
            return;
        }
        if (ticket_.now > event.next_until) {
            choice.next_in_line = Unsealed::expired;
            return;
        }
        const auto lines = opened(event.next, opener_);
        choice.next_in_line = lines ? Unsealed::open : Unsealed::erased;
        choice.next.items = engine::next_from_lines(lines.value_or(""));
    }

    void keep(ExplainedChoice choice) {
        if (choices_.decisions.items.size() == decltype(choices_.decisions)::max_items) {
            cut();
            return;
        }
        choices_.decisions.items.push_back(std::move(choice));
    }

    struct Wave {
        std::uint32_t radius_m = 0;
        bool officers = false;
    };

    const protocol::RecordTicket& ticket_;
    const protocol::Opener& opener_;
    protocol::Choices choices_;
    std::map<std::uint32_t, Wave> waves_;
    // Of the record that is being taken:
    protocol::TimeMs at_;
    protocol::PersonId by_;
    Offset n_ = 0;
    std::vector<const OfferMade*> offers_;
};

bool is_meant(const engine::IncidentOpened& opened, const std::string& incident) {
    return std::to_string(opened.incident.value) == incident || opened.code.value == incident;
}

} // namespace

protocol::Choices read_choices(
    const journal::Journal& journal,
    const protocol::RecordTicket& ticket,
    const protocol::Opener& opener
) {
    Gathering gathering{ticket, opener};
    const auto take = [&](const journal::Record& record) { return gathering.take(record); };
    if (!read_incident(journal, ticket, ticket.ended, take)) {
        gathering.cut();
    }
    return gathering.result();
}

protocol::Result<protocol::RecordTicket>
find_choices(const journal::Journal& journal, const std::string& incident) {
    const journal::Head head = journal.head();
    protocol::RecordTicket ticket;
    ticket.last = head.last;
    ticket.now = head.at;
    journal.read(1, [&](const journal::Record& record) {
        if (record.body.find(engine::IncidentOpened::wire) == std::string::npos) {
            return true;
        }
        for (const engine::Event& event : decision_of(record).events) {
            const auto* opened = std::get_if<engine::IncidentOpened>(&event);
            if (opened != nullptr && is_meant(*opened, incident)) {
                ticket.incident = opened->incident;
                ticket.first = record.first;
            }
        }
        return !ticket.incident;
    });
    if (!ticket.incident) {
        return protocol::Refusal{
            protocol::ErrorCode::not_found, "the journal has no incident " + incident, {}
        };
    }
    return ticket;
}

} // namespace dageng::district
