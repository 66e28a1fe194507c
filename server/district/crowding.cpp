#include "server/district/crowding.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace dageng::district {

std::size_t drop_older_places(std::vector<bus::ToLeader>& batch) {
    std::unordered_set<bus::SessionId> newer;
    newer.reserve(batch.size());
    const std::size_t before = batch.size();
    // From the newest on; what stays gathers at the end.
    auto kept = batch.end();
    for (auto one = batch.end(); one != batch.begin();) {
        --one;
        const auto* const place = std::get_if<bus::PlaceHeard>(&*one);
        if (place != nullptr && !newer.insert(place->session).second) {
            continue;
        }
        if (--kept != one) {
            *kept = std::move(*one);
        }
    }
    batch.erase(batch.begin(), kept);
    return before - batch.size();
}

} // namespace dageng::district
