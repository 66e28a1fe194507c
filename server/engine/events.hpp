#pragma once

#include "server/engine/assignment_events.hpp"
#include "server/engine/duty_events.hpp"
#include "server/engine/incident_events.hpp"
#include "server/engine/registry_events.hpp"
#include "server/engine/safety_events.hpp"
#include "server/engine/tip_events.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <variant>

namespace dageng::engine {

/// Every fact that a journal can hold.
using Event = boost::mp11::mp_rename<
    boost::mp11::mp_append<
        RegistryEvents,
        DutyEvents,
        TipEvents,
        IncidentEvents,
        AssignmentEvents,
        SafetyEvents>,
    std::variant>;

} // namespace dageng::engine
