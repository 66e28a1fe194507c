#include "tests/district/rig.hpp"

#include "tests/engine/town.hpp"

#include <prometheus/registry.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace dageng::test {

struct Rig::Figures {
    prometheus::Registry registry;
    district::Metrics metrics{registry};
};

Rig::Rig() : figures_(std::make_unique<Figures>()) {
    journal.listen([this](const journal::Outcome& outcome) { leader->take(outcome); });
    make_leader();
    leader->take_configuration(small_catalogue(), std::nullopt, clocks());
    durable();
    pass(district::Leader::hold_ms);
}

Rig::~Rig() = default;

std::optional<double> Rig::metric(const std::string& name) const {
    for (const auto& family : figures_->registry.Collect()) {
        if (family.name == name && !family.metric.empty()) {
            const auto& metric = family.metric.front();
            return family.type == prometheus::MetricType::Gauge ? metric.gauge.value
                                                                : metric.counter.value;
        }
    }
    return std::nullopt;
}

void Rig::make_leader() {
    leader.emplace(
        district::Parts{journal, vault, bus, alerter, figures_->metrics, states, commands},
        [this](std::vector<district::ToViews> batch) { views->take(std::move(batch)); },
        clocks()
    );
    views.emplace(leader->engine().state(), vault, figures_->metrics);
}

void Rig::restart() {
    leader.reset();
    make_leader();
}

std::string Rig::token_of(const std::string& name) {
    return "token-of-" + name + "-0123456789";
}

protocol::PersonId
Rig::account(const std::string& name, Role role, std::optional<std::string> category) {
    std::optional<protocol::Slug> slug;
    if (category) {
        slug = protocol::Slug{*category};
    }
    const auto made = leader->add_account({.role = role, .category = slug, .name = name}, clocks());
    if (!made) {
        throw std::runtime_error(made.refusal().detail);
    }
    durable();
    vault.keep_token(vault::hash_token(token_of(name)), {made->person});
    return made->person;
}

void Rig::send(bus::ToLeader item) {
    std::vector<bus::ToLeader> batch;
    batch.push_back(std::move(item));
    leader->take(std::move(batch), clocks());
}

protocol::Hello Rig::resuming(const std::string& name, std::uint64_t last_n) const {
    auto hello = hello_of(name);
    hello.log = protocol::Text<32, 32>{journal.head().log};
    hello.last_n = last_n;
    return hello;
}

protocol::Hello Rig::hello_of(const std::string& name) const {
    protocol::Hello hello;
    hello.token = {token_of(name)};
    hello.device = {"device-of-" + name};
    hello.device_time = now();
    hello.client = {"test"};
    return hello;
}

bus::SessionId Rig::hello(const std::string& name, std::optional<protocol::Hello> resuming) {
    const bus::SessionId session = ++sessions_;
    send(bus::Opened{session, {"hello-hello"}, resuming ? *resuming : hello_of(name)});
    return session;
}

std::string Rig::say(
    bus::SessionId session,
    protocol::Command command,
    std::string id,
    std::optional<std::int64_t> made_at
) {
    if (id.empty()) {
        id = "command-" + std::to_string(++ids_);
    }
    std::optional<protocol::TimeMs> at;
    if (made_at) {
        at = protocol::TimeMs{*made_at};
    }
    send(bus::CommandSent{session, {id}, at, std::move(command)});
    return id;
}

void Rig::place(bus::SessionId session, protocol::LatLon at) {
    send(bus::PlaceHeard{session, {at, {10}, now()}});
}

void Rig::seen(bus::SessionId session, std::uint64_t n) {
    send(bus::NoticeSeen{session, n});
}

void Rig::durable() {
    journal.make_durable();
}

void Rig::pass(std::int64_t ms) {
    const protocol::TimeMs end = now() + ms;
    while (leader->next_tick() <= end) {
        const std::int64_t step = std::max<std::int64_t>(leader->next_tick() - now(), 0);
        wall_ms += step;
        steady_ms += step;
        leader->tick(clocks());
        durable();
        show();
    }
    wall_ms += end - now();
    steady_ms += end - now();
    show();
}

void Rig::show() {
    auto moments = views->tick(now());
    bus.to_gateways(
        {std::make_move_iterator(moments.begin()), std::make_move_iterator(moments.end())}
    );
}

bus::SessionId Rig::connect(const std::string& name) {
    const bus::SessionId session = hello(name);
    durable();
    return session;
}

Json Rig::ask(bus::SessionId session, protocol::Command command, std::string id) {
    id = say(session, std::move(command), std::move(id));
    durable();
    const Json answer = of(session).answer(id);
    return answer.at("type") == "ok" ? answer.at("data") : answer.at("error").at("code");
}

bus::SessionId Rig::on_duty(const std::string& name, protocol::LatLon at, std::string category) {
    account(name, category == "officer" ? Role::officer : Role::volunteer, category);
    const bus::SessionId session = connect(name);
    ask(session, protocol::BeginDuty{protocol::Place{at, {10}}});
    return session;
}

Json Rig::tip(bus::SessionId session, std::string text) {
    protocol::ReportTip report;
    report.kind = {"elder-missing"};
    report.place = {centre, {10}};
    report.words = words(std::move(text));
    return ask(session, report);
}

std::string Rig::records() const {
    std::string all;
    journal.read(1, [&](const journal::Record& record) {
        all += record.body;
        return true;
    });
    return all;
}

protocol::Words words(std::string text) {
    return protocol::Words{protocol::Text<0, 2000>{std::move(text)}};
}

} // namespace dageng::test
