#pragma once

#include "server/gateway/session.hpp"

namespace dageng::gateway {

/// A live connection's driver: does what its session says, on its I/O thread. None of these calls
/// back into the hub before it returns.
class Connection {
  public:
    virtual ~Connection() = default;

    /// True: taken, and another may follow. False: the others wait until Hub::written.
    virtual bool send(Frame frame) = 0;
    /// What it takes in this batch goes out before what other connections take.
    virtual void hurry() = 0;
    virtual void ping() = 0;
    /// Begins the closing handshake.
    virtual void close(protocol::CloseCode code) = 0;
    /// Drops the connection. Hub::gone follows, as it does after every end.
    virtual void end() = 0;

    /// It is known whose it is.
    virtual void known() = 0;

    virtual Session& session() = 0;
    virtual const Session& session() const = 0;
};

} // namespace dageng::gateway
