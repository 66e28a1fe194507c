#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// Who is behind a tip: told to one dispatcher, for a reason, on record; and the reporter sees it.
namespace dageng::protocol {

struct RevealAnswer;

enum class RevealReason : std::uint8_t {
    call_back,    ///< Something must be asked that the talk of the app can't.
    danger,       ///< The reporter may be in danger.
    witness,      ///< Officers need a witness.
    false_report, ///< It is suspected of being one.
    law,          ///< An authority asks for it by law.
};
BOOST_DESCRIBE_ENUM(RevealReason, call_back, danger, witness, false_report, law)

/// What a dispatcher gives as the reason, for the reporter to read.
using RevealWords = Personal<Text<4, 300>>;

/// Tells the dispatcher who asks, and no other, who made a tip and how to reach them. Consoles are
/// told that it was done, the reporter by whom, when and why.
struct RevealReporter {
    static constexpr std::string_view wire = "reveal-reporter";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = RevealAnswer;

    TipId tip;
    RevealReason reason = RevealReason::call_back;
    RevealWords words;
};
BOOST_DESCRIBE_STRUCT(RevealReporter, (), (tip, reason, words))

using RevealCommands = boost::mp11::mp_list<RevealReporter>;

struct RevealAnswer {
    TipId tip;
};
BOOST_DESCRIBE_STRUCT(RevealAnswer, (), (tip))

/// Notice to consoles, and an item of their snapshot: a dispatcher was told who made a tip. Who it
/// is stands in the frames of that dispatcher alone.
struct ReporterRevealed {
    static constexpr std::string_view wire = "reporter-revealed";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    TipId tip;
    PersonId by;
    RevealReason reason = RevealReason::call_back;
    RevealWords words;
    TimeMs at;
    std::optional<PersonName> name;
    std::optional<Contact> contact;
};
BOOST_DESCRIBE_STRUCT(ReporterRevealed, (), (incident, tip, by, reason, words, at, name, contact))

/// Notice to a reporter, and an item of their snapshot: a dispatcher was told who made this tip.
struct TipRevealed {
    static constexpr std::string_view wire = "tip-revealed";
    static constexpr Views seen_by = seen_by_reporters;

    TipId tip;
    PersonId by; ///< The dispatcher's number.
    RevealReason reason = RevealReason::call_back;
    RevealWords words;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(TipRevealed, (), (tip, by, reason, words, at))

using RevealNotices = boost::mp11::mp_list<ReporterRevealed, TipRevealed>;

} // namespace dageng::protocol
