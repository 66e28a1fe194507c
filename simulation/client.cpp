#include "simulation/client.hpp"

#include "protocol/assert.hpp"
#include "protocol/json_read.hpp"
#include "protocol/messages.hpp"
#include "protocol/names.hpp"

namespace dageng::simulation {

using namespace protocol;

namespace {

template <class M>
M read(const std::string& data) {
    auto message = read_json<M>(data);
    DAGENG_ASSERT(static_cast<bool>(message));
    return std::move(*message);
}

std::string name_of(AssignmentState state) {
    return std::string(enum_name(state));
}

std::string name_of(LatLon at) {
    return std::to_string(at.lat_e7) + ' ' + std::to_string(at.lon_e7);
}

std::string own_tip(TipState state, const std::optional<Slug>& disposition) {
    return std::string(enum_name(state)) + (disposition ? " " + disposition->value : "");
}

/// What a snapshot leaves out because nobody needs it any more, or because nothing has happened.
bool is_over(std::string_view fact, std::string_view value) {
    if (fact.starts_with("incident ")) {
        return value == "closed";
    }
    if (fact.starts_with("duty ")) {
        return value == "off";
    }
    if (fact.starts_with("assignment ")) {
        return value == "cleared" || value == "declined" || value == "expired" ||
               value == "stood-down" || value == "failed";
    }
    return true;
}

/// The fact of the incident that another fact is about, which a snapshot has whole or not at all;
/// empty for facts about other things.
std::string incident_of(std::string_view fact) {
    for (const std::string_view kind :
         {"shortfall ", "waves ", "notes ", "acknowledged ", "hold ", "place "}) {
        if (fact.starts_with(kind)) {
            return "incident " + std::string(fact.substr(kind.size()));
        }
    }
    return {};
}

bool is_beginning(std::string_view fact, std::string_view value) {
    return (fact.starts_with("my-tip ") && value == "received") ||
           (fact.starts_with("duty ") && value == "off");
}

} // namespace

std::string& Client::fact(std::string_view kind, std::uint64_t id) {
    return facts_[std::string(kind) + ' ' + std::to_string(id)];
}

void Client::start(const std::vector<std::string>& items) {
    facts_.clear();
    constexpr std::string_view type_mark = "{\"type\":\"";
    constexpr std::string_view data_mark = "\"data\":";
    for (const std::string& item : items) {
        const std::size_t type_end = item.find('"', type_mark.size());
        const std::size_t data = item.find(data_mark) + data_mark.size();
        hear(
            std::string_view{item}.substr(type_mark.size(), type_end - type_mark.size()),
            item.substr(data, item.size() - data - 1)
        );
    }
}

void Client::hear(std::string_view type, const std::string& data) {
    if (type == Offer::wire) {
        const auto message = read<Offer>(data);
        fact("assignment", message.assignment.value) = name_of(message.state);
    } else if (type == OfferMade::wire) {
        const auto message = read<OfferMade>(data);
        fact("assignment", message.assignment.value) = name_of(message.state);
    } else if (type == AssignmentChanged::wire) {
        const auto message = read<AssignmentChanged>(data);
        fact("assignment", message.assignment.value) = name_of(message.state);
    } else if (type == DutyChanged::wire) {
        const auto message = read<DutyChanged>(data);
        std::string& duty = fact("duty", message.person.value);
        duty = message.on ? "until " + std::to_string(message.ends_at->value) : "off";
        duty += message.on && message.device ? " " + message.device->value : "";
    } else {
        hear_incident(type, data);
        hear_desk(type, data);
        hear_tip(type, data);
    }
}

void Client::hear_incident(std::string_view type, const std::string& data) {
    if (type == IncidentOpened::wire) {
        const auto message = read<IncidentOpened>(data);
        fact("incident", message.incident.value) = enum_name(message.state);
        fact("place", message.incident.value) = name_of(message.place.at);
        if (message.acknowledged_by) {
            fact("acknowledged", message.incident.value) =
                std::to_string(message.acknowledged_by->value);
        }
    } else if (type == IncidentChanged::wire) {
        const auto message = read<IncidentChanged>(data);
        fact("incident", message.incident.value) = enum_name(message.state);
    } else if (type == IncidentAcknowledged::wire) {
        const auto message = read<IncidentAcknowledged>(data);
        fact("acknowledged", message.incident.value) = std::to_string(message.by.value);
        facts_.erase("call " + std::to_string(message.incident.value));
    } else if (type == IncidentClosed::wire) {
        fact("incident", read<IncidentClosed>(data).incident.value) = "closed";
    } else if (type == WaveOpened::wire) {
        const auto message = read<WaveOpened>(data);
        fact("waves", message.incident.value) += '.';
    } else if (type == Shortfall::wire) {
        const auto message = read<Shortfall>(data);
        fact("shortfall", message.incident.value) =
            std::string(enum_name(message.reason)) + ' ' + std::to_string(message.missing);
    } else if (type == NoteAdded::wire) {
        fact("notes", read<NoteAdded>(data).incident.value) += '.';
    } else {
        hear_by_hand(type, data);
    }
}

void Client::hear_by_hand(std::string_view type, const std::string& data) {
    // What was short is over when something else is asked for.
    const auto not_short = [this](IncidentId incident) {
        facts_.erase("shortfall " + std::to_string(incident.value));
    };
    if (type == IncidentHeld::wire) {
        const auto message = read<IncidentHeld>(data);
        fact("hold", message.incident.value) = std::to_string(message.until.value);
    } else if (type == IncidentReleased::wire) {
        facts_.erase("hold " + std::to_string(read<IncidentReleased>(data).incident.value));
    } else if (type == IncidentReopened::wire) {
        const auto message = read<IncidentReopened>(data);
        fact("incident", message.incident.value) = enum_name(message.state);
    } else if (type == AlarmRaised::wire) {
        not_short(read<AlarmRaised>(data).incident);
    } else if (type == AlarmLowered::wire) {
        not_short(read<AlarmLowered>(data).incident);
    } else if (type == MoreWanted::wire) {
        not_short(read<MoreWanted>(data).incident);
    } else if (type == SceneMoved::wire) {
        const auto message = read<SceneMoved>(data);
        fact("place", message.incident.value) = name_of(message.place.at);
        not_short(message.incident);
    }
}

void Client::hear_desk(std::string_view type, const std::string& data) {
    if (type == DeskChanged::wire) {
        const auto message = read<DeskChanged>(data);
        if (message.there) {
            fact("desk", message.person.value) = "there";
        } else {
            facts_.erase("desk " + std::to_string(message.person.value));
        }
    } else if (type == OwnerChanged::wire) {
        const auto message = read<OwnerChanged>(data);
        fact("owner", message.incident.value) = std::to_string(message.owner.value);
    } else if (type == EscalationCall::wire) {
        const auto message = read<EscalationCall>(data);
        if (message.over) {
            facts_.erase("call " + std::to_string(message.incident.value));
        } else {
            fact("call", message.incident.value) = std::to_string(message.step);
        }
    } else if (type == TipAttention::wire) {
        const auto message = read<TipAttention>(data);
        for (const TipId tip : message.tips.items) {
            fact("attention", tip.value) = message.taken ? "taken" : "nobody";
        }
    }
}

void Client::hear_tip(std::string_view type, const std::string& data) {
    const bool own = type == MyTip::wire || type == TipChanged::wire;
    if (own && watches_) {
        return;
    }
    if (type == MyTip::wire) {
        const auto message = read<MyTip>(data);
        fact("my-tip", message.tip.value) = own_tip(message.state, message.disposition);
    } else if (type == TipChanged::wire) {
        const auto message = read<TipChanged>(data);
        for (const TipId tip : message.tips.items) {
            fact("my-tip", tip.value) = own_tip(message.state, message.disposition);
        }
    } else if (type == TipReceived::wire) {
        const auto message = read<TipReceived>(data);
        fact("tip", message.tip.value) = message.withdrawn ? "withdrawn" : "there";
    } else if (type == TipWithdrawn::wire) {
        fact("tip", read<TipWithdrawn>(data).tip.value) = "withdrawn";
    }
}

std::string Client::differs_from(const Client& fresh) const {
    for (const auto& [name, value] : fresh.facts_) {
        const auto known = facts_.find(name);
        const bool same =
            known == facts_.end() ? is_beginning(name, value) : known->second == value;
        if (!same) {
            const std::string shown = known == facts_.end() ? "nothing" : known->second;
            return name + " is " + value + " and shown as " + shown;
        }
    }
    for (const auto& [name, value] : facts_) {
        const bool left_out = !fresh.facts_.contains(name);
        if (left_out && (!is_over(name, value) || fresh.facts_.contains(incident_of(name)))) {
            return name + " is over and shown as " + value;
        }
    }
    return {};
}

} // namespace dageng::simulation
