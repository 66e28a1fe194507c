#include "server/app/serve.hpp"

#include "protocol/json_write.hpp"
#include "server/app/account_control.hpp"
#include "server/app/control.hpp"
#include "server/app/door_people.hpp"
#include "server/app/foundation.hpp"
#include "server/app/log.hpp"
#include "server/app/own_hasher.hpp"
#include "server/app/periodic.hpp"
#include "server/app/plan_control.hpp"
#include "server/app/registry_desk.hpp"
#include "server/app/retention.hpp"
#include "server/app/shown_heads.hpp"
#include "server/district/choices.hpp"
#include "server/district/incident_replay.hpp"
#include "server/gateway/gateway.hpp"
#include "server/http/base_map.hpp"
#include "server/http/calls.hpp"
#include "server/http/certificate.hpp"
#include "server/http/doors.hpp"
#include "server/http/health.hpp"
#include "server/http/metrics.hpp"
#include "server/http/pages.hpp"
#include "server/http/photos.hpp"
#include "server/http/records.hpp"
#include "server/http/site.hpp"
#include "server/sign_in/hasher_process.hpp"
#include "server/sign_in/resting_hasher.hpp"
#include "server/vault/files.hpp"

#include <chrono>
#include <csignal>
#include <exception>
#include <optional>
#include <utility>

namespace dageng::app {

namespace {

/// How long clients have to leave: with what follows, the end comes within 5 s of the signal.
constexpr std::chrono::milliseconds drain_time{3'000};

constexpr std::size_t most_at_doors = 64;
/// Who wait for argon2: each of them two seconds.
constexpr std::size_t most_strangers = 16;
constexpr std::size_t most_at_registry = 32;

sigset_t ending_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

std::vector<std::filesystem::path> paths(const std::vector<std::string>& names) {
    return {names.begin(), names.end()};
}

/// Null when none is configured.
std::shared_ptr<http::Certificate> certificate(const Settings& settings) {
    const auto& server = settings.server;
    if (server.certificate.empty() != server.certificate_key.empty()) {
        throw StartError("server.certificate and server.certificate_key go together");
    }
    return server.certificate.empty()
               ? nullptr
               : std::make_shared<http::Certificate>(server.certificate, server.certificate_key);
}

gateway::Settings gateway_settings(const Settings& settings) {
    gateway::Settings wanted;
    wanted.certificate = certificate(settings);
    wanted.address = settings.server.listen;
    wanted.port = static_cast<std::uint16_t>(settings.server.port);
    wanted.threads = static_cast<unsigned>(settings.server.io_threads);
    wanted.max_connections = static_cast<std::size_t>(settings.limits.connections);
    wanted.max_strangers = static_cast<std::size_t>(settings.limits.strangers_of_address);
    wanted.limits.commands = rate_of(settings.limits.commands_per_s);
    wanted.limits.positions = rate_of(settings.limits.positions_per_s);
    return wanted;
}

std::string
answer_control(Foundation& foundation, const Settings& settings, const std::string& request) {
    if (request == reload_request) {
        return reload_plans(foundation, settings.district.catalogue);
    }
    if (request.starts_with(try_request)) {
        return try_plan(foundation, std::string_view{request}.substr(try_request.size()));
    }
    return answer_accounts(foundation, request)
        .value_or(refused_answer({protocol::ErrorCode::unknown_type, "no such request", {}}));
}

/// Reads a document of an incident's record and opens what is sealed in it.
template <class Document>
http::Records::Read reader(
    Foundation& foundation,
    Document (*read)(const journal::Journal&, const protocol::RecordTicket&, const protocol::Opener&)
) {
    return [&foundation, read](const protocol::RecordTicket& ticket) {
        const protocol::Opener opener = [&](const protocol::Sealed& sealed) {
            return foundation.vault.open(sealed);
        };
        const Document document = read(foundation.journal, ticket, opener);
        return protocol::to_json(document, {protocol::JsonMode::wire, &opener});
    };
}

/// With what was cut off before the start, until all of that is done.
void let_go_what_is_due(Foundation& foundation, bool& finish) {
    const auto lines = run_retention(foundation, {false, parts_a_run, finish});
    finish = finish && lines && lines->size() == parts_a_run;
}

/// The district must not speak to a gateway that is gone, however run() ends.
class StopsFirst {
  public:
    explicit StopsFirst(district::District& district) : district_(district) {}
    ~StopsFirst() { district_.stop(); }
    StopsFirst(const StopsFirst&) = delete;
    StopsFirst& operator=(const StopsFirst&) = delete;

  private:
    district::District& district_;
};

/// All the wiring of a server, in the order in which its parts need each other.
int run(const Settings& settings, const sigset_t& signals) {
    Foundation foundation{settings};
    foundation.start(settings);

    http::Pages pages{settings.server.web};
    http::BaseMap base_map{paths(settings.district.base_map)};
    http::Health health{[&] {
        http::Readiness state{foundation.district.ready(), {}};
        if (!state.ready) {
            state.reasons.emplace_back("district-stopped");
        }
        // It does its work: people don't.
        if (foundation.metrics.is_unattended()) {
            state.reasons.emplace_back("unattended");
        }
        return state;
    }};
    http::Metrics metrics{foundation.registry};
    http::AllCalls calls{foundation.bus};
    http::Photos photos{
        foundation.vault,
        calls.photos,
        vault::posix_files(),
        foundation.folder / "photos",
        static_cast<std::uint64_t>(settings.data.photo_reserve_mb) * 1'000'000
    };
    http::Records records{
        calls.records,
        {reader(foundation, district::read_choices), reader(foundation, district::read_replay)}
    };
    DoorPeople people{foundation};
    sign_in::HasherProcess hasher{own_hasher()};
    sign_in::HasherProcess strangers_hasher{own_hasher()};
    sign_in::RestingHasher strangers{strangers_hasher};
    sign_in::Door door{
        {foundation.vault,
         foundation.vault,
         people,
         wall_time,
         hasher,
         strangers,
         settings.accounts.residents_register == "yes"}
    };
    http::Posts doors{http::door_paths(door), most_at_doors, most_strangers};
    http::Posts registry{registry_paths(foundation), most_at_registry};
    http::Site site{{pages, base_map, health, metrics, photos, records, doors, registry}};
    gateway::Gateway gateway{
        gateway_settings(settings), foundation.bus, site, calls, foundation.registry
    };
    const StopsFirst district_stops_first{foundation.district};
    gateway.start();
    std::optional<Periodic> heads{std::in_place, "heads", std::chrono::hours(1), [&] {
                                      sign_and_show_head(foundation);
                                  }};
    bool finish = true;
    std::optional<Periodic> retention{std::in_place, "retention", std::chrono::hours(1), [&] {
                                          let_go_what_is_due(foundation, finish);
                                      }};
    ControlServer control{foundation.folder, [&](const std::string& request) {
                              try {
                                  return answer_control(foundation, settings, request);
                              } catch (const std::exception& error) {
                                  return refused_answer(
                                      {protocol::ErrorCode::busy, error.what(), {}}
                                  );
                              }
                          }};
    log_info(
        "listening",
        {{"address", settings.server.listen},
         {"port", std::int64_t{gateway.port()}},
         {"tls", std::string(settings.server.certificate.empty() ? "off" : "on")}}
    );

    int signal = 0;
    sigwait(&signals, &signal);
    log_info("stopping", {{"signal", std::int64_t{signal}}});
    const bool all_left = gateway.drain(drain_time);
    photos.stop();
    records.stop();
    doors.stop();
    registry.stop();
    heads.reset();
    retention.reset();
    foundation.district.stop();
    gateway.stop();
    log_info("stopped", {{"clients_cut", std::string(all_left ? "none" : "some")}});
    return 0;
}

} // namespace

int serve(const Settings& settings) {
    const sigset_t signals = ending_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    start_log(settings.log.level);
    try {
        return run(settings, signals);
    } catch (const std::exception& error) {
        log_error("the server can't start", {{"why", std::string(error.what())}});
        return 1;
    }
}

} // namespace dageng::app
