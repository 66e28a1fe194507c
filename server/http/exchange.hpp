#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Requests and responses as our rooms see them, without a word of the HTTP library.
namespace dageng::http {

enum class Method : std::uint8_t { get, head, put, post, other };

/// A header field; its name in lower case.
using Field = std::pair<std::string, std::string>;

/// The head of a request.
struct Request {
    Method method = Method::get;
    std::string path;          ///< Begins with `/`; not percent-decoded.
    std::string query;         ///< Without the `?`; empty for none.
    std::vector<Field> fields; ///< As sent, in order.
    std::optional<std::uint64_t> content_length;
    std::uint64_t network = 0; ///< Where it comes from (network.hpp).

    /// The first field of this lower-case name; empty for none.
    std::string_view field(std::string_view name) const;
    /// What stands behind `Bearer` in the field `authorization`; empty for none.
    std::string_view bearer() const;
    /// True for a browser that shows a page of another site (RFC 6454): by `origin` and `host`.
    bool is_of_other_site() const;
    /// True when the client takes gzip.
    bool takes_gzip() const;
};

/// A whole answer. The driver adds `content-length`, `connection` and `date`.
struct Response {
    unsigned status = 200;
    std::vector<Field> fields;
    std::shared_ptr<const std::string> body; ///< None: empty.
};

/// Gives the answer. Called at most once, from any thread; late answers are dropped.
using Answer = std::function<void(Response)>;

/// Takes the body of a request. Called by the connection's I/O thread, in order: chunks, then
/// `end` or `broken`; nothing more once the answer was given.
class Upload {
  public:
    virtual ~Upload() = default;

    /// The next bytes, never none. The following chunk comes after `more` was called (once, from
    /// any thread), so that a body waits in the client rather than here.
    virtual void chunk(std::string bytes, std::function<void()> more) = 0;
    /// The body is whole.
    virtual void end() = 0;
    /// The connection ended, or was silent too long, before the body was whole. No answer is
    /// wanted any more.
    virtual void broken() = 0;
};

/// What answers requests.
class Handler {
  public:
    virtual ~Handler() = default;

    /// Called by I/O threads with each request's head; must not wait for anything. Returns what
    /// takes the body, or nothing when no body is wanted: one that comes all the same is read and
    /// thrown away.
    virtual std::shared_ptr<Upload> handle(const Request& request, Answer answer) = 0;
};

} // namespace dageng::http
