#include "server/engine/talk_making.hpp"

#include "server/engine/assignment_states.hpp"

#include <algorithm>

namespace dageng::engine {

namespace {

template <class T>
bool holds(const std::vector<T>& all, const T& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

protocol::Message base(std::uint64_t number, const Said& said) {
    protocol::Message message;
    message.message = number;
    message.from = said.from;
    message.at = said.at;
    message.words = said.words;
    return message;
}

/// What one tip or addition said, as far as it is released: the newest first, and of one moment
/// what is put in later.
void add_said(
    const Released& released, bool with_words, protocol::Said said, std::vector<protocol::Said>& all
) {
    std::erase_if(said.photos.items, [&](const auto& one) { return !holds(released.photos, one); });
    if (!with_words) {
        said.words = {};
        said.place_words = {};
    }
    if (with_words || !said.photos.items.empty()) {
        const auto older = std::find_if(all.begin(), all.end(), [&](const auto& one) {
            return one.at <= said.at;
        });
        all.insert(older, std::move(said));
    }
}

} // namespace

std::vector<PersonId> volunteers_at(const State& state, IncidentId incident) {
    std::vector<PersonId> people;
    for (const AssignmentId id : state.incidents.at(incident).assignments) {
        const Assignment& one = state.assignments.at(id);
        const bool volunteer = state.person(one.person)->role == protocol::Role::volunteer;
        if (volunteer && is_running(one.state)) {
            people.push_back(one.person);
        }
    }
    return people;
}

bool is_volunteer_at(const State& state, IncidentId incident, PersonId person) {
    return holds(volunteers_at(state, incident), person);
}

std::vector<PersonId>
responders_hearing(const State& state, const std::vector<AssignmentId>& assignments) {
    std::vector<PersonId> people;
    for (const AssignmentId id : assignments) {
        const Assignment& one = state.assignments.at(id);
        if (is_running(one.state)) {
            people.push_back(one.person);
        }
    }
    return people;
}

std::vector<PersonId> reporters_hearing(const State& state, const std::vector<TipId>& tips) {
    std::vector<PersonId> people;
    for (const TipId id : tips) {
        const Tip& tip = state.tips.at(id);
        if (tip.reporter && !tip.withdrawn_at && !holds(people, tip.reporter)) {
            people.push_back(tip.reporter);
        }
    }
    return people;
}

bool is_released_to(const State& state, const protocol::ClientId& photo, PersonId person) {
    const auto tip = state.tip_of_photo.find(photo);
    if (tip == state.tip_of_photo.end()) {
        return false;
    }
    const Tip& of = state.tips.at(tip->second);
    const Released* released = state.talk.of(of.incident);
    return released != nullptr && !of.withdrawn_at && holds(released->photos, photo) &&
           is_volunteer_at(state, of.incident, person);
}

protocol::DetailsShown details_view(const State& state, IncidentId incident) {
    protocol::DetailsShown view;
    view.incident = incident;
    const Released* released = state.talk.of(incident);
    if (released == nullptr) {
        return view;
    }
    view.at = released->at;
    auto& said = view.said.items;
    for (const TipId id : state.incidents.at(incident).tips) {
        const Tip& tip = state.tips.at(id);
        if (tip.withdrawn_at) {
            continue;
        }
        const bool words = holds(released->tips, id);
        add_said(*released, words, {tip.received_at, tip.place_words, tip.words, tip.photos}, said);
        for (const auto& addition : tip.additions) {
            add_said(*released, words, {addition.at, {}, addition.words, addition.photos}, said);
        }
    }
    // Each is at most 2,200 code points of 4 bytes and some photo ids, so six stay within a frame.
    constexpr std::size_t most = 6;
    said.resize(std::min(said.size(), most));
    return view;
}

protocol::DetailsReleased released_view(const Released& released, IncidentId incident) {
    return {incident, {released.tips}, {released.photos}, released.by, released.at};
}

protocol::Message message_for_console(std::uint64_t number, const Said& said) {
    auto message = base(number, said);
    message.incident = said.incident;
    message.to = said.to;
    if (said.from != protocol::TalkFrom::reporter) {
        message.by = said.by;
    }
    if (said.assignments.size() == 1) {
        message.assignment = said.assignments.front();
    }
    message.tips.items = said.tips;
    message.tips.items.resize(std::min(said.tips.size(), decltype(message.tips)::max_items));
    return message;
}

protocol::Message
message_for_responder(const State& state, std::uint64_t number, const Said& said, PersonId person) {
    auto message = base(number, said);
    message.incident = said.incident;
    message.own = said.from == protocol::TalkFrom::responder;
    for (const AssignmentId id : said.assignments) {
        const Assignment& one = state.assignments.at(id);
        if (one.person == person) {
            message.assignment = id;
            message.incident = one.incident;
        }
    }
    return message;
}

protocol::Message
message_for_reporter(const State& state, std::uint64_t number, const Said& said, PersonId person) {
    auto message = base(number, said);
    message.own = said.from == protocol::TalkFrom::reporter;
    for (const TipId id : said.tips) {
        const Tip& tip = state.tips.at(id);
        const bool room = message.tips.items.size() < decltype(message.tips)::max_items;
        if (tip.reporter == person && !tip.withdrawn_at && room) {
            message.tips.items.push_back(id);
        }
    }
    return message;
}

} // namespace dageng::engine
