#include "tests/engine/random_town.hpp"

namespace dageng::test {

void RandomTown::talk() {
    const PersonId dispatcher = one_of(dispatchers);
    std::vector<IncidentId> open{some_incident()};
    for (const auto& [id, one] : town.state().incidents) {
        if (one.open() && !one.tips.empty()) {
            open.push_back(id);
        }
    }
    const IncidentId incident = one_of(open);
    const auto found = town.state().incidents.find(incident);
    const TipId tip = found != town.state().incidents.end() && !found->second.tips.empty()
                          ? found->second.tips.front()
                          : some_tip();
    SendMessage message;
    message.incident = incident;
    message.words = sealed<Saying>("said by the desk");
    switch (below(7)) {
    case 0:
        message.to = static_cast<TalkTo>(below(5));
        message.assignment = some_assignment();
        message.tip = tip;
        town.say(dispatcher, message);
        break;
    case 1: {
        const PersonId helper = one_of(helpers);
        const auto current = town.state().assignments.find(town.current(helper));
        message.to = TalkTo::desk;
        if (current != town.state().assignments.end()) {
            message.incident = current->second.incident;
        }
        town.say(helper, message);
        break;
    }
    case 2: {
        const auto known = town.state().tips.find(tip);
        const bool own = known != town.state().tips.end() && known->second.reporter;
        town.say(
            own ? known->second.reporter : anybody(),
            AnswerDesk{tip, sealed<Saying>("said by a reporter")}
        );
        break;
    }
    case 3:
        town.say(dispatcher, WithdrawDetails{incident});
        break;
    default:
        town.say(dispatcher, ReleaseDetails{incident, {{tip}}, {}});
    }
}

void RandomTown::command() {
    // The last eight are officers.
    const auto officer = [this] { return helpers[helpers.size() - 1 - below(8)]; };
    const auto is_going = [this](PersonId person) {
        const auto current = town.state().assignments.find(town.current(person));
        return current != town.state().assignments.end() &&
               current->second.state != AssignmentState::offered &&
               current->second.state != AssignmentState::seen;
    };
    PersonId helper = below(2) == 0 ? one_of(helpers) : officer();
    for (std::size_t i = helpers.size() - 8; i < helpers.size() && !is_going(helper); ++i) {
        helper = helpers[i];
    }
    const AssignmentId own = town.current(helper);
    const auto current = town.state().assignments.find(own);
    const IncidentId incident =
        current == town.state().assignments.end() ? some_incident() : current->second.incident;
    if (below(2) == 0) {
        SetCommander command{incident, {}};
        if (below(4) > 0) {
            command.person = helper;
        }
        if (!town.say(one_of(dispatchers), command).refused) {
            // Another follows, and hears who commands.
            const PersonId other = officer();
            town.say(one_of(dispatchers), AssignResponder{incident, other});
            town.say(other, AcceptOffer{town.current(other)});
        }
        return;
    }
    SetGroup grouping{incident, own, {}};
    if (below(4) > 0) {
        grouping.group = static_cast<SceneGroup>(below(6));
    }
    town.say(one_of(dispatchers), grouping);
}

void RandomTown::broadcast() {
    const PersonId dispatcher = one_of(dispatchers);
    const std::uint64_t last = town.state().broadcasts.all.size() + 1;
    const std::uint64_t which = last - below(std::min<std::uint64_t>(last, 3));
    switch (below(6)) {
    case 0:
        town.say(dispatcher, ApproveBroadcast{which});
        break;
    case 1:
        town.say(dispatcher, RefuseBroadcast{which});
        break;
    case 2:
        town.say(dispatcher, RetractBroadcast{which, sealed<BroadcastWords>("it is over")});
        break;
    default: {
        SendBroadcast broadcast;
        broadcast.area.centre = somewhere();
        broadcast.area.radius_m = {static_cast<std::int64_t>(below(1'500))};
        broadcast.audience = static_cast<BroadcastAudience>(below(2));
        broadcast.words = sealed<BroadcastWords>("look out");
        broadcast.identifies_person = below(2) == 0;
        town.say(dispatcher, broadcast);
    }
    }
}

} // namespace dageng::test
