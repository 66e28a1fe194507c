#include "server/gateway/strangers.hpp"

namespace dageng::gateway {

Stranger Strangers::let_in(Network network) {
    {
        const std::lock_guard lock(mutex_);
        const auto found = counts_.find(network);
        if (found != counts_.end() && found->second >= most_) {
            return nullptr;
        }
        ++counts_[network];
    }
    return count(network);
}

Stranger Strangers::go_on(Network network) {
    {
        const std::lock_guard lock(mutex_);
        ++counts_[network];
    }
    return count(network);
}

Stranger Strangers::count(Network network) {
    return {static_cast<const void*>(this), [this, network](const void*) { leave(network); }};
}

void Strangers::leave(Network network) {
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(network);
    if (--found->second == 0) {
        counts_.erase(found);
    }
}

} // namespace dageng::gateway
