#pragma once

#include "protocol/ids.hpp"
#include "protocol/types.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dageng::engine {

/// A command's id belongs to its account.
using CommandKey = std::pair<protocol::PersonId, protocol::ClientId>;

/// 64 bits of a text, the same in every build: SipHash-2-4 under a key of zeros.
std::uint64_t short_hash(std::string_view text);

/// An accepted command: its answer is given again to who sends it again.
struct RememberedCommand {
    protocol::PersonId by;
    std::uint64_t id = 0;      ///< `short_hash` of the command's id.
    std::uint32_t content = 0; ///< The low half of that of its content's fingerprint.
    protocol::TimeMs at;
    std::string answer; ///< JSON.

    /// `fingerprint`: of its content.
    static RememberedCommand
    of(const CommandKey& key, std::string_view fingerprint, protocol::TimeMs at, std::string answer
    );
    /// True of another content, too, once in 2^32 times.
    bool has_content(std::string_view fingerprint) const;
};

/// The accepted commands of the last day. Most people on duty have one or some, so it takes some 40
/// bytes for one with a short answer: its bytes stand one after another in the order of time, and
/// a table of hashes has where.
class RememberedCommands {
  public:
    void add(const RememberedCommand& command);

    std::optional<RememberedCommand> find(const CommandKey& key) const;
    bool contains(const CommandKey& key) const { return find(key).has_value(); }

    /// Those added first, as long as they are of before this time.
    void forget_before(protocol::TimeMs time);

    std::size_t size() const { return size_; }
    /// In the order in which they were added.
    void each(const std::function<void(const RememberedCommand&)>& visit) const;

  private:
    /// Block and byte in it; goes round after 4 GiB.
    using Address = std::uint32_t;

    /// A command stands in one block whole.
    struct Block {
        protocol::TimeMs first; ///< Times in it are told from this.
        std::string bytes;
    };

    /// Where commands are, by their hash. Open addressing in many small tables, so that none takes
    /// long to grow.
    class Table {
      public:
        template <class Same>
        std::optional<Address> find(std::uint64_t hash, Same same) const;
        template <class HashAt>
        void add(std::uint64_t hash, Address address, HashAt hash_at);
        template <class HashAt>
        void erase(std::uint64_t hash, Address address, HashAt hash_at);

      private:
        struct Shard {
            std::vector<Address> slots;
            std::uint32_t used = 0;
        };
        static std::size_t home(std::uint64_t hash, std::size_t slots);
        static void put(Shard& shard, std::uint64_t hash, Address address);

        std::array<Shard, 256> shards_;
    };

    static std::uint64_t hash_of(const RememberedCommand& command);
    const Block& block_of(Address address) const;
    /// From the command at an address to the end of its block.
    std::string_view text_at(Address address) const;
    /// The head of the command at an address: all but its answer, which stands packed in `packed`.
    RememberedCommand head_at(Address address, std::string_view& packed) const;
    std::uint64_t hash_at(Address address) const;

    std::deque<Block> blocks_;
    std::uint16_t first_block_ = 0; ///< The number of the block in front.
    std::uint32_t front_ = 0;       ///< The first command's byte in it.
    std::size_t size_ = 0;
    Table table_;
};

} // namespace dageng::engine
