#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <optional>
#include <string_view>

/// What a connection says of itself, before and beside dispatch.
namespace dageng::protocol {

struct Welcome;

/// A command's rights and life are part of its declaration:
///   wire      its `type`
///   allowed   the roles that may send it; checked on the server before anything else
///   good_for_ms  how long after `made_at` it is still carried out; 0: always
///   Answer    data of the `ok` that answers it; void: none. What has no Answer isn't answered and
///             needs no id

/// The first message of a connection. Answered by `ok` with Welcome, then by parts of the snapshot.
struct Hello {
    static constexpr std::string_view wire = "hello";
    using Answer = Welcome;

    Text<20, 64> token; ///< As `dageng account add` printed it.
    ClientId device;    ///< Made by the client once, kept on the device.
    TimeMs device_time; ///< The device's clock when it sent this; corrects `made_at`.
    Text<1, 40> client; ///< Name and version of the client.
    Language language = Language::zh;
    std::optional<Text<32, 32>> log;     ///< Of the last Welcome, if any.
    std::optional<std::uint64_t> last_n; ///< Number of the last notice kept.
};
BOOST_DESCRIBE_STRUCT(Hello, (), (token, device, device_time, client, language, log, last_n))

/// The notice numbered `n` has been shown to the person. For an offer: it is on the screen. No
/// answer.
struct Seen {
    static constexpr std::string_view wire = "seen";

    std::uint64_t n = 0;
};
BOOST_DESCRIBE_STRUCT(Seen, (), (n))

/// Where the person is; counts only from the device that began duty. No answer.
struct Position {
    static constexpr std::string_view wire = "position";

    LatLon at;
    Whole<0, 5000> accuracy_m;
    TimeMs made_at;
};
BOOST_DESCRIBE_STRUCT(Position, (), (at, accuracy_m, made_at))

/// Which part of the map this connection shows, and which incident. Sent again at each move and
/// choice. `metres_per_pixel` above 20 gets Counts, else Tile for each tile in view. Consoles and
/// maps. Answered by `ok` with nothing.
struct WatchMap {
    static constexpr std::string_view wire = "watch-map";
    using Answer = void;

    LatLon south_west;
    LatLon north_east;
    Whole<0, 100000> metres_per_pixel;
    std::optional<IncidentId>
        incident; ///< Of consoles; told to the others as Viewers. Absent: none.

    bool operator==(const WatchMap&) const = default;
};
BOOST_DESCRIBE_STRUCT(WatchMap, (), (south_west, north_east, metres_per_pixel, incident))

/// Asks for nothing but its answer: whether the whole way to the leader and back works, and how
/// long it takes. Answered by `ok` with nothing.
struct Ping {
    static constexpr std::string_view wire = "ping";
    static constexpr Roles allowed = every_role;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = void;
};
BOOST_DESCRIBE_STRUCT(Ping, (), ())

using SessionCommands = boost::mp11::mp_list<Ping>;

/// Of hello.
struct Welcome {
    Text<32, 32> log;    ///< Names the journal; keep it beside `n`.
    std::uint64_t n = 0; ///< The snapshot, or the resumed notices, are true up to here.
    bool resumed =
        false; ///< True: the notices after last_n follow. False: `parts` of the snapshot.
    std::uint32_t parts = 0;
    PersonId person;
    Role role = Role::resident;
    std::optional<Slug> category; ///< Of responders.
    PersonName name;
    List<Text<1, 40>, 64> rights; ///< Types of the messages that this account may send.
    TimeMs server_time;
};
BOOST_DESCRIBE_STRUCT(
    Welcome, (), (log, n, resumed, parts, person, role, category, name, rights, server_time)
)

/// A person on the map, as an array: [id, lat, lon, category, state]. `id` is new every 15 minutes
/// and no account's number; category counts in Catalogue::categories; state: 0 free, 1 asked, 2
/// going, 3 on scene, 4 on scene with a check-in that is late.
struct Mark {
    std::uint32_t id = 0;
    LatLon at;
    std::uint8_t category = 0;
    std::uint8_t state = 0;
};

/// The people in one tile of the web's Mercator grid at zoom 14, once a second while it is watched.
/// Of the moment: no number, never repeated, replaces the tile before.
struct Tile {
    static constexpr std::string_view wire = "tile";
    static constexpr Views seen_by = seen_by_watchers;

    std::uint32_t x = 0;
    std::uint32_t y = 0;
    TimeMs at;
    List<Mark, 1200> marks;
    std::uint32_t more = 0; ///< How many more there are than fit.
};
BOOST_DESCRIBE_STRUCT(Tile, (), (x, y, at, marks, more))

/// People in a cell of 500 m, as an array: [lat, lon of its centre, people, engaged]; 1 and 2
/// people are told as 2 ("few"), engaged likewise.
struct CellCount {
    LatLon centre;
    std::uint32_t people = 0;
    std::uint32_t engaged = 0;
};

/// The whole district from far out, once a second while it is watched. Of the moment.
struct Counts {
    static constexpr std::string_view wire = "counts";
    static constexpr Views seen_by = seen_by_watchers;

    TimeMs at;
    List<CellCount, 1500> cells;
};
BOOST_DESCRIBE_STRUCT(Counts, (), (at, cells))

struct CategoryTotal {
    Slug category;
    std::uint32_t on_duty = 0;
    std::uint32_t reachable = 0; ///< On duty and heard from within the age limit of a place.
    std::uint32_t engaged = 0;
};
BOOST_DESCRIBE_STRUCT(CategoryTotal, (), (category, on_duty, reachable, engaged))

/// Figures of the district, once a second, to consoles and maps. Of the moment.
struct Totals {
    static constexpr std::string_view wire = "totals";
    static constexpr Views seen_by = seen_by_watchers;

    TimeMs at;
    List<CategoryTotal, 32> categories;
    std::uint32_t open_incidents = 0;
};
BOOST_DESCRIBE_STRUCT(Totals, (), (at, categories, open_incidents))

struct ResponderPlace {
    PersonId person;
    LatLon at;
    TimeMs heard_at;
};
BOOST_DESCRIBE_STRUCT(ResponderPlace, (), (person, at, heard_at))

/// Where those with a running assignment are, once a second, to consoles. Of the moment.
struct ResponderPlaces {
    static constexpr std::string_view wire = "responder-places";
    static constexpr Views seen_by = seen_by_consoles;

    List<ResponderPlace, 500> places;
};
BOOST_DESCRIBE_STRUCT(ResponderPlaces, (), (places))

/// A dispatcher who has an incident before them.
struct Viewing {
    IncidentId incident;
    PersonId person;

    auto operator<=>(const Viewing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Viewing, (), (incident, person))

/// Who has which incident before them, once a second while anybody has, to consoles. Of the moment.
struct Viewers {
    static constexpr std::string_view wire = "viewers";
    static constexpr Views seen_by = seen_by_consoles;

    List<Viewing, 500> viewers;
};
BOOST_DESCRIBE_STRUCT(Viewers, (), (viewers))

} // namespace dageng::protocol
