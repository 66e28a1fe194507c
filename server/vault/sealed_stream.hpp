#pragma once

#include "server/vault/vault.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dageng::vault {

/// A sealed stream: a header, then chunks of clear text, each sealed with its tag (libsodium's
/// secretstream, XChaCha20-Poly1305). Each chunk but the last holds exactly `stream_chunk_bytes`;
/// the last holds what is left, perhaps nothing, and says that it is the last. So a stream that was
/// cut, extended, reordered or changed doesn't open.
inline constexpr std::size_t stream_chunk_bytes = 64 * 1024;

/// The length of the sealed stream that holds so many bytes of clear text.
std::uint64_t sealed_size(std::uint64_t clear_bytes);

/// Seals bytes as they come. One thread.
class SealedWriter {
  public:
    /// `name` is authenticated and not stored: a stream opens under the name it was sealed with, so
    /// that one file can't be put in another's place.
    SealedWriter(const SecretKey& key, std::string_view name);
    SealedWriter(const SealedWriter&) = delete;
    SealedWriter& operator=(const SealedWriter&) = delete;
    ~SealedWriter();

    /// Takes clear bytes; returns what there is to write by now, the header first; often nothing.
    std::string push(std::string_view clear);

    /// The end of the stream. Must be called once, and nothing after it.
    std::string finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Opens a sealed stream as its bytes come. One thread.
class SealedReader {
  public:
    SealedReader(const SecretKey& key, std::string_view name);
    SealedReader(const SealedReader&) = delete;
    SealedReader& operator=(const SealedReader&) = delete;
    ~SealedReader();

    /// Takes sealed bytes; returns the clear bytes of the chunks that they complete, all of them
    /// authenticated. Nothing when the stream was changed, or is another key's or name's; the
    /// reader is of no use after that.
    std::optional<std::string> push(std::string_view sealed);

    /// The rest of the clear bytes, when all of the stream has been pushed. Nothing when it was
    /// changed or cut short.
    std::optional<std::string> finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace dageng::vault
