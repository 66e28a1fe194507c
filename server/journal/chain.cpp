#include "protocol/assert.hpp"
#include "protocol/hex.hpp"
#include "server/journal/journal.hpp"

#include <sodium.h>

#include <string_view>

namespace dageng::journal {

namespace {

/// Picks the fastest BLAKE2b of this machine; harmless when others have done it.
void start_sodium() {
    static const bool started = sodium_init() >= 0;
    DAGENG_ASSERT(started);
}

class Hasher {
  public:
    Hasher() {
        start_sodium();
        crypto_generichash_init(&state_, nullptr, 0, std::tuple_size_v<Hash>);
    }

    Hasher& add(const Hash& hash) {
        crypto_generichash_update(&state_, hash.data(), hash.size());
        return *this;
    }

    Hasher& add(std::uint64_t number) {
        std::array<std::uint8_t, 8> bytes{};
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
        crypto_generichash_update(&state_, bytes.data(), bytes.size());
        return *this;
    }

    Hasher& add(std::string_view text) {
        crypto_generichash_update(
            &state_, reinterpret_cast<const unsigned char*>(text.data()), text.size()
        );
        return *this;
    }

    Hash finish() {
        Hash hash{};
        crypto_generichash_final(&state_, hash.data(), hash.size());
        return hash;
    }

  private:
    crypto_generichash_state state_;
};

} // namespace

Hash chain(const Hash& before, const Record& record) {
    return Hasher{}
        .add(before)
        .add(record.first)
        .add(std::uint64_t{record.events})
        .add(static_cast<std::uint64_t>(record.at.value))
        .add(record.body)
        .finish();
}

Hash genesis(const std::string& log) {
    return Hasher{}.add(log).finish();
}

Hash branch(const Hash& before, const std::string& log) {
    return Hasher{}.add(before).add(log).finish();
}

std::string make_log() {
    start_sodium();
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return protocol::to_hex(bytes);
}

} // namespace dageng::journal
