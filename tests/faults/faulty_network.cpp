#include "tests/faults/faulty_network.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdexcept>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace dageng::faults {

namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* client_address = "10.99.0.2";
constexpr std::size_t longest_packet = 65'536;

void must(bool good, const char* what) {
    if (!good) {
        throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
    }
}

/// Of the name space that the calling thread is in.
void set_up(const char* name, const char* address) {
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    std::strncpy(request.ifr_name, name, IFNAMSIZ - 1);
    if (address != nullptr) {
        auto* const in = reinterpret_cast<sockaddr_in*>(&request.ifr_addr);
        in->sin_family = AF_INET;
        inet_pton(AF_INET, address, &in->sin_addr);
        must(ioctl(socket, SIOCSIFADDR, &request) == 0, "an address");
        inet_pton(AF_INET, "255.255.255.0", &in->sin_addr);
        must(ioctl(socket, SIOCSIFNETMASK, &request) == 0, "a network mask");
    }
    request.ifr_flags = IFF_UP | IFF_RUNNING;
    must(ioctl(socket, SIOCSIFFLAGS, &request) == 0, "an interface");
    ::close(socket);
}

/// A machine's end of the link: packets that it sends can be read there.
int make_end(const char* address) {
    const int file = ::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    must(file >= 0, "/dev/net/tun");
    ifreq request{};
    std::strncpy(request.ifr_name, "faulty", IFNAMSIZ - 1);
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    must(ioctl(file, TUNSETIFF, &request) == 0, "a link");
    set_up("faulty", address);
    set_up("lo", nullptr);
    return file;
}

void write_file(const char* path, const std::string& text) {
    std::ofstream(path) << text;
}

void leave_for_a_new_space() {
    if (geteuid() == 0) {
        must(unshare(CLONE_NEWNET) == 0, "a name space");
        return;
    }
    const auto user = geteuid();
    const auto group = getegid();
    must(unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0, "a name space");
    write_file("/proc/self/setgroups", "deny");
    write_file("/proc/self/uid_map", "0 " + std::to_string(user) + " 1");
    write_file("/proc/self/gid_map", "0 " + std::to_string(group) + " 1");
}

} // namespace

std::unique_ptr<FaultyNetwork> FaultyNetwork::make(std::string& why_not) {
    try {
        leave_for_a_new_space();
        const int clients = make_end(client_address);
        // Who hears nothing gives up in seconds, not in a quarter of an hour.
        write_file("/proc/sys/net/ipv4/tcp_retries2", "3");
        int server = -1;
        int space = -1;
        std::string failed;
        std::thread([&] {
            try {
                must(unshare(CLONE_NEWNET) == 0, "a second name space");
                server = make_end(server_address);
                space = ::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
            } catch (const std::exception& error) {
                failed = error.what();
            }
        }).join();
        if (!failed.empty()) {
            throw std::runtime_error(failed);
        }
        return std::unique_ptr<FaultyNetwork>{new FaultyNetwork{clients, server, space}};
    } catch (const std::exception& error) {
        why_not = error.what();
        return nullptr;
    }
}

FaultyNetwork::FaultyNetwork(int clients, int server, int server_space)
    : clients_(clients), server_(server), server_space_(server_space),
      thread_([this] { carry(); }) {}

FaultyNetwork::~FaultyNetwork() {
    stopping_ = true;
    thread_.join();
    for (const int file : {clients_, server_, server_space_}) {
        ::close(file);
    }
}

void FaultyNetwork::at_server(const std::function<void()>& work) {
    std::exception_ptr failed;
    std::thread([&] {
        try {
            must(setns(server_space_, CLONE_NEWNET) == 0, "the server's name space");
            work();
        } catch (...) {
            failed = std::current_exception();
        }
    }).join();
    if (failed) {
        std::rethrow_exception(failed);
    }
}

void FaultyNetwork::become(Weather weather) {
    const std::lock_guard lock{mutex_};
    weather_ = weather;
}

void FaultyNetwork::swallow_connections() {
    const std::lock_guard lock{mutex_};
    dead_ = seen_;
}

void FaultyNetwork::carry() {
    while (!stopping_) {
        std::array<pollfd, 2> ends{pollfd{clients_, POLLIN, 0}, pollfd{server_, POLLIN, 0}};
        ::poll(ends.data(), ends.size(), on_the_way_.empty() ? 20 : 1);
        take(clients_, server_);
        take(server_, clients_);
        deliver_due();
    }
}

void FaultyNetwork::take(int from, int to) {
    std::vector<char> packet(longest_packet);
    for (;;) {
        const ssize_t size = ::read(from, packet.data(), packet.size());
        if (size <= 0) {
            return;
        }
        const std::vector<char> bytes(packet.begin(), packet.begin() + size);
        const std::lock_guard lock{mutex_};
        const std::uint16_t port = port_of(bytes, from == clients_);
        seen_.insert(port);
        if (port != 0 && dead_.contains(port)) {
            ++swallowed_;
        } else if (random_() % 1000 < weather_.lost_per_mille) {
            ++lost_;
        } else {
            const auto spread = static_cast<std::uint64_t>(weather_.jitter.count()) + 1;
            const std::chrono::milliseconds more{random_() % spread};
            on_the_way_.push({Clock::now() + weather_.delay + more, numbers_++, to, bytes});
        }
    }
}

void FaultyNetwork::deliver_due() {
    while (!on_the_way_.empty() && on_the_way_.top().due <= Clock::now()) {
        const Packet& packet = on_the_way_.top();
        // A full link loses packets, as links do.
        [[maybe_unused]] const ssize_t written =
            ::write(packet.to, packet.bytes.data(), packet.bytes.size());
        ++carried_;
        on_the_way_.pop();
    }
}

std::uint16_t FaultyNetwork::port_of(const std::vector<char>& packet, bool from_client) {
    // RFC 791: version and header length in words; the protocol's number in byte 9.
    constexpr std::size_t least_header = 20;
    constexpr unsigned char tcp = 6;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(packet[at]); };
    if (packet.size() < 2 * least_header || byte(0) >> 4U != 4 || byte(9) != tcp) {
        return 0;
    }
    const std::size_t ports = (byte(0) & 15U) * std::size_t{4};
    const std::size_t at = ports + (from_client ? 0 : 2);
    return at + 1 < packet.size() ? static_cast<std::uint16_t>(byte(at) << 8U | byte(at + 1)) : 0;
}

} // namespace dageng::faults
