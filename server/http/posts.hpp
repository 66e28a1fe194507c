#pragma once

#include "server/http/exchange.hpp"
#include "server/http/workers.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dageng::http {

/// Paths that take a small JSON document by POST and answer with one, on a thread of their own:
/// what may wait for the disk, and must not hold up others. What takes much longer still goes to a
/// second thread, behind its like.
class Posts {
  public:
    /// The rest of an answer, for the second thread. Throws as Path::answer does.
    using Rest = std::function<Response()>;
    using Made = std::variant<Response, Rest>;

    /// What a request brings beside its body.
    struct Visit {
        std::string token; ///< Empty: none.
        std::uint64_t network = 0;
    };
    struct Path {
        std::string_view path;
        bool needs_token = false;
        /// On the thread. Throws when it doesn't work at the moment.
        std::function<Made(const std::string& body, const Visit& visit)> answer;
    };

    /// So many may wait for each thread; further ones are answered with 503. Without `most_rests`
    /// no path may have any.
    Posts(std::vector<Path> paths, std::size_t most_waiting, std::size_t most_rests = 0);

    bool owns(std::string_view path) const { return find(path) != nullptr; }

    /// As Handler::handle, for the paths that it owns. I/O threads.
    std::shared_ptr<Upload> handle(const Request& request, Answer answer);

    /// Ends the work under way; what waits gets no answer. After the last call of `handle`.
    void stop();

  private:
    const Path* find(std::string_view path) const;
    void begin(const Path& path, const std::string& body, const Visit& visit, const Answer& answer);

    const std::vector<Path> paths_;
    Workers rests_; ///< Ends after those who give to it.
    Workers workers_;
};

} // namespace dageng::http
