#include "protocol/codec.hpp"
#include "protocol/json_write.hpp"
#include "server/district/leader.hpp"
#include "server/engine/notices.hpp"

#include <boost/mp11/algorithm.hpp>

#include <utility>

// How a connection becomes somebody's: hello, its answer, snapshot or resumption.
namespace dageng::district {

using protocol::TimeMs;

namespace {

/// Room for a snapshot part's own text beside its items.
constexpr std::size_t part_margin = 128;

/// The types of the messages that a role may send.
protocol::List<protocol::Text<1, 40>, 64> rights_of(protocol::Role role) {
    protocol::List<protocol::Text<1, 40>, 64> rights;
    using Commands = boost::mp11::mp_transform<boost::mp11::mp_identity, protocol::FrameCommands>;
    boost::mp11::mp_for_each<Commands>([&](auto identity) {
        using One = typename decltype(identity)::type;
        if (One::allowed.has(role)) {
            rights.items.push_back({std::string(One::wire)});
        }
    });
    if (protocol::watching_as(role)) {
        rights.items.push_back({std::string(protocol::WatchMap::wire)});
    }
    return rights;
}

/// Items in as few parts as frames allow; an item alone never fills a frame.
std::vector<bus::Shared> parts_of(const std::vector<std::string>& items) {
    std::vector<std::string> bodies(1);
    for (const std::string& item : items) {
        if (bodies.back().size() + item.size() + part_margin > protocol::max_frame_bytes) {
            bodies.emplace_back();
        }
        std::string& body = bodies.back();
        body += body.empty() ? "" : ",";
        body += item;
    }
    std::vector<bus::Shared> parts;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        parts.push_back(bus::shared(
            "{\"type\":\"snapshot\",\"part\":" + std::to_string(i + 1) +
            ",\"of\":" + std::to_string(bodies.size()) + ",\"items\":[" + bodies[i] + "]}"
        ));
    }
    return parts;
}

} // namespace

void Leader::handle(bus::Opened& opened, TimeMs now) {
    const engine::Person* const known = holder(opened.hello);
    const auto reject = [&](const protocol::Refusal& refusal, protocol::CloseCode code) {
        parts_.metrics.refused(refusal.code);
        say(bus::Rejected{
            opened.session, bus::shared(protocol::error_frame(opened.id, refusal)), code
        });
    };
    if (known == nullptr) {
        reject(
            {protocol::ErrorCode::not_signed_in, "the token is not good", "data.token"},
            protocol::CloseCode::not_signed_in
        );
    } else if (const auto refusal = no_room_for(*known)) {
        const bool busy = refusal->code == protocol::ErrorCode::busy;
        reject(*refusal, busy ? protocol::CloseCode::try_later : protocol::CloseCode::too_many);
    } else {
        welcome(opened, known->id, now);
    }
}

const engine::Person* Leader::holder(const protocol::Hello& hello) const {
    const auto owner = parts_.vault.owner_of(vault::hash_token(hello.token.value));
    if (!owner || (owner->device && *owner->device != vault::mark_device(hello.device.value))) {
        return nullptr;
    }
    const engine::Person* const person = engine_.state().person(owner->person);
    return person == nullptr || person->erased ? nullptr : person;
}

std::optional<protocol::Refusal> Leader::no_room_for(const engine::Person& person) const {
    if (is_behind() && person.role != protocol::Role::dispatcher) {
        return busy("come again");
    }
    if (sessions_.count_of(person.id) >= most_connections) {
        return protocol::Refusal{
            protocol::ErrorCode::limit_reached,
            "at most " + std::to_string(most_connections) + " connections of one account",
            {}
        };
    }
    return std::nullopt;
}

void Leader::welcome(const bus::Opened& opened, protocol::PersonId id, TimeMs now) {
    // Before the snapshot, which then says so.
    commit(engine_.session_began(id), now);
    const engine::Person& person = *engine_.state().person(id);
    Session session;
    session.person = id;
    session.role = person.role;
    session.device = opened.hello.device;
    session.clock_ahead_ms = now - opened.hello.device_time;
    sessions_.add(opened.session, session, now);

    auto frames = missed(person, opened.hello);
    protocol::Welcome welcome;
    welcome.resumed = frames.has_value();
    if (!frames) {
        frames = parts_of(engine::snapshot(engine_.state(), id, opener_));
        welcome.parts = static_cast<std::uint32_t>(frames->size());
    }
    welcome.log = {log_};
    welcome.n = person.notices.last();
    welcome.person = id;
    welcome.role = person.role;
    if (person.category != engine::no_category) {
        welcome.category = engine::category_of(engine_.state(), person);
    }
    welcome.name = engine_.state().name_of(id);
    welcome.rights = rights_of(person.role);
    welcome.server_time = now;
    const std::string data = protocol::to_json(welcome, {protocol::JsonMode::wire, &opener_});
    frames->insert(frames->begin(), bus::shared(protocol::ok_frame(opened.id.value, data)));
    say(bus::Accepted{
        opened.session, id, person.role, session.device, welcome.n, std::move(*frames)
    });
}

std::optional<std::vector<bus::Shared>>
Leader::missed(const engine::Person& person, const protocol::Hello& hello) const {
    if (!hello.log || hello.log->value != log_ || !hello.last_n) {
        return std::nullopt;
    }
    // Nobody is told of a new catalogue by a notice: it comes with the snapshot.
    if (*hello.last_n < engine_.state().catalogue_changed) {
        return std::nullopt;
    }
    const auto numbers = person.notices.after(*hello.last_n);
    if (!numbers) {
        return std::nullopt;
    }
    std::vector<bus::Shared> frames;
    protocol::Offset prev = *hello.last_n;
    for (const protocol::Offset n : *numbers) {
        const auto* event = recent_.find(n);
        if (event == nullptr) {
            return std::nullopt;
        }
        const std::string start =
            ",\"n\":" + std::to_string(n) + ",\"prev\":" + std::to_string(prev) + ",\"late\":true";
        const auto view = engine::view_of(engine_.state(), event->second, person.id);
        const engine::Hearer hearer{person.id, view.value_or(engine::View::reporter)};
        const auto told =
            view ? engine::tell(engine_.state(), event->second, event->first, hearer, opener_)
                 : engine::withdrawn();
        frames.push_back(bus::shared(
            "{\"type\":\"" + std::string(told.type) + "\"" + start + ",\"data\":" + told.data + "}"
        ));
        prev = n;
    }
    return frames;
}

void Leader::handle(bus::Closed& closed, TimeMs now) {
    forget_session(closed.session, now);
}

void Leader::forget_session(bus::SessionId id, TimeMs now) {
    if (const auto session = sessions_.remove(id, now)) {
        engine_.session_ended(session->person, now);
    }
    show(WatcherLeft{id});
}

void Leader::handle(bus::MapWatched& watched, TimeMs) {
    const Session* const session = sessions_.find(watched.session);
    if (session == nullptr) {
        return;
    }
    const protocol::Role role = session->role;
    if (!protocol::watching_as(role)) {
        const protocol::Refusal refusal{
            protocol::ErrorCode::not_allowed, "this account's role may not do this", {}
        };
        parts_.metrics.refused(refusal.code);
        say(bus::Reply{watched.session, bus::shared(protocol::error_frame(watched.id, refusal))});
        return;
    }
    show(Watching{watched.session, session->person, role, watched.view});
    say(bus::Reply{watched.session, bus::shared(protocol::ok_frame(watched.id.value, "{}"))});
}

} // namespace dageng::district
