#include "server/engine/remembered_commands.hpp"

#include "protocol/assert.hpp"
#include "server/engine/answer_packing.hpp"
#include "server/engine/varint.hpp"

#include <sodium.h>

#include <cstring>
#include <utility>

namespace dageng::engine {

namespace {

constexpr std::size_t block_bytes = 1U << 16U;
constexpr std::size_t most_blocks = 1U << 16U;
constexpr std::uint32_t nowhere = 0xFFFF'FFFF;

template <class T>
void append_whole(std::string& out, T value) {
    std::array<char, sizeof value> bytes{};
    std::memcpy(bytes.data(), &value, sizeof value);
    out.append(bytes.data(), bytes.size());
}

template <class T>
T take_whole(std::string_view& text) {
    T value = 0;
    std::memcpy(&value, text.data(), sizeof value);
    text.remove_prefix(sizeof value);
    return value;
}

} // namespace

std::uint64_t short_hash(std::string_view text) {
    constexpr std::array<unsigned char, crypto_shorthash_KEYBYTES> no_key{};
    std::array<unsigned char, crypto_shorthash_BYTES> bytes{};
    crypto_shorthash(
        bytes.data(),
        reinterpret_cast<const unsigned char*>(text.data()),
        text.size(),
        no_key.data()
    );
    std::uint64_t hash = 0;
    std::memcpy(&hash, bytes.data(), sizeof hash);
    return hash;
}

RememberedCommand RememberedCommand::of(
    const CommandKey& key, std::string_view fingerprint, protocol::TimeMs at, std::string answer
) {
    const auto content = static_cast<std::uint32_t>(short_hash(fingerprint));
    return {key.first, short_hash(key.second.value), content, at, std::move(answer)};
}

bool RememberedCommand::has_content(std::string_view fingerprint) const {
    return content == static_cast<std::uint32_t>(short_hash(fingerprint));
}

std::size_t RememberedCommands::Table::home(std::uint64_t hash, std::size_t slots) {
    return (hash & 0xFFFF'FFFF) * slots >> 32U;
}

template <class Same>
std::optional<RememberedCommands::Address>
RememberedCommands::Table::find(std::uint64_t hash, Same same) const {
    const auto& slots = shards_[hash >> 56U].slots;
    if (slots.empty()) {
        return std::nullopt;
    }
    std::size_t at = home(hash, slots.size());
    while (slots[at] != nowhere) {
        if (same(slots[at])) {
            return slots[at];
        }
        at = at + 1 == slots.size() ? 0 : at + 1;
    }
    return std::nullopt;
}

void RememberedCommands::Table::put(Shard& shard, std::uint64_t hash, Address address) {
    auto& slots = shard.slots;
    std::size_t at = home(hash, slots.size());
    while (slots[at] != nowhere) {
        at = at + 1 == slots.size() ? 0 : at + 1;
    }
    slots[at] = address;
}

template <class HashAt>
void RememberedCommands::Table::add(std::uint64_t hash, Address address, HashAt hash_at) {
    Shard& shard = shards_[hash >> 56U];
    // At most three quarters are taken.
    if ((shard.used + std::size_t{1}) * 4 > shard.slots.size() * 3) {
        const std::vector<Address> old = std::move(shard.slots);
        shard.slots.assign(old.size() + old.size() / 2 + 4, nowhere);
        for (const Address one : old) {
            if (one != nowhere) {
                put(shard, hash_at(one), one);
            }
        }
    }
    put(shard, hash, address);
    ++shard.used;
}

template <class HashAt>
void RememberedCommands::Table::erase(std::uint64_t hash, Address address, HashAt hash_at) {
    Shard& shard = shards_[hash >> 56U];
    auto& slots = shard.slots;
    const auto after = [&](std::size_t at) { return at + 1 == slots.size() ? 0 : at + 1; };
    std::size_t hole = home(hash, slots.size());
    while (slots[hole] != address) {
        DAGENG_ASSERT(slots[hole] != nowhere);
        hole = after(hole);
    }
    // Whoever stands behind the hole only because it was taken moves up.
    for (std::size_t at = after(hole); slots[at] != nowhere; at = after(at)) {
        const std::size_t wants = home(hash_at(slots[at]), slots.size());
        const bool stays = hole < at ? hole < wants && wants <= at : hole < wants || wants <= at;
        if (!stays) {
            slots[hole] = slots[at];
            hole = at;
        }
    }
    slots[hole] = nowhere;
    --shard.used;
}

std::uint64_t RememberedCommands::hash_of(const RememberedCommand& command) {
    return command.id ^ command.by.value * 0x9E37'79B9'7F4A'7C15U;
}

const RememberedCommands::Block& RememberedCommands::block_of(Address address) const {
    return blocks_[static_cast<std::uint16_t>((address >> 16U) - first_block_)];
}

std::string_view RememberedCommands::text_at(Address address) const {
    return std::string_view{block_of(address).bytes}.substr(address & 0xFFFFU);
}

RememberedCommand RememberedCommands::head_at(Address address, std::string_view& packed) const {
    const Block& block = block_of(address);
    std::string_view text = text_at(address);
    RememberedCommand command;
    command.id = take_whole<std::uint64_t>(text);
    command.content = take_whole<std::uint32_t>(text);
    command.by = {take_varint(text)};
    command.at = block.first + from_zigzag(take_varint(text));
    const std::size_t size = take_varint(text);
    packed = text.substr(0, size);
    return command;
}

std::uint64_t RememberedCommands::hash_at(Address address) const {
    std::string_view packed;
    return hash_of(head_at(address, packed));
}

void RememberedCommands::add(const RememberedCommand& command) {
    const std::string answer = pack_answer(command.answer, command.at);
    const auto bytes_from = [&](protocol::TimeMs first) {
        std::string bytes;
        append_whole(bytes, command.id);
        append_whole(bytes, command.content);
        append_varint(bytes, command.by.value);
        append_varint(bytes, zigzag(command.at - first));
        append_varint(bytes, answer.size());
        return bytes + answer;
    };
    std::string bytes = bytes_from(blocks_.empty() ? command.at : blocks_.back().first);
    if (blocks_.empty() || blocks_.back().bytes.size() + bytes.size() > block_bytes) {
        DAGENG_ASSERT(blocks_.size() < most_blocks);
        blocks_.push_back({command.at, {}});
        blocks_.back().bytes.reserve(block_bytes);
        bytes = bytes_from(command.at);
    }
    std::string& into = blocks_.back().bytes;
    const auto number = static_cast<std::uint16_t>(first_block_ + blocks_.size() - 1);
    const Address address = Address{number} << 16U | static_cast<Address>(into.size());
    into += bytes;
    table_.add(hash_of(command), address, [this](Address at) { return hash_at(at); });
    ++size_;
}

std::optional<RememberedCommand> RememberedCommands::find(const CommandKey& key) const {
    RememberedCommand wanted;
    wanted.by = key.first;
    wanted.id = short_hash(key.second.value);
    RememberedCommand found;
    std::string_view packed;
    const auto is_wanted = [&](Address address) {
        std::string_view id = text_at(address);
        if (take_whole<std::uint64_t>(id) != wanted.id) {
            return false;
        }
        found = head_at(address, packed);
        return found.by == wanted.by;
    };
    if (!table_.find(hash_of(wanted), is_wanted)) {
        return std::nullopt;
    }
    found.answer = unpack_answer(packed, found.at);
    return found;
}

void RememberedCommands::forget_before(protocol::TimeMs time) {
    while (size_ > 0) {
        const Address address = Address{first_block_} << 16U | front_;
        std::string_view packed;
        const RememberedCommand command = head_at(address, packed);
        if (command.at >= time) {
            return;
        }
        table_.erase(hash_of(command), address, [this](Address at) { return hash_at(at); });
        --size_;
        const std::string& bytes = blocks_.front().bytes;
        front_ = static_cast<std::uint32_t>(packed.data() + packed.size() - bytes.data());
        if (front_ == bytes.size()) {
            blocks_.pop_front();
            ++first_block_;
            front_ = 0;
        }
    }
}

void RememberedCommands::each(const std::function<void(const RememberedCommand&)>& visit) const {
    std::uint32_t at = front_;
    std::uint16_t number = first_block_;
    for (const Block& block : blocks_) {
        while (at < block.bytes.size()) {
            std::string_view packed;
            RememberedCommand command = head_at(Address{number} << 16U | at, packed);
            command.answer = unpack_answer(packed, command.at);
            visit(command);
            at = static_cast<std::uint32_t>(packed.data() + packed.size() - block.bytes.data());
        }
        ++number;
        at = 0;
    }
}

} // namespace dageng::engine
