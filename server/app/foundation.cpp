#include "server/app/foundation.hpp"

#include "server/app/catalogue_file.hpp"
#include "server/app/log.hpp"
#include "server/geo/polygon.hpp"

#include <cstdlib>
#include <fstream>
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

} // namespace

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
    : folder(own_folder(settings.data.folder)), journal(folder / "journal.db"), vault(folder),
      metrics(registry), district({journal, vault, bus, alerter, metrics}, stop_at_once) {
    bus.on_gateway([](const std::vector<bus::ToGateway>&) {});
}

void Foundation::start(const Settings& settings) {
    auto catalogue = read_catalogue(settings.district.catalogue);
    if (!catalogue) {
        throw StartError(catalogue.refusal().detail);
    }
    const auto boundary = read_boundary(settings.district.boundary);
    district.start();
    std::string refused;
    district
        .run([&](district::Leader& leader, district::Clocks clocks) {
            const auto taken = leader.take_configuration(*catalogue, boundary, clocks);
            if (!taken) {
                refused = taken.refusal().field + ": " + taken.refusal().detail;
            }
        })
        .get();
    if (!refused.empty()) {
        throw StartError(settings.district.catalogue + ": " + refused);
    }
}

} // namespace dageng::app
