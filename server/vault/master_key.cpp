#include "server/vault/master_key.hpp"

#include "protocol/assert.hpp"
#include "server/vault/crypto.hpp"

#include <sodium.h>

#include <array>

namespace dageng::vault {

namespace {

constexpr std::size_t key_bytes = sizeof(SecretKey::bytes);
constexpr std::size_t hex_digits = 2 * key_bytes;

} // namespace

std::optional<SecretKey> load_master_key(const Files& files, const std::filesystem::path& folder) {
    const auto file = folder / master_key_name;
    if (!files.exists(file))
        return std::nullopt;
    if (!files.is_private(file))
        throw VaultError(
            "others than its owner may read or write " + file.string() +
            ", which opens all personal data: take their rights away (chmod 600), and find out who "
            "may have read it"
        );
    std::string text = files.read(file, 0, hex_digits + 2);
    if (text.ends_with('\n'))
        text.pop_back();
    SecretKey key;
    std::size_t parsed = 0;
    const int rc = sodium_hex2bin(
        key.bytes.data(), key_bytes, text.data(), text.size(), nullptr, &parsed, nullptr
    );
    const bool whole = rc == 0 && parsed == key_bytes && text.size() == hex_digits;
    wipe(text);
    if (!whole)
        throw VaultError(file.string() + " doesn't hold a key of 64 hex digits");
    return key;
}

SecretKey make_master_key(Files& files, const std::filesystem::path& folder) {
    const auto file = folder / master_key_name;
    const auto draft = folder / (std::string(master_key_name) + ".new");
    DAGENG_ASSERT(!files.exists(file));
    const SecretKey key = make_key();
    std::string text(hex_digits + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), key.bytes.data(), key_bytes);
    text.back() = '\n';
    files.remove(draft);
    {
        const auto opened = files.create_new(draft);
        opened->write(text);
        opened->sync();
    }
    wipe(text);
    files.rename(draft, file);
    files.sync_directory(folder);
    return key;
}

} // namespace dageng::vault
