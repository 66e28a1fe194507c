#include "server/engine/reveal_notices.hpp"

namespace dageng::engine {

protocol::ReporterRevealed
reveal_view(const State& state, const Tip& tip, const Reveal& reveal, PersonId dispatcher) {
    protocol::ReporterRevealed view;
    view.incident = tip.incident;
    view.tip = tip.id;
    view.by = reveal.by;
    view.reason = reveal.reason;
    view.words = reveal.words;
    view.at = reveal.at;
    if (dispatcher != reveal.by) {
        return view;
    }
    if (const Person* const reporter = state.person(tip.reporter)) {
        view.name = state.name_of(reporter->id);
        const auto phone = state.registry.phones.find(reporter->id);
        if (phone != state.registry.phones.end()) {
            view.contact = phone->second;
        }
    } else {
        view.contact = tip.contact;
    }
    return view;
}

protocol::TipRevealed own_reveal_view(TipId tip, const Reveal& reveal) {
    return {tip, reveal.by, reveal.reason, reveal.words, reveal.at};
}

Told told_of_reveal(const Telling& telling, const ReporterRevealed& event) {
    const Reveal reveal{telling.stamp.at, event.by, event.reason, event.words};
    if (telling.hearer.view == View::reporter) {
        return telling.as(own_reveal_view(event.tip, reveal));
    }
    const Tip& tip = telling.state.tips.at(event.tip);
    return telling.as(reveal_view(telling.state, tip, reveal, telling.hearer.person));
}

} // namespace dageng::engine
