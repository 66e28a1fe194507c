#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>

/// Photos travel over HTTP; these are the commands behind the requests. They never come in a frame.
namespace dageng::protocol {

struct PhotoTicket;

/// A photo of at most this many bytes is taken.
inline constexpr std::int64_t max_photo_bytes = std::int64_t{15} * 1024 * 1024;

/// An upload begins: gives the photo its owner and the key that seals it. Harmless when repeated by
/// the same account. Answer: PhotoTicket.
struct BeginPhoto {
    static constexpr Roles allowed = every_role;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = PhotoTicket;

    ClientId photo;
};
BOOST_DESCRIBE_STRUCT(BeginPhoto, (), (photo))

/// The sealed file and its folder are synced. Answer: PhotoTicket; then the upload gets its 201.
struct FinishPhoto {
    static constexpr Roles allowed = every_role;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = PhotoTicket;

    ClientId photo;
    Whole<1, max_photo_bytes> bytes;
    Text<1, 40> media_type;
    Text<64, 64> digest; ///< BLAKE2b-256 of the original, hex: the chain of custody begins here.
};
BOOST_DESCRIBE_STRUCT(FinishPhoto, (), (photo, bytes, media_type, digest))

/// May this account look at the photo: its owner, dispatchers, officers assigned to its incident,
/// and volunteers who are going there or there while it is released. Changes nothing. Answer:
/// PhotoTicket.
struct ReadPhoto {
    static constexpr Roles allowed = every_role;
    static constexpr std::int64_t good_for_ms = 0;
    using Answer = PhotoTicket;

    ClientId photo;
};
BOOST_DESCRIBE_STRUCT(ReadPhoto, (), (photo))

using PhotoCommands = boost::mp11::mp_list<BeginPhoto, FinishPhoto, ReadPhoto>;

struct PhotoTicket {
    ClientId photo;
    KeyId key;           ///< Seals the file.
    bool stored = false; ///< The upload had been finished before.
};
BOOST_DESCRIBE_STRUCT(PhotoTicket, (), (photo, key, stored))

} // namespace dageng::protocol
