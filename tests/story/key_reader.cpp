#include "tests/story/key_reader.hpp"

#include "server/vault/crypto.hpp"
#include "server/vault/files.hpp"
#include "server/vault/master_key.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>

namespace dageng::story {

namespace {

constexpr std::size_t key_bytes = sizeof(vault::SecretKey::bytes);

/// A key is 32 random bytes: what has zeros in a row at both ends is none.
bool may_be_key(std::string_view bytes) {
    const std::string_view zeros("\0\0\0\0", 4);
    return bytes.substr(0, 4) != zeros || bytes.substr(bytes.size() - 4) != zeros;
}

} // namespace

KeyReader::KeyReader(const std::filesystem::path& folder) : folder_(folder) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            std::ifstream file(entry.path(), std::ios::binary);
            files_.emplace_back(
                std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>{}
            );
        }
    }
}

std::optional<std::string> KeyReader::open(const protocol::Sealed& box) const {
    vault::start_sodium();
    const auto master = vault::load_master_key(*vault::posix_files(), folder_).value();
    const std::size_t wrapped_bytes = vault::wrap_key(master, box.key, vault::SecretKey{}).size();
    for (const std::string& file : files_) {
        const std::string_view all = file;
        for (std::size_t at = 0; at + key_bytes <= all.size(); ++at) {
            vault::SecretKey key;
            const auto bare = all.substr(at, key_bytes);
            if (!may_be_key(bare)) {
                continue;
            }
            std::memcpy(key.bytes.data(), bare.data(), key_bytes);
            if (auto clear = vault::open_box(key, box.key, box.box)) {
                return clear;
            }
            if (at + wrapped_bytes > all.size()) {
                continue;
            }
            if (const auto found =
                    vault::unwrap_key(master, box.key, all.substr(at, wrapped_bytes))) {
                if (auto clear = vault::open_box(*found, box.key, box.box)) {
                    return clear;
                }
            }
        }
    }
    return std::nullopt;
}

} // namespace dageng::story
