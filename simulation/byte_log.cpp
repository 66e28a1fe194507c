#include "simulation/byte_log.hpp"

#include "protocol/hex.hpp"

#include <sodium.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace dageng::simulation {

namespace {

/// The number at the front, which `end` follows; taken off with it.
template <class Number>
std::optional<Number> take_number(std::string_view& text, char end) {
    Number number{};
    const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto length = static_cast<std::size_t>(at - text.data());
    if (error != std::errc{} || length >= text.size() || *at != end) {
        return std::nullopt;
    }
    text.remove_prefix(length + 1);
    return number;
}

std::optional<ByteLog::Record> take_record(std::string_view& rest) {
    std::string_view text = rest;
    const auto first = take_number<protocol::Offset>(text, ' ');
    const auto at = first ? take_number<std::int64_t>(text, ' ') : std::nullopt;
    const auto size = at ? take_number<std::size_t>(text, '\n') : std::nullopt;
    if (!size || text.size() <= *size || text[*size] != '\n') {
        return std::nullopt;
    }
    rest = text.substr(*size + 1);
    return ByteLog::Record{*first, {*at}, text.substr(0, *size)};
}

} // namespace

void ByteLog::append(protocol::Offset first, protocol::TimeMs at, std::string_view body) {
    bytes_ += std::to_string(first) + ' ' + std::to_string(at.value) + ' ' +
              std::to_string(body.size()) + '\n';
    bytes_ += body;
    bytes_ += '\n';
}

std::size_t ByteLog::read(const std::function<void(const Record&)>& take) const {
    std::string_view rest = bytes_;
    while (const auto record = take_record(rest)) {
        take(*record);
    }
    return bytes_.size() - rest.size();
}

std::string ByteLog::digest(std::string_view state) const {
    crypto_generichash_state hash{};
    crypto_generichash_init(&hash, nullptr, 0, 32);
    for (const std::string_view part : {std::string_view{bytes_}, state}) {
        crypto_generichash_update(
            &hash, reinterpret_cast<const unsigned char*>(part.data()), part.size()
        );
    }
    std::array<std::uint8_t, 32> result{};
    crypto_generichash_final(&hash, result.data(), result.size());
    return protocol::to_hex(result);
}

} // namespace dageng::simulation
