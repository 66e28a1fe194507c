#pragma once

#include "protocol/types.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dageng::engine {

/// What of an open incident is asked for each tip, without going to the incident.
struct OpenIncident {
    protocol::IncidentId id;
    protocol::LatLon at;
    std::uint32_t accuracy_m = 0;
    bool exercise = false;
    protocol::TimeMs reported_at;

    friend bool operator==(const OpenIncident&, const OpenIncident&) = default;
};

/// All open incidents in the order of their numbers, side by side in memory: a tip looks at
/// thousands of them. Derived from the incidents.
class OpenIncidents {
  public:
    using Iterator = std::vector<OpenIncident>::const_iterator;

    void put(const OpenIncident& incident) {
        const auto place = find_place(incident.id);
        if (place != all_.end() && place->id == incident.id) {
            *place = incident;
        } else {
            all_.insert(place, incident);
        }
    }

    void drop(protocol::IncidentId id) {
        const auto place = find_place(id);
        if (place != all_.end() && place->id == id) {
            all_.erase(place);
        }
    }

    /// Nothing when it isn't open. Good until the next change.
    const OpenIncident* find(protocol::IncidentId id) const {
        const auto place = std::lower_bound(all_.begin(), all_.end(), id, before);
        return place != all_.end() && place->id == id ? &*place : nullptr;
    }

    std::size_t size() const { return all_.size(); }
    Iterator begin() const { return all_.begin(); }
    Iterator end() const { return all_.end(); }

  private:
    static bool before(const OpenIncident& one, protocol::IncidentId id) { return one.id < id; }

    std::vector<OpenIncident>::iterator find_place(protocol::IncidentId id) {
        return std::lower_bound(all_.begin(), all_.end(), id, before);
    }

    std::vector<OpenIncident> all_;
};

} // namespace dageng::engine
