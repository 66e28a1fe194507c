#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <string_view>

namespace dageng::protocol {

/// Where the journal ended at some moment, signed. Kept elsewhere, it shows that nothing up to
/// there was changed, dropped or swapped since, not even by somebody who may write to the journal's
/// disk. Once an hour to consoles and maps, which keep them, and to each that comes. Of the moment.
struct SignedHead {
    static constexpr std::string_view wire = "signed-head";
    static constexpr Views seen_by = seen_by_watchers;

    Text<32, 32> log;         ///< The journal's name then.
    Offset last = 0;          ///< The last event.
    TimeMs at;                ///< Of its record.
    Text<64, 64> hash;        ///< Of that record, in hex: covers all before.
    Text<64, 64> key;         ///< Whoever signed: the public key (Ed25519), in hex.
    Text<128, 128> signature; ///< In hex.
};
BOOST_DESCRIBE_STRUCT(SignedHead, (), (log, last, at, hash, key, signature))

using AuditMoments = boost::mp11::mp_list<SignedHead>;

} // namespace dageng::protocol
