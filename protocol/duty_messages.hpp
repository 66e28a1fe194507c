#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <optional>
#include <string_view>

/// Duty: who is there to be asked.
namespace dageng::protocol {

struct DutyAnswer;

/// Begins duty on this device, or takes it over from another device.
struct BeginDuty {
    static constexpr std::string_view wire = "begin-duty";
    static constexpr Roles allowed = responder_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = DutyAnswer;

    std::optional<Place> place;
    std::optional<TravelMode> mode = {
    }; ///< How they get about this time; absent: as it was in this
       ///< duty, at its begin as is usual for their category.
};
BOOST_DESCRIBE_STRUCT(BeginDuty, (), (place, mode))

/// Ends duty, from any device of the person. A running assignment stays.
struct EndDuty {
    static constexpr std::string_view wire = "end-duty";
    static constexpr Roles allowed = responder_roles;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = DutyAnswer;
};
BOOST_DESCRIBE_STRUCT(EndDuty, (), ())

using DutyCommands = boost::mp11::mp_list<BeginDuty, EndDuty>;

struct DutyAnswer {
    bool on = false;
    TimeMs since;
    TimeMs ends_at; ///< When duty ends by itself.
};
BOOST_DESCRIBE_STRUCT(DutyAnswer, (), (on, since, ends_at))

/// Notice to the person and to consoles; an item of both snapshots.
struct DutyChanged {
    static constexpr std::string_view wire = "duty-changed";
    static constexpr Views seen_by = seen_by_consoles_and_responders;
    static constexpr FieldSeen fields_seen_by[] = {
        {"device", seen_by_responders}, {"name", seen_by_consoles}
    };

    PersonId person;
    bool on = false;
    TimeMs at;
    std::optional<TimeMs> ends_at;
    std::optional<ClientId> device; ///< Whose places count; to the person only.
    Slug category;
    PersonName name; ///< Empty to the person.
    Cause cause = Cause::person;
};
BOOST_DESCRIBE_STRUCT(DutyChanged, (), (person, on, at, ends_at, device, category, name, cause))

} // namespace dageng::protocol
