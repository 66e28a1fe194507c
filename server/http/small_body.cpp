#include "server/http/small_body.hpp"

#include "server/http/problem.hpp"

#include <utility>

namespace dageng::http {

SmallBody::SmallBody(std::size_t most_bytes, Answer answer, Then then)
    : most_bytes_(most_bytes), answer_(std::move(answer)), then_(std::move(then)) {}

void SmallBody::chunk(std::string bytes, std::function<void()> more) {
    body_ += bytes;
    if (body_.size() > most_bytes_) {
        const std::string most = std::to_string(most_bytes_);
        answer_(problem(413, "too-large", "This may have " + most + " bytes."));
        return;
    }
    more();
}

void SmallBody::end() {
    then_(std::move(body_));
}

} // namespace dageng::http
