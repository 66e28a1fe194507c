#include "server/vault/sealed_stream.hpp"

#include "protocol/assert.hpp"
#include "server/vault/crypto.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace dageng::vault {

namespace {

constexpr std::size_t header_bytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t extra_bytes = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t sealed_chunk_bytes = stream_chunk_bytes + extra_bytes;
constexpr unsigned char message_tag = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
constexpr unsigned char final_tag = crypto_secretstream_xchacha20poly1305_TAG_FINAL;
static_assert(crypto_secretstream_xchacha20poly1305_KEYBYTES == sizeof(SecretKey::bytes));

unsigned char* raw(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// Moves bytes from the front of `from` to `to` until that holds `size`; whether it does.
bool fill(std::string& to, std::size_t size, std::string_view& from) {
    const std::size_t more = std::min(size - to.size(), from.size());
    to.append(from.substr(0, more));
    from.remove_prefix(more);
    return to.size() == size;
}

} // namespace

std::uint64_t sealed_size(std::uint64_t clear_bytes) {
    const std::uint64_t full = clear_bytes == 0 ? 0 : (clear_bytes - 1) / stream_chunk_bytes;
    return header_bytes + clear_bytes + (full + 1) * extra_bytes;
}

struct SealedWriter::State {
    crypto_secretstream_xchacha20poly1305_state stream{};
    std::string name;
    std::string header; ///< Until it has been handed out.
    std::string clear;  ///< Of the chunk that gathers.
    bool finished = false;

    ~State() {
        sodium_memzero(&stream, sizeof stream);
        wipe(clear);
    }

    void seal_chunk(unsigned char tag, std::string& out) {
        const std::size_t at = out.size();
        out.resize(at + clear.size() + extra_bytes);
        crypto_secretstream_xchacha20poly1305_push(
            &stream,
            raw(out) + at,
            nullptr,
            raw(clear),
            clear.size(),
            raw(std::string_view(name)),
            name.size(),
            tag
        );
        clear.clear();
    }
};

SealedWriter::SealedWriter(const SecretKey& key, std::string_view name)
    : state_(std::make_unique<State>()) {
    start_sodium();
    state_->name = name;
    state_->header.resize(header_bytes);
    state_->clear.reserve(stream_chunk_bytes);
    crypto_secretstream_xchacha20poly1305_init_push(
        &state_->stream, raw(state_->header), key.bytes.data()
    );
}

SealedWriter::~SealedWriter() = default;

std::string SealedWriter::push(std::string_view clear) {
    DAGENG_ASSERT(!state_->finished);
    std::string out = std::exchange(state_->header, {});
    // A full chunk is sealed when more comes: until then it may be the last.
    while (!clear.empty()) {
        if (state_->clear.size() == stream_chunk_bytes)
            state_->seal_chunk(message_tag, out);
        fill(state_->clear, stream_chunk_bytes, clear);
    }
    return out;
}

std::string SealedWriter::finish() {
    DAGENG_ASSERT(!state_->finished);
    state_->finished = true;
    std::string out = std::exchange(state_->header, {});
    state_->seal_chunk(final_tag, out);
    return out;
}

struct SealedReader::State {
    crypto_secretstream_xchacha20poly1305_state stream{};
    SecretKey key;
    std::string name;
    std::string header;
    std::string sealed; ///< Of the chunk that gathers.
    bool started = false;

    ~State() { sodium_memzero(&stream, sizeof stream); }

    /// Opens the chunk that has gathered; whether it is the stream's next, with this tag.
    bool open_chunk(unsigned char expected_tag, std::string& out) {
        if (sealed.size() < extra_bytes)
            return false;
        const std::size_t at = out.size();
        out.resize(at + sealed.size() - extra_bytes);
        unsigned char tag = 0;
        const int rc = crypto_secretstream_xchacha20poly1305_pull(
            &stream,
            raw(out) + at,
            nullptr,
            &tag,
            raw(std::string_view(sealed)),
            sealed.size(),
            raw(std::string_view(name)),
            name.size()
        );
        sealed.clear();
        return rc == 0 && tag == expected_tag;
    }
};

SealedReader::SealedReader(const SecretKey& key, std::string_view name)
    : state_(std::make_unique<State>()) {
    start_sodium();
    state_->key = key;
    state_->name = name;
    state_->sealed.reserve(sealed_chunk_bytes);
}

SealedReader::~SealedReader() = default;

std::optional<std::string> SealedReader::push(std::string_view sealed) {
    std::string out;
    if (!state_->started) {
        if (!fill(state_->header, header_bytes, sealed))
            return out;
        crypto_secretstream_xchacha20poly1305_init_pull(
            &state_->stream, raw(std::string_view(state_->header)), state_->key.bytes.data()
        );
        state_->started = true;
    }
    // A full chunk is opened when more comes: until then it may be the last.
    while (!sealed.empty()) {
        const bool full = state_->sealed.size() == sealed_chunk_bytes;
        if (full && !state_->open_chunk(message_tag, out))
            return std::nullopt;
        fill(state_->sealed, sealed_chunk_bytes, sealed);
    }
    return out;
}

std::optional<std::string> SealedReader::finish() {
    std::string out;
    if (!state_->started || !state_->open_chunk(final_tag, out))
        return std::nullopt;
    return out;
}

} // namespace dageng::vault
