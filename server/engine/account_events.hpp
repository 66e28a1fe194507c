#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// What happens to accounts' ways in: on record for the audit. By what somebody comes in stands in
/// the vault alone.
namespace dageng::engine {

/// A device as records name it: 32 hex digits of a hash of the id that it made for itself.
using DeviceName = protocol::Text<32, 32>;

/// A code that works once was made for an account.
struct CodeIssued {
    static constexpr std::string_view wire = "code-issued";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
    protocol::TimeMs until; ///< Then it is worthless.
};
BOOST_DESCRIBE_STRUCT(CodeIssued, (), (person, until))

/// By what a device came in.
enum class Admission : std::uint8_t {
    code,    ///< One that was issued.
    login,   ///< Name, password and one-time code.
    sign_up, ///< A resident's own registration.
};
BOOST_DESCRIBE_ENUM(Admission, code, login, sign_up)

/// A device gets a token of an account. Comes before the token.
struct DeviceAdmitted {
    static constexpr std::string_view wire = "device-admitted";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
    DeviceName device;
    Admission by = Admission::code;
};
BOOST_DESCRIBE_STRUCT(DeviceAdmitted, (), (person, device, by))

/// An account's tokens are worthless: those of one device, or all.
struct SignedOut {
    static constexpr std::string_view wire = "signed-out";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
    std::optional<DeviceName> device; ///< Absent: all.
};
BOOST_DESCRIBE_STRUCT(SignedOut, (), (person, device))

/// Who stands behind a number is forgotten for good: the keys of their name and of what they
/// reported are destroyed after it.
struct PersonErased {
    static constexpr std::string_view wire = "person-erased";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
};
BOOST_DESCRIBE_STRUCT(PersonErased, (), (person))

/// All that is sealed about a person was opened outside of the district's own pages.
struct RecordOpened {
    static constexpr std::string_view wire = "record-opened";
    static constexpr unsigned version = 1;

    protocol::PersonId person;
    protocol::List<protocol::PersonId, 2> approved_by; ///< Two different accounts.
    protocol::Text<10, 200> reason;
};
BOOST_DESCRIBE_STRUCT(RecordOpened, (), (person, approved_by, reason))

/// The names and telephone numbers of everybody were opened: a list of the registry went out.
struct RegistryOpened {
    static constexpr std::string_view wire = "registry-opened";
    static constexpr unsigned version = 1;

    protocol::List<protocol::PersonId, 2> approved_by; ///< Two different accounts.
    protocol::Text<10, 200> reason;
};
BOOST_DESCRIBE_STRUCT(RegistryOpened, (), (approved_by, reason))

/// Names and figures of those who were asked for an incident were opened: why they were.
struct ExplanationOpened {
    static constexpr std::string_view wire = "explanation-opened";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::List<protocol::PersonId, 2> approved_by; ///< Two different accounts.
    protocol::Text<10, 200> reason;
};
BOOST_DESCRIBE_STRUCT(ExplanationOpened, (), (incident, approved_by, reason))

using AccountEvents = boost::mp11::mp_list<
    CodeIssued,
    DeviceAdmitted,
    SignedOut,
    PersonErased,
    RecordOpened,
    RegistryOpened,
    ExplanationOpened>;

} // namespace dageng::engine
