#include "load-tests/geo/globe.hpp"
#include "load-tests/geo/peers.hpp"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <hiredis/hiredis.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace dageng::load {

namespace {

/// A Redis process with a folder of its own; both go with it.
class Server {
  public:
    Server() {
        std::string name =
            (std::filesystem::temp_directory_path() / "dageng-redis-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("can't make a folder for Redis");
        }
        folder_ = name;
        pid_ = fork();
        if (pid_ < 0) {
            // Signals to -1 would go to everybody.
            std::filesystem::remove_all(folder_);
            throw std::runtime_error("can't start Redis");
        }
        if (pid_ == 0) {
            const std::string socket = this->socket();
            execlp(
                "redis-server",
                "redis-server",
                "--port",
                "0",
                "--unixsocket",
                socket.c_str(),
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder_.c_str(),
                "--logfile",
                (folder_ + "/log").c_str(),
                "--loglevel",
                "warning",
                static_cast<char*>(nullptr)
            );
            _exit(127);
        }
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server() {
        kill(pid_, SIGTERM);
        waitpid(pid_, nullptr, 0);
        std::filesystem::remove_all(folder_);
    }

    std::string socket() const { return folder_ + "/redis.sock"; }
    bool ended() const { return waitpid(pid_, nullptr, WNOHANG) != 0; }

  private:
    std::string folder_;
    pid_t pid_ = 0;
};

struct Reply {
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

class RedisPeer : public Peer {
  public:
    explicit RedisPeer(const std::vector<geo::PointCm>& people) {
        connect();
        std::vector<Move> moves;
        for (std::uint32_t slot = 0; slot < people.size(); ++slot) {
            moves.push_back({slot, people[slot]});
        }
        move(moves);
    }
    ~RedisPeer() override { redisFree(context_); }

    std::string name() const override { return "Redis"; }

    void move(const std::vector<Move>& moves) override {
        std::size_t waiting = 0;
        for (const Move& one : moves) {
            const protocol::LatLon at = globe.to_globe(one.to);
            redisAppendCommand(
                context_, "GEOADD people %f %f %u", degrees(at.lon_e7), degrees(at.lat_e7), one.slot
            );
            if (++waiting == batch) {
                collect(waiting);
                waiting = 0;
            }
        }
        collect(waiting);
    }

    std::uint64_t ask(const std::vector<geo::PointCm>& from) override {
        std::uint64_t sum = 0;
        std::size_t waiting = 0;
        for (const geo::PointCm one : from) {
            const protocol::LatLon at = globe.to_globe(one);
            redisAppendCommand(
                context_,
                "GEOSEARCH people FROMLONLAT %f %f BYRADIUS %u m ASC COUNT %u WITHDIST",
                degrees(at.lon_e7),
                degrees(at.lat_e7),
                radius_cm / 100,
                static_cast<unsigned>(nearest_wanted)
            );
            if (++waiting == batch) {
                sum += collect(waiting);
                waiting = 0;
            }
        }
        return sum + collect(waiting);
    }

  private:
    void connect() {
        // Until it listens.
        for (int i = 0; i < 200 && !server_.ended(); ++i) {
            context_ = redisConnectUnix(server_.socket().c_str());
            if (context_ != nullptr && context_->err == 0) {
                return;
            }
            redisFree(std::exchange(context_, nullptr));
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        throw std::runtime_error("no redis-server: install tools/packages-peers");
    }

    /// Distances of the answers that have any, added up.
    std::uint64_t collect(std::size_t answers) {
        double sum_m = 0;
        for (std::size_t i = 0; i < answers; ++i) {
            void* raw = nullptr;
            if (redisGetReply(context_, &raw) != REDIS_OK) {
                throw std::runtime_error(fmt::format("Redis: {}", context_->errstr));
            }
            const std::unique_ptr<redisReply, Reply> reply{static_cast<redisReply*>(raw)};
            if (reply->type == REDIS_REPLY_ERROR) {
                throw std::runtime_error(fmt::format("Redis: {}", reply->str));
            }
            for (std::size_t k = 0; reply->type == REDIS_REPLY_ARRAY && k < reply->elements; ++k) {
                sum_m += std::strtod(reply->element[k]->element[1]->str, nullptr);
            }
        }
        return static_cast<std::uint64_t>(sum_m * 100);
    }

    Server server_;
    redisContext* context_ = nullptr;
};

} // namespace

std::unique_ptr<Peer> make_redis(const std::vector<geo::PointCm>& people) {
    return std::make_unique<RedisPeer>(people);
}

} // namespace dageng::load
