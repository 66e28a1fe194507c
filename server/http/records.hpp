#pragma once

#include "server/http/calls.hpp"
#include "server/http/exchange.hpp"
#include "server/http/workers.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace dageng::http {

/// What the record says of an incident, for a dispatcher's bearer token: `GET
/// /api/v1/incidents/<number>/choices`, why some were asked for it and others not, and `…/replay`,
/// its minutes.
class Records {
  public:
    /// The answer's JSON from the record, on a worker's thread. Throws when it can't be read.
    using Read = std::function<std::string(const protocol::RecordTicket&)>;

    struct Readers {
        Read choices;
        Read replay;
    };

    /// So many readings may wait; further ones are answered with 503.
    static constexpr std::size_t max_reads = 32;

    /// The calls outlive it.
    Records(RecordCalls& calls, Readers readers);

    static bool owns(std::string_view path);

    /// As Handler::handle, for the paths that it owns. I/O threads.
    void handle(const Request& request, const Answer& answer);

    /// Ends the reading under way; what waits gets no answer. After the last call of `handle`.
    void stop();

  private:
    struct Room {
        Readers readers;
        Workers workers{1, max_reads};
    };

    RecordCalls& calls_;
    const std::shared_ptr<Room> room_; ///< Answers of the leader may come late.
};

} // namespace dageng::http
