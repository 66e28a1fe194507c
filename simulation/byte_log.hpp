#pragma once

#include "protocol/ids.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace dageng::simulation {

/// A journal as the bytes of a file: each record is a line `<first> <ms> <bytes>`, its text and a
/// line feed. A power cut may end it between any two bytes. One thread.
class ByteLog {
  public:
    struct Record {
        protocol::Offset first = 0;
        protocol::TimeMs at;
        std::string_view body; ///< Lives until the log changes.
    };

    void append(protocol::Offset first, protocol::TimeMs at, std::string_view body);
    std::size_t size() const { return bytes_.size(); }

    /// Keeps the first `size` bytes.
    void cut(std::size_t size) { bytes_.resize(size); }

    /// Calls `take` for each whole record in order. Returns where the last whole one ends; what is
    /// behind was torn.
    std::size_t read(const std::function<void(const Record&)>& take) const;

    /// BLAKE2b-256 of all bytes and of `state`, in hex.
    std::string digest(std::string_view state) const;

  private:
    std::string bytes_;
};

} // namespace dageng::simulation
