#include "server/app/roads_copy.hpp"

#include "server/app/foundation.hpp"
#include "server/vault/files.hpp"

namespace dageng::app {

namespace {

namespace fs = std::filesystem;

fs::path copy_of(const fs::path& folder, const std::string& hash) {
    return folder / roads_name / (hash + roads_ending);
}

} // namespace

geo::RoadGraph read_roads(const fs::path& file) {
    auto roads = geo::RoadGraph::from_bytes(read_text(file));
    if (!roads) {
        throw StartError(file.string() + ": " + roads.refusal().detail);
    }
    return std::move(*roads);
}

void keep_roads(const fs::path& folder, const geo::RoadGraph& roads) {
    const auto files = vault::posix_files();
    const fs::path copy = copy_of(folder, roads.hash());
    const std::string bytes = roads.to_bytes();
    if (files->exists(copy) && files->read(copy) == bytes) {
        return;
    }
    files->make_directory(folder / roads_name);
    files->sync_directory(folder);
    const fs::path part = copy.string() + ".part";
    files->remove(part);
    {
        const auto file = files->create_new(part);
        file->write(bytes);
        file->sync();
    }
    files->rename(part, copy);
    files->sync_directory(folder / roads_name);
}

geo::RoadGraph kept_roads(const fs::path& folder, const std::string& hash) {
    const fs::path copy = copy_of(folder, hash);
    constexpr const char* mend = "; name the file of roads as district.roads, or restore a back-up";
    if (!fs::exists(copy)) {
        throw StartError(
            "the journal names roads of which there is no copy: " + copy.string() + mend
        );
    }
    auto roads = geo::RoadGraph::from_bytes(read_text(copy));
    if (!roads) {
        throw StartError(copy.string() + ": " + roads.refusal().detail + mend);
    }
    if (roads->hash() != hash) {
        throw StartError(copy.string() + ": holds other roads than its name says" + mend);
    }
    return std::move(*roads);
}

} // namespace dageng::app
