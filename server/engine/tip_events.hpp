#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <string_view>

namespace dageng::engine {

/// A tip is in. `reporter` is nobody when a dispatcher took a call.
struct TipReceived {
    static constexpr std::string_view wire = "tip-received";
    static constexpr unsigned version = 1;

    protocol::TipId tip;
    protocol::IncidentId incident;
    protocol::PersonId reporter;
    protocol::PersonId taken_by; ///< The dispatcher, for calls.
    protocol::ClientId client_id;
    protocol::Slug kind;
    protocol::Place place;
    protocol::Channel channel = protocol::Channel::app;
    protocol::TimeMs made_at;
    protocol::KeyId key; ///< Seals this tip's words.
    protocol::PlaceWords place_words;
    protocol::Words words;
    protocol::Contact contact;
    protocol::Photos photos;
    bool silent = false;
    bool exercise = false;
};
BOOST_DESCRIBE_STRUCT(
    TipReceived,
    (),
    (tip,
     incident,
     reporter,
     taken_by,
     client_id,
     kind,
     place,
     channel,
     made_at,
     key,
     place_words,
     words,
     contact,
     photos,
     silent,
     exercise)
)

/// Its reporter added to it.
struct TipExtended {
    static constexpr std::string_view wire = "tip-extended";
    static constexpr unsigned version = 1;

    protocol::TipId tip;
    protocol::Words words;
    protocol::Photos photos;
};
BOOST_DESCRIBE_STRUCT(TipExtended, (), (tip, words, photos))

struct TipWithdrawn {
    static constexpr std::string_view wire = "tip-withdrawn";
    static constexpr unsigned version = 1;

    protocol::TipId tip;
};
BOOST_DESCRIBE_STRUCT(TipWithdrawn, (), (tip))

/// An upload began: the photo has an owner and a key.
struct PhotoBegun {
    static constexpr std::string_view wire = "photo-begun";
    static constexpr unsigned version = 1;

    protocol::ClientId photo;
    protocol::PersonId owner;
    protocol::KeyId key;
};
BOOST_DESCRIBE_STRUCT(PhotoBegun, (), (photo, owner, key))

/// The photo is on disk, sealed, with its preview.
struct PhotoStored {
    static constexpr std::string_view wire = "photo-stored";
    static constexpr unsigned version = 1;

    protocol::ClientId photo;
    std::int64_t bytes = 0;
    protocol::Text<1, 40> media_type;
    protocol::Text<64, 64> digest; ///< BLAKE2b-256 of the original, in hex.
};
BOOST_DESCRIBE_STRUCT(PhotoStored, (), (photo, bytes, media_type, digest))

using TipEvents =
    boost::mp11::mp_list<TipReceived, TipExtended, TipWithdrawn, PhotoBegun, PhotoStored>;

} // namespace dageng::engine
