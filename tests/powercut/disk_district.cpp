#include "tests/powercut/disk_district.hpp"

#include <prometheus/registry.h>

#include <stdexcept>
#include <utility>

namespace dageng::powercut {

namespace {

constexpr std::int64_t step_ms = 100;

journal::SqliteOptions journal_options(PowerCutDisk& disk, const PowerCutVfs& vfs) {
    // Few pages, so that checkpoints are part of the story; commits wait for them, and for nothing
    // else, so that the cuts of one story come at the same moments each time.
    return {
        vfs.name(),
        [&disk](const auto& folder) { disk.sync_directory(folder); },
        12,
        12,
        std::chrono::milliseconds{0}
    };
}

} // namespace

void Outcomes::put(journal::Outcome outcome) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(outcome));
    news_.notify_one();
}

journal::Outcome Outcomes::wait() {
    std::unique_lock lock(mutex_);
    news_.wait(lock, [this] { return !waiting_.empty(); });
    auto outcome = std::move(waiting_.front());
    waiting_.pop_front();
    return outcome;
}

struct DiskDistrict::Figures {
    prometheus::Registry registry;
    district::Metrics metrics{registry};
};

DiskDistrict::DiskDistrict(PowerCutDisk& disk, std::int64_t& clock_ms)
    : clock_ms_(clock_ms), vfs_(disk), files_(std::make_shared<PowerCutFiles>(disk)),
      journal_("/data/journal.db", journal_options(disk, vfs_)),
      vault_("/data", {files_, vfs_.name()}), photos_(files_, "/data/photos", 0), gateway_(bus_),
      figures_(std::make_shared<Figures>()),
      leader_(
          {journal_, vault_, bus_, alerter_, figures_->metrics},
          [](const std::vector<district::ToViews>&) {},
          clocks()
      ) {
    journal_.listen([this](journal::Outcome outcome) { outcomes_.put(std::move(outcome)); });
}

void DiskDistrict::settle() {
    while (leader_.durable() < leader_.engine().state().last) {
        leader_.take(outcomes_.wait());
    }
}

void DiskDistrict::send(bus::ToLeader item) {
    clock_ms_ += step_ms;
    std::vector<bus::ToLeader> batch;
    batch.push_back(std::move(item));
    leader_.take(std::move(batch), clocks());
    settle();
}

void DiskDistrict::configure(const protocol::Catalogue& catalogue) {
    if (const auto taken = leader_.take_configuration(catalogue, std::nullopt, clocks()); !taken) {
        throw std::runtime_error(taken.refusal().detail);
    }
    settle();
}

bool DiskDistrict::has_account(const std::string& token) const {
    return vault_.owner_of(vault::hash_token(token)).has_value();
}

void DiskDistrict::keep_account(
    protocol::Role role, std::optional<protocol::Slug> category, const std::string& token
) {
    if (has_account(token)) {
        return;
    }
    const auto made = leader_.add_account(
        {.role = role, .category = std::move(category), .name = "somebody"}, clocks()
    );
    if (!made) {
        throw std::runtime_error(made.refusal().detail);
    }
    settle();
    vault_.keep_token(vault::hash_token(token), {made->person});
}

bus::SessionId DiskDistrict::connect(const std::string& token, const std::string& device) {
    const bus::SessionId session = ++sessions_;
    protocol::Hello hello;
    hello.token = {token};
    hello.device = {device};
    hello.device_time = {clock_ms_};
    hello.client = {"test"};
    send(bus::Opened{session, {"hello-" + std::to_string(session)}, hello});
    if (!gateway_.of(session).accepted) {
        throw std::runtime_error("a connection was refused");
    }
    return session;
}

Json DiskDistrict::say(bus::SessionId session, const std::string& id, protocol::Command command) {
    send(bus::CommandSent{session, {id}, protocol::TimeMs{clock_ms_}, std::move(command)});
    const Json answer = gateway_.of(session).answer(id);
    if (answer.is_null() || answer.at("type") != "ok") {
        throw std::runtime_error(id + ": " + answer.dump());
    }
    return answer.at("data");
}

void DiskDistrict::place(bus::SessionId session, protocol::LatLon at) {
    send(bus::PlaceHeard{session, {at, {10}, {clock_ms_}}});
}

void DiskDistrict::seen(bus::SessionId session, std::uint64_t n) {
    send(bus::NoticeSeen{session, n});
}

protocol::PhotoTicket
DiskDistrict::ask(const std::string& token, decltype(bus::PhotoAsked::request) request) {
    send(bus::PhotoAsked{++sessions_, token, std::move(request)});
    const auto& replies = gateway_.photo_replies();
    if (replies.empty() || replies.back().session != sessions_) {
        throw std::runtime_error("a question about a photo got no answer");
    }
    if (!replies.back().ticket) {
        throw std::runtime_error(replies.back().ticket.refusal().detail);
    }
    return *replies.back().ticket;
}

void DiskDistrict::upload(
    const std::string& token, const std::string& photo, const std::string& bytes
) {
    const auto ticket = ask(token, protocol::BeginPhoto{{photo}});
    if (ticket.stored) {
        return;
    }
    const auto key = vault_.key(ticket.key).value();
    const auto original = photos_.draft({photo}, http::PhotoFile::original, key);
    const auto preview = photos_.draft({photo}, http::PhotoFile::preview, key);
    original->push(bytes);
    original->finish();
    preview->push(bytes.substr(0, bytes.size() / 2));
    preview->finish();
    preview->keep();
    original->keep();
    photos_.sync({photo});
    protocol::FinishPhoto finish;
    finish.photo = {photo};
    finish.bytes = {static_cast<std::int64_t>(bytes.size())};
    finish.media_type = {"image/png"};
    finish.digest = {std::string(64, '0')};
    ask(token, finish);
}

std::optional<std::string>
DiskDistrict::photo_file(const std::string& photo, http::PhotoFile which) {
    const auto& photos = leader_.engine().state().photos;
    const auto known = photos.find({photo});
    if (known == photos.end() || !known->second.stored_at) {
        return std::nullopt;
    }
    const auto key = vault_.key(known->second.key);
    return key ? photos_.read({photo}, which, *key) : std::nullopt;
}

std::optional<std::string> DiskDistrict::original(const std::string& photo) {
    return photo_file(photo, http::PhotoFile::original);
}

std::optional<std::string> DiskDistrict::preview(const std::string& photo) {
    return photo_file(photo, http::PhotoFile::preview);
}

} // namespace dageng::powercut
