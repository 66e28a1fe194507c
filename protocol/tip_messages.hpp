#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <optional>
#include <string_view>

/// Tips: what reporters send and what they hear.
namespace dageng::protocol {

struct TipAnswer;

/// Reports what is happening. The command's id is the tip's client id.
struct ReportTip {
    static constexpr std::string_view wire = "report-tip";
    static constexpr Roles allowed = every_role;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = TipAnswer;

    Slug kind;
    Place place;
    PlaceWords place_words;
    Words words;
    Photos photos;         ///< May be uploaded before or after.
    bool silent = false;   ///< The reporter's phone must make no sound about this tip.
    bool exercise = false; ///< Nothing has happened; for dispatchers only.
};
BOOST_DESCRIBE_STRUCT(ReportTip, (), (kind, place, place_words, words, photos, silent, exercise))

/// Adds words or photos to one's own tip while its incident is open.
struct AddToTip {
    static constexpr std::string_view wire = "add-to-tip";
    static constexpr Roles allowed = every_role;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = TipAnswer;

    TipId tip;
    Words words;
    Photos photos;
};
BOOST_DESCRIBE_STRUCT(AddToTip, (), (tip, words, photos))

/// Takes one's own tip back. Its incident stays until a dispatcher closes it.
struct WithdrawTip {
    static constexpr std::string_view wire = "withdraw-tip";
    static constexpr Roles allowed = every_role;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = TipAnswer;

    TipId tip;
};
BOOST_DESCRIBE_STRUCT(WithdrawTip, (), (tip))

using TipCommands = boost::mp11::mp_list<ReportTip, AddToTip, WithdrawTip>;

struct TipAnswer {
    TipId tip;
};
BOOST_DESCRIBE_STRUCT(TipAnswer, (), (tip))

/// Notice to a reporter: where their tips stand.
struct TipChanged {
    static constexpr std::string_view wire = "tip-changed";
    static constexpr Views seen_by = seen_by_reporters;

    List<TipId, 64> tips;
    TipState state = TipState::received;
    TimeMs at;
    std::optional<Slug> disposition;      ///< When closed.
    std::optional<Text<0, 500>> outcome;  ///< When closed: the dispatcher's words to the reporter.
    std::optional<Slug> referred_to = {}; ///< When referred: the catalogue's name of whom to.
    /// Others had reported it before: it is handled with theirs. Absent: as it was.
    std::optional<bool> attached = {};
    /// Nobody answers for those either: see TipAttention. Absent: somebody does, or may yet in
    /// time.
    std::optional<bool> unattended = {};
};
BOOST_DESCRIBE_STRUCT(
    TipChanged, (), (tips, state, at, disposition, outcome, referred_to, attached, unattended)
)

/// Notice to consoles: a tip is on disk. Also an item of their snapshot.
struct TipReceived {
    static constexpr std::string_view wire = "tip-received";
    static constexpr Views seen_by = seen_by_consoles;

    TipId tip;
    IncidentId incident;
    Slug kind;
    Place place;
    Channel channel = Channel::app;
    TimeMs made_at; ///< By the device's clock, corrected.
    TimeMs received_at;
    PlaceWords place_words;
    Words words;
    Photos photos;
    bool withdrawn = false;
    std::optional<bool> exercise; ///< Absent: real.
};
BOOST_DESCRIBE_STRUCT(
    TipReceived,
    (),
    (tip,
     incident,
     kind,
     place,
     channel,
     made_at,
     received_at,
     place_words,
     words,
     photos,
     withdrawn,
     exercise)
)

/// Notice to consoles, and an item of their snapshot: the reporter added something.
struct TipAdded {
    static constexpr std::string_view wire = "tip-added";
    static constexpr Views seen_by = seen_by_consoles_and_reporters;

    TipId tip;
    IncidentId incident;
    TimeMs at;
    Words words;
    Photos photos;
};
BOOST_DESCRIBE_STRUCT(TipAdded, (), (tip, incident, at, words, photos))

/// Notice to consoles: the reporter took it back.
struct TipWithdrawn {
    static constexpr std::string_view wire = "tip-withdrawn";
    static constexpr Views seen_by = seen_by_consoles;

    TipId tip;
    IncidentId incident;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(TipWithdrawn, (), (tip, incident, at))

/// Notice to consoles: a photo that a tip names can be looked at. Also to its reporter.
struct PhotoStored {
    static constexpr std::string_view wire = "photo-stored";
    static constexpr Views seen_by = seen_by_consoles_and_reporters;

    ClientId photo;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(PhotoStored, (), (photo, at))

/// Item of a reporter's snapshot.
struct MyTip {
    static constexpr std::string_view wire = "my-tip";
    static constexpr Views seen_by = seen_by_reporters;

    TipId tip;
    ClientId id; ///< The client's own.
    Slug kind;
    Place place;
    TimeMs received_at;
    TipState state = TipState::received;
    TimeMs changed_at;
    PlaceWords place_words;
    Words words;
    Photos photos;
    std::optional<TimeMs> responding_at;
    std::optional<Slug> disposition;
    std::optional<Text<0, 500>> outcome;
    std::optional<Slug> referred_to; ///< When referred: the catalogue's name of whom to.
    std::optional<bool> attached;    ///< Others had reported it before. Absent: not so.
    std::optional<bool> exercise;    ///< Absent: real.
};
BOOST_DESCRIBE_STRUCT(
    MyTip,
    (),
    (tip,
     id,
     kind,
     place,
     received_at,
     state,
     changed_at,
     place_words,
     words,
     photos,
     responding_at,
     disposition,
     outcome,
     referred_to,
     attached,
     exercise)
)

} // namespace dageng::protocol
