#include "server/vault/master_key.hpp"

#include "protocol/assert.hpp"
#include "server/vault/crypto.hpp"

#include <sodium.h>

#include <array>

namespace dageng::vault {

namespace {

constexpr std::size_t key_bytes = sizeof(SecretKey::bytes);
constexpr std::size_t hex_digits = 2 * key_bytes;

std::filesystem::path next_file(const std::filesystem::path& folder) {
    return folder / (std::string(master_key_name) + ".next");
}

std::optional<SecretKey> load(const Files& files, const std::filesystem::path& file) {
    if (!files.exists(file))
        return std::nullopt;
    if (!files.is_private(file))
        throw VaultError(
            "others than its owner may read or write " + file.string() +
            ", which opens all personal data: take their rights away (chmod 600), and find out who "
            "may have read it"
        );
    std::string text = files.read(file, 0, hex_digits + 2);
    const auto key = key_from_text(text);
    wipe(text);
    if (!key)
        throw VaultError(file.string() + " doesn't hold a key of 64 hex digits");
    return key;
}

SecretKey
make(Files& files, const std::filesystem::path& folder, const std::filesystem::path& file) {
    const auto draft = folder / (std::string(master_key_name) + ".new");
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

} // namespace

std::optional<SecretKey> key_from_text(std::string_view text) {
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    SecretKey key;
    std::size_t parsed = 0;
    const int rc = sodium_hex2bin(
        key.bytes.data(), key_bytes, text.data(), text.size(), nullptr, &parsed, nullptr
    );
    const bool whole = rc == 0 && parsed == key_bytes && text.size() == hex_digits;
    return whole ? std::optional{key} : std::nullopt;
}

std::optional<SecretKey> load_master_key(const Files& files, const std::filesystem::path& folder) {
    return load(files, folder / master_key_name);
}

SecretKey make_master_key(Files& files, const std::filesystem::path& folder) {
    const auto file = folder / master_key_name;
    DAGENG_ASSERT(!files.exists(file));
    return make(files, folder, file);
}

SecretKey make_next_master_key(Files& files, const std::filesystem::path& folder) {
    return make(files, folder, next_file(folder));
}

std::optional<SecretKey>
load_next_master_key(const Files& files, const std::filesystem::path& folder) {
    return load(files, next_file(folder));
}

void adopt_next_master_key(Files& files, const std::filesystem::path& folder) {
    files.rename(next_file(folder), folder / master_key_name);
    files.sync_directory(folder);
}

} // namespace dageng::vault
