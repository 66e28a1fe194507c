#include "server/app/foundation.hpp"

#include "server/app/catalogue_file.hpp"
#include "server/app/erasures.hpp"
#include "server/app/log.hpp"
#include "server/app/program_id.hpp"
#include "server/app/roads_copy.hpp"
#include "server/geo/barriers.hpp"
#include "server/geo/polygon.hpp"
#include "server/vault/master_key.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>

namespace dageng::app {

namespace {

std::filesystem::path own_folder(const std::filesystem::path& folder) {
    std::error_code error;
    if (!std::filesystem::exists(folder)) {
        std::filesystem::create_directories(folder, error);
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    }
    if (!std::filesystem::is_directory(folder)) {
        throw StartError("data.folder: " + folder.string() + " can't be made or is no folder");
    }
    return folder;
}

/// The embedded journal is the only copy of the truth in reach: without it nothing may be said.
[[noreturn]] void stop_at_once(const std::string& why) {
    log_error("the district can't go on and the server stops", {{"why", why}});
    std::_Exit(3);
}

std::optional<geo::Boundary> read_boundary(const std::string& file) {
    if (file.empty()) {
        return std::nullopt;
    }
    auto boundary = geo::boundary_from_geojson(read_text(file));
    if (!boundary) {
        throw StartError(file + ": " + boundary.refusal().field + ": " + boundary.refusal().detail);
    }
    return std::move(*boundary);
}

std::optional<geo::Barriers> read_barriers(const std::string& file) {
    if (file.empty()) {
        return std::nullopt;
    }
    auto barriers = geo::barriers_from_geojson(read_text(file));
    if (!barriers) {
        throw StartError(file + ": " + barriers.refusal().field + ": " + barriers.refusal().detail);
    }
    return std::move(*barriers);
}

vault::VaultOptions vault_options(const Settings& settings) {
    vault::VaultOptions options;
    options.master = master_from(settings);
    return options;
}

/// Those of the file, with a copy in the data folder, else those that the journal names, if any.
std::shared_ptr<const geo::RoadGraph> roads_in_use(
    const std::string& file, const std::filesystem::path& folder, const std::string& known
) {
    if (!file.empty()) {
        auto roads = std::make_shared<const geo::RoadGraph>(read_roads(file));
        keep_roads(folder, *roads);
        return roads;
    }
    if (known.empty()) {
        return nullptr;
    }
    return std::make_shared<const geo::RoadGraph>(kept_roads(folder, known));
}

} // namespace

std::function<vault::SecretKey()> master_from(const Settings& settings) {
    const std::string command = settings.data.master_key_command;
    if (command.empty()) {
        return {};
    }
    return [command] {
        std::FILE* const pipe = ::popen(command.c_str(), "re");
        std::array<char, 128> said{};
        const std::size_t size =
            pipe == nullptr ? 0 : std::fread(said.data(), 1, said.size(), pipe);
        const int status = pipe == nullptr ? -1 : ::pclose(pipe);
        const auto key = vault::key_from_text({said.data(), size});
        if (status != 0 || !key) {
            throw vault::VaultError(
                "data.master_key_command doesn't give a master key of 64 hex digits"
            );
        }
        return *key;
    };
}

protocol::TimeMs wall_time() {
    return {district::read_clocks().wall_ms};
}

bus::Rate rate_of(std::int64_t per_second) {
    const auto rate = static_cast<std::uint32_t>(per_second);
    return {rate, rate * 5};
}

std::string read_text(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) {
        throw StartError(file.string() + " can't be read");
    }
    return std::move(text).str();
}

Foundation::Foundation(const Settings& settings)
    : folder(own_folder(settings.data.folder)), journal(folder / "journal.db"),
      vault(folder, vault_options(settings)), metrics(registry),
      states(
          vault::posix_files(),
          folder / "states",
          program_id(),
          static_cast<std::uint64_t>(settings.data.photo_reserve_mb) * 1'000'000
      ),
      district(
          {journal, vault, bus, alerter, metrics, &states, rate_of(settings.limits.commands_per_s)},
          stop_at_once
      ),
      erasures(
          settings.data.erasures.empty() ? folder / erasures_name
                                         : std::filesystem::path(settings.data.erasures)
      ) {
    bus.on_gateway([](const std::vector<bus::ToGateway>&) {});
}

void Foundation::start(const Settings& settings) {
    auto catalogue = read_catalogue(settings.district.catalogue);
    if (!catalogue) {
        throw StartError(catalogue.refusal().detail);
    }
    const auto boundary = read_boundary(settings.district.boundary);
    const auto roads = roads_in_use(settings.district.roads, folder, district.folded().roads);
    const auto barriers = read_barriers(settings.district.barriers);
    std::string refused;
    auto configured = district.run([&](district::Leader& leader, district::Clocks clocks) {
        const auto taken = leader.take_configuration(*catalogue, boundary, clocks);
        if (!taken) {
            refused = taken.refusal().field + ": " + taken.refusal().detail;
            return;
        }
        leader.take_travel(roads, barriers, clocks);
    });
    district.start();
    configured.get();
    if (!refused.empty()) {
        throw StartError(settings.district.catalogue + ": " + refused);
    }
    carry_out_erasures(*this);
}

} // namespace dageng::app
