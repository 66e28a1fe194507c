#pragma once

#include "server/engine/events.hpp"

#include <boost/mp11/algorithm.hpp>

namespace dageng::engine {

/// Events that nobody is told of by a notice.
using SilentEvents = boost::mp11::mp_append<
    RegistryEvents,
    AccountEvents,
    TravelEvents,
    RetentionEvents,
    SearchEvents,
    boost::mp11::mp_list<PhotoBegun, TrackKept, ChoiceExplained, NextInLineForgotten>>;

template <class E>
concept Silent = boost::mp11::mp_contains<SilentEvents, E>::value;

} // namespace dageng::engine
