#include "server/vault/files.hpp"

namespace dageng::vault {

std::string Files::read(const std::filesystem::path& file) const {
    return read(file, 0, static_cast<std::size_t>(size(file)));
}

} // namespace dageng::vault
