#include "server/sign_in/attempts.hpp"

#include <algorithm>

namespace dageng::sign_in {

std::optional<std::chrono::milliseconds> Attempts::wait(const std::string& what, TimeMs now) {
    const auto found = failures_.find(what);
    if (found == failures_.end()) {
        return std::nullopt;
    }
    if (is_over(found->second, now)) {
        failures_.erase(found);
        return std::nullopt;
    }
    if (found->second.count < bound_.most) {
        return std::nullopt;
    }
    return bound_.time - std::chrono::milliseconds(now - found->second.first);
}

void Attempts::failed(const std::string& what, TimeMs now) {
    auto found = failures_.find(what);
    if (found == failures_.end()) {
        make_room(now);
        found = failures_.emplace(what, Failures{now, 0}).first;
    } else if (is_over(found->second, now)) {
        found->second = {now, 0};
    }
    ++found->second.count;
}

void Attempts::make_room(TimeMs now) {
    if (failures_.size() < max_kept) {
        return;
    }
    std::erase_if(failures_, [&](const auto& kept) { return is_over(kept.second, now); });
    if (failures_.size() >= max_kept) {
        failures_.erase(std::min_element(
            failures_.begin(),
            failures_.end(),
            [](const auto& one, const auto& other) { return one.second.first < other.second.first; }
        ));
    }
}

} // namespace dageng::sign_in
