#include "server/http/photo_claims.hpp"

#include <utility>

namespace dageng::http {

PhotoClaims::Number PhotoClaims::next() {
    const std::lock_guard lock(mutex_);
    return ++count_;
}

PhotoClaims::Outcome
PhotoClaims::claim(const std::string& photo, Number upload, std::function<void()> give_up) {
    std::function<void()> earlier;
    {
        const std::lock_guard lock(mutex_);
        auto& claim = claims_[photo];
        if (claim.finishing) {
            return Outcome::finishing;
        }
        earlier = std::exchange(claim.give_up, std::move(give_up));
        claim.upload = upload;
    }
    if (earlier) {
        earlier();
    }
    return Outcome::claimed;
}

bool PhotoClaims::begin_finishing(const std::string& photo, Number upload) {
    const std::lock_guard lock(mutex_);
    const auto found = claims_.find(photo);
    if (found == claims_.end() || found->second.upload != upload) {
        return false;
    }
    found->second.finishing = true;
    return true;
}

void PhotoClaims::release(const std::string& photo, Number upload) {
    std::function<void()> forgotten;
    const std::lock_guard lock(mutex_);
    const auto found = claims_.find(photo);
    if (found != claims_.end() && found->second.upload == upload) {
        forgotten = std::move(found->second.give_up);
        claims_.erase(found);
    }
}

} // namespace dageng::http
