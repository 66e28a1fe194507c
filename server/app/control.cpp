#include "server/app/control.hpp"

#include "server/threads/name.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace dageng::app {

namespace {

/// Lists of the registry are whole in a request.
constexpr std::size_t max_request_bytes = std::size_t{64} * 1024 * 1024;

class Descriptor {
  public:
    explicit Descriptor(int value) : value_(value) {}
    ~Descriptor() {
        if (value_ >= 0) {
            ::close(value_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return value_; }

  private:
    int value_;
};

/// Names the socket by its folder's descriptor: a socket's path has room for 107 bytes only.
sockaddr_un address_in(const Descriptor& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path =
        "/proc/self/fd/" + std::to_string(folder.get()) + "/" + ControlServer::file_name;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void write_all(int to, const std::string& text) {
    std::size_t written = 0;
    while (written < text.size()) {
        const auto more = ::send(to, text.data() + written, text.size() - written, MSG_NOSIGNAL);
        if (more <= 0) {
            return;
        }
        written += static_cast<std::size_t>(more);
    }
}

} // namespace

ControlServer::ControlServer(const std::filesystem::path& folder, Handler handler)
    : path_(folder / file_name), handler_(std::move(handler)) {
    const Descriptor directory{::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
    // What is there belongs to a server that is gone: this one holds the folder's lock.
    std::filesystem::remove(path_);
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    wake_ = ::eventfd(0, EFD_CLOEXEC);
    const sockaddr_un address = address_in(directory);
    const mode_t before = ::umask(0177);
    const int bound =
        ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::umask(before);
    if (directory.get() < 0 || listener_ < 0 || wake_ < 0 || bound != 0 ||
        ::listen(listener_, 8) != 0) {
        fail("control socket");
    }
    thread_ = std::thread([this] {
        threads::name("control");
        loop();
    });
}

ControlServer::~ControlServer() {
    const std::uint64_t one = 1;
    static_cast<void>(::write(wake_, &one, sizeof one));
    thread_.join();
    ::close(listener_);
    ::close(wake_);
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

void ControlServer::loop() {
    for (;;) {
        std::array<pollfd, 2> wanted{{{listener_, POLLIN, 0}, {wake_, POLLIN, 0}}};
        if (::poll(wanted.data(), wanted.size(), -1) < 0 && errno != EINTR) {
            return;
        }
        if (wanted[1].revents != 0) {
            return;
        }
        if (wanted[0].revents != 0) {
            const Descriptor connection{::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)};
            serve(connection.get());
        }
    }
}

void ControlServer::serve(int connection) {
    // A caller that says nothing must not keep the next one waiting.
    const timeval patience{2, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    std::string request;
    std::array<char, 65536> piece{};
    std::size_t end = std::string::npos;
    while (end == std::string::npos && request.size() < max_request_bytes) {
        const auto more = ::recv(connection, piece.data(), piece.size(), 0);
        if (more <= 0) {
            return;
        }
        const std::size_t before = request.size();
        request.append(piece.data(), static_cast<std::size_t>(more));
        end = request.find('\n', before);
    }
    request.resize(std::min(end, request.size()));
    write_all(connection, handler_(request));
}

std::optional<std::string>
ask_server(const std::filesystem::path& folder, const std::string& request) {
    const Descriptor directory{::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
    const Descriptor connection{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    if (directory.get() < 0) {
        return std::nullopt;
    }
    const sockaddr_un address = address_in(directory);
    if (::connect(connection.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
        0) {
        return std::nullopt;
    }
    write_all(connection.get(), request + "\n");
    std::string answer;
    std::array<char, 4096> piece{};
    for (;;) {
        const auto more = ::recv(connection.get(), piece.data(), piece.size(), 0);
        if (more <= 0) {
            return answer;
        }
        answer.append(piece.data(), static_cast<std::size_t>(more));
    }
}

std::string refused_answer(const protocol::Refusal& refusal) {
    const std::string field = refusal.field.empty() ? "" : refusal.field + ": ";
    return "error " + field + refusal.detail + "\n";
}

} // namespace dageng::app
