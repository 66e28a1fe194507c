#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The least that a server of this protocol can do on one thread: take bytes from sockets, unmask
/// them, and write what is to be written. No other server that makes one system call a frame can be
/// cheaper, so what Dageng costs beyond it is Dageng's own.
namespace dageng::floor {

/// A text frame as it came.
struct Received {
    int fd = -1;
    std::string_view text; ///< Good until the callback returns.
};

/// Who answers. Called on the server's thread.
class Job {
  public:
    virtual ~Job() = default;
    virtual void take(const Received& frame) = 0;
    /// All that was ready has been taken; called once a turn, before anything waits again.
    virtual void end_turn() = 0;
    virtual void gone(int fd) = 0;
};

/// WebSocket on raw epoll, for well-behaved clients on this machine only: it checks nothing.
class Server {
  public:
    /// Listens at 127.0.0.1. Throws std::system_error.
    explicit Server(std::uint16_t port);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server();

    /// Runs until the process is ended.
    [[noreturn]] void run(Job& job);

    /// Sends a text frame, or keeps what the socket doesn't take yet.
    void send(int fd, std::string_view text);

  private:
    struct Peer {
        bool upgraded = false;
        bool waits_to_write = false;
        std::string rest; ///< Of a frame, or of the upgrade, that has begun.
        std::string unsent;
    };

    void accept_all();
    void read(int fd, Job& job);
    /// Bytes used up of what is there.
    std::size_t take_frames(int fd, char* bytes, std::size_t size, Job& job);
    void upgrade(int fd);
    void write(int fd, std::string_view bytes);
    void flush(int fd);
    void watch(int fd, bool writable);
    void drop(int fd, Job& job);

    int listener_ = -1;
    int epoll_ = -1;
    std::vector<Peer> peers_; ///< By descriptor.
    std::vector<char> buffer_;
    std::string scratch_;
};

} // namespace dageng::floor
